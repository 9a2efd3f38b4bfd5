import { fold } from './fold.ts'
import { isListed, KEYS, keyNamed, keysOf, namesOf, VALUES, valueWord } from './search-words.ts'
import type { FilterKey } from './search-words.ts'
import type { Language } from './shell.ts'

/** Filters whose values are names in the library: `search.complete` knows them. */
export type NamedKey = 'tag' | 'category' | 'author' | 'source'

/** `insert` takes the place of the completion's range; `label` is its plain form. */
export interface CompletionOption {
  key: FilterKey
  /** Null for the filter's word itself. */
  value: string | null
  label: string
  insert: string
}

/**
 * What can stand at the caret. `range` is the part of the query that an option replaces. With `names` the values have to
 * be asked for: those of that filter that match `text`.
 */
export interface Completion {
  range: [number, number]
  text: string
  options: CompletionOption[]
  names: NamedKey | null
}

const NAMED = new Set<FilterKey>(['tag', 'category', 'author', 'source'])
const isNamed = (key: FilterKey): key is NamedKey => NAMED.has(key)

/** The word that the caret stands in or behind, with its place; within quotes from the quote on. */
function wordAt(query: string, caret: number): { start: number; end: number } {
  const before = /(?:^|[\s(（])[-－]?([^\s(（:："“”]*[:：]["“”][^"“”]*|[^\s(（]*)$/.exec(query.slice(0, caret))
  const word = before?.[1] ?? ''
  const rest = /["“”]/.test(word) ? /^[^"“”]*["“”]?/ : /^[^\s)）]*/
  return { start: caret - word.length, end: caret + (rest.exec(query.slice(caret))?.[0].length ?? 0) }
}

const OPEN_PHRASE = /(?:^|[\s(（])[-－]?["“”](?:[^"“”\\]|\\.)*$/

/** Completes the word at the caret: a filter's word, or its value. Null where only free text can stand. */
export function complete(query: string, caret: number, language: Language): Completion | null {
  if (OPEN_PHRASE.test(query.slice(0, caret)) && !closesBefore(query.slice(0, caret))) return null
  const { start, end } = wordAt(query, caret)
  const typed = query.slice(start, caret)
  const colon = typed.search(/[:：]/)
  const key = colon > 0 ? keyNamed(typed.slice(0, colon)) : undefined
  if (key) return completeValue(key, typed.slice(colon + 1), [start, end], language)
  if (typed === '' || colon >= 0) return null
  const options = [...keyOptions(typed, language), ...valueOptions(typed, language)]
  return options.length > 0 ? { range: [start, end], text: typed, options, names: null } : null
}

/** Whether the last quote before the caret ends a phrase. */
function closesBefore(text: string): boolean {
  const quotes = text.replace(/\\./g, '').match(/["“”]/g) ?? []
  return quotes.length % 2 === 0
}

function completeValue(key: FilterKey, raw: string, range: [number, number], language: Language): Completion {
  const text = raw.replace(/^["“”]/, '').replace(/["“”]$/, '')
  const options = isListed(key) ? listed(key, text, language) : []
  return { range, text, options, names: isNamed(key) ? key : null }
}

const startsWith = (name: string, text: string): boolean => fold(name).startsWith(fold(text))

function keyOptions(text: string, language: Language): CompletionOption[] {
  return keysOf(KEYS)
    .filter((key) => namesOf(KEYS[key]).some((name) => startsWith(name, text)))
    .map((key) => {
      const word = `${KEYS[key][language]}:`
      return { key, value: null, label: word, insert: word }
    })
}

/** Values by their own word alone: `未读` for `状态:未读`. */
const valueOptions = (text: string, language: Language): CompletionOption[] =>
  keysOf(VALUES).flatMap((key) => listed(key, text, language))

function listed(key: keyof typeof VALUES, text: string, language: Language): CompletionOption[] {
  return Object.entries(VALUES[key])
    .filter(([, word]) => namesOf(word).some((name) => startsWith(name, text)))
    .map(([value]) => {
      const insert = `${KEYS[key][language]}:${valueWord(key, value, language)}`
      return { key, value, label: insert, insert }
    })
}

/** An option for a name that `search.complete` gave. */
export function nameOption(key: NamedKey, value: string, language: Language): CompletionOption {
  const word = KEYS[key][language]
  return { key, value, label: `${word}:${value}`, insert: `${word}:${quotedName(value)}` }
}

const quotedName = (value: string): string =>
  /^[^\s"“”„«»＂\\()（）][^\s()（）]*$/.test(value) ? value : `"${value.replace(/["“”„«»＂\\]/g, '\\$&')}"`

/** The query with an option in place, and where the caret then stands: behind a space after a whole filter. */
export function applyCompletion(
  query: string,
  range: [number, number],
  option: CompletionOption
): { query: string; caret: number } {
  const rest = query.slice(range[1])
  const space = option.value !== null && !/^\s/.test(rest) ? ' ' : ''
  const head = query.slice(0, range[0]) + option.insert
  const caret = head.length + (option.value === null ? 0 : 1)
  return { query: head + space + rest, caret }
}
