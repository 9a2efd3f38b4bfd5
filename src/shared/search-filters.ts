import { readDates, readNumbers } from './search-ranges.ts'
import type { DateRange, NumberRange } from './search-ranges.ts'
import { ARCHIVED, isListed, valueNamed } from './search-words.ts'
import type { ListedKey, ListedValue } from './search-words.ts'

/** A condition that is written as `key:value`. */
export type Filter =
  | { [K in ListedKey]: { key: K; value: ListedValue<K> } }[ListedKey]
  | { key: 'tag' | 'category' | 'author' | 'source'; value: string }
  | { key: 'date'; value: DateRange }
  | { key: 'words'; value: NumberRange }

/** A condition on one entry; `in` and `sort` say how to search and stand beside the conditions. */
export type Condition = Exclude<Filter, { key: 'in' | 'sort' }>

/** Reads what stands behind `key:`; gives the problem when that is no value of it. */
export function readFilter(
  key: Filter['key'],
  value: string
): Filter | 'badDate' | 'badNumber' | 'noArchive' | 'unknownValue' {
  if (key === 'date') {
    const dates = readDates(value)
    return dates ? { key, value: dates } : 'badDate'
  }
  if (key === 'words') {
    const numbers = readNumbers(value)
    return numbers ? { key, value: numbers } : 'badNumber'
  }
  if (isListed(key)) {
    const filter = listedFilter(key, value)
    if (filter) return filter
    return key === 'is' && ARCHIVED.includes(value.toLowerCase()) ? 'noArchive' : 'unknownValue'
  }
  return { key, value }
}

/** A filter of few values, by one of a value's names. */
function listedFilter(key: ListedKey, name: string): Filter | undefined {
  switch (key) {
    case 'kind':
      return filterOf(key, valueNamed(key, name))
    case 'in':
      return filterOf(key, valueNamed(key, name))
    case 'has':
      return filterOf(key, valueNamed(key, name))
    case 'is':
      return filterOf(key, valueNamed(key, name))
    case 'sort':
      return filterOf(key, valueNamed(key, name))
  }
}

const filterOf = <K extends string, V>(key: K, value: V | undefined): { key: K; value: V } | undefined =>
  value === undefined ? undefined : { key, value }
