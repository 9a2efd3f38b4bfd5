import { withWord } from '../../../shared/search-edit.ts'
import { homophonesOf, maybePinyin, readAs, typedPinyin } from '../../../shared/pinyin.ts'
import { foldedTerm, parseQuery } from '../../../shared/search-query.ts'
import type { SearchSuggestion } from '../../../shared/search.ts'
import { EntrySearch } from './entry-search.ts'
import type { Library } from './entry-search.ts'
import { leavesOf } from './evaluate.ts'
import * as queries from './queries.ts'
import { termTokens } from './tokens.ts'

/** Names that are looked through for one word, and the longest word that is spelt otherwise: some milliseconds of work. */
const MOST_NAMES = 40_000
const LONGEST_LATIN = 12
const MOST_WORDS = 3
/** Readings of one word that are counted, and given. */
const MOST_COUNTED = 6
const MOST_GIVEN = 3
/** A word that stands in more entries than these is spelt as it was meant. */
const RARE = 2
const LONGEST_CHINESE = 8

type Kind = SearchSuggestion['kind']

/**
 * Other readings of a query's words that find something: letters as pinyin of a word in a title or a tag; a Chinese word as
 * one in a title that sounds the same; a Latin word as one that is a letter away. Words in quotes are meant as they stand.
 */
export function suggestions(library: Library, tagNames: string[], query: string): SearchSuggestion[] {
  const parsed = parseQuery(query)
  const words = leavesOf(parsed.root).flatMap((leaf) => (leaf.type === 'text' && !leaf.exact ? [leaf.text] : []))
  return [...new Set(words)].slice(0, MOST_WORDS).flatMap((typed) =>
    readingsOf(library, tagNames, foldedTerm(typed))
      .slice(0, MOST_COUNTED)
      .flatMap(({ kind, word }) => counted(library, query, { kind, typed, word }))
      .toSorted((a, b) => b.entries - a.entries)
      .slice(0, MOST_GIVEN)
  )
}

/** The most frequent readings first. */
function readingsOf(library: Library, tagNames: string[], term: string): { kind: Kind; word: string }[] {
  const names = function* () {
    yield* tagNames
    for (const [, title] of library.titles.entries()) yield title
  }
  const typed = typedPinyin(term)
  const found = maybePinyin(typed) ? mostFrequent(names(), (name) => asPinyin(typed, name)) : []
  const words = found.map((word) => ({ kind: 'pinyin' as const, word }))
  const own = termTokens(term)
  const isRare = own.required.some((token) => queries.countMatchingUpTo(library.index, token, RARE + 1) <= RARE)
  if (!isRare) return words
  const similar = /^[\u3400-\u9fff]{2,}$/.test(term) ? mostFrequent(names(), sounding(term)) : near(library, term)
  return [...words, ...similar.map((word) => ({ kind: 'similar' as const, word }))]
}

/** What a name gives, the most frequent first. */
function mostFrequent(names: Iterable<string>, find: (name: string) => string | null): string[] {
  const counts = new Map<string, number>()
  let n = 0
  for (const name of names) {
    if (++n > MOST_NAMES) break
    const word = find(name)
    if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([word]) => word)
}

function asPinyin(typed: string, name: string): string | null {
  const range = readAs(typed, name)
  const word = range && name.slice(...range)
  return word && word !== typed ? word : null
}

/** Finds in a name what sounds like a Chinese word and is not it. */
function sounding(term: string): (name: string) => string | null {
  const same = Array.from(term.slice(0, LONGEST_CHINESE), homophonesOf)
  return (name) => {
    for (let at = 0; at + same.length <= name.length; at++) {
      if (same.every((set, n) => set.has(name.charAt(at + n)))) {
        const word = name.slice(at, at + same.length)
        if (word !== term) return word
      }
    }
    return null
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Indexed Latin words that differ by one letter more, less or other, or by two that changed places (Norvig, 2007). */
function near({ index }: Library, term: string): string[] {
  if (!/^[a-z]{4,}$/.test(term) || term.length > LONGEST_LATIN) return []
  const found: [string, number][] = []
  for (const word of new Set(edits(term))) {
    const token = termTokens(word).word?.token
    const n = token ? queries.countMatchingUpTo(index, token, 1000) : 0
    if (n > 0 && word !== term) found.push([word, n])
  }
  return found.toSorted((a, b) => b[1] - a[1]).map(([word]) => word)
}

function* edits(word: string): Generator<string> {
  for (let at = 0; at < word.length; at++) {
    const [before, char, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
    yield before + after
    if (after !== '') yield before + after.charAt(0) + char + after.slice(1)
  }
  for (let at = 0; at <= word.length; at++) {
    for (const letter of LETTERS) yield word.slice(0, at) + letter + word.slice(at)
  }
  for (let at = 0; at < word.length; at++) {
    for (const letter of LETTERS) yield word.slice(0, at) + letter + word.slice(at + 1)
  }
}

function counted(
  library: Library,
  query: string,
  { kind, typed, word }: { kind: Kind; typed: string; word: string }
): SearchSuggestion[] {
  const other = withWord(query, typed, word)
  const { total, exact } = new EntrySearch(library, parseQuery(other)).total()
  return total > 0 ? [{ kind, typed, word, query: other, entries: total, exact }] : []
}
