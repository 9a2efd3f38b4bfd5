import { complete, nameOption } from '../../../shared/search-complete.ts'
import type { CompletionOption } from '../../../shared/search-complete.ts'
import { KEYS, keysOf } from '../../../shared/search-words.ts'
import { useLanguage } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'

export interface Conditions {
  options: CompletionOption[]
  /** The part of the text that an option replaces. */
  range: [number, number]
  /** The caret stands in a condition, or all of them were asked for. */
  first: boolean
}

/** What the word at the caret could become; with `all` every condition there is. */
export function useConditions(text: string, caret: number, all: boolean): Conditions {
  const language = useLanguage()
  const completion = complete(text, Math.min(caret, text.length), language)
  const key = completion?.names ?? null
  const { data: names } = useAnswer(
    'search.complete',
    kb.search.complete,
    { key: key ?? 'tag', text: completion?.text ?? '' },
    { enabled: key !== null, keepPrevious: true }
  )
  if (all) {
    const options = keysOf(KEYS).map((each) => {
      const insert = `${KEYS[each][language]}:`
      return { key: each, value: null, label: insert, insert }
    })
    return { options, range: [text.length, text.length], first: true }
  }
  if (!completion) return { options: [], range: [0, 0], first: false }
  const { range, options } = completion
  const named = key === null ? [] : (names ?? []).map(({ value }) => nameOption(key, value, language))
  return { options: [...options, ...named], range, first: /[:：]/.test(text.slice(...range)) }
}
