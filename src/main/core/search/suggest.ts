import { withWord } from '../../../shared/search-edit.ts'
import { charactersRead, homophonesOf, maybePinyin, readAs, typedPinyin } from '../../../shared/pinyin.ts'
import { foldedTerm, parseQuery } from '../../../shared/search-query.ts'
import type { SearchSuggestion } from '../../../shared/search.ts'
import { EntrySearch } from './entry-search.ts'
import type { Library } from './entry-search.ts'
import { leavesOf } from './evaluate.ts'
import * as queries from './queries.ts'
import { termTokens, wordToken } from './tokens.ts'

/** Names that are looked through for one word, and the longest word that is spelt otherwise: some milliseconds of work. */
const MOST_NAMES = 15_000
const LONGEST_LATIN = 12
const MOST_WORDS = 3
/** Readings of one word that are counted, and given. */
const MOST_COUNTED = 6
const MOST_GIVEN = 3
/** A word that stands in more entries than these is spelt as it was meant. */
const RARE = 2
const LONGEST_CHINESE = 8
/** Characters of one syllable that are put together, and where counting entries ends. */
const MOST_CHARACTERS = 12
const FREQUENT = 1000

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
  const typed = typedPinyin(term)
  const words = maybePinyin(typed) ? pinyinWords(library, tagNames, typed) : []
  if (words.length > 0) return words.map((word) => ({ kind: 'pinyin', word }))
  const isRare = termTokens(term).required.some(
    (token) => queries.countMatchingUpTo(library.index, token, RARE + 1) <= RARE
  )
  if (!isRare) return []
  const similar = CHINESE.test(term) ? sounding(library, tagNames, term) : near(library, term)
  return similar.map((word) => ({ kind: 'similar', word }))
}

const CHINESE = /^[\u3400-\u9fff]{2,}$/

function pinyinWords(library: Library, tagNames: string[], typed: string): string[] {
  const words = namesIn(library, tagNames).map((name) => name.slice(...(readAs(typed, name) ?? [0, 0])))
  const named = mostFrequent(words.filter((word) => CHINESE.test(word)))
  return named.length > 0 ? named : twoSyllables(library, typed)
}

const namesIn = ({ titles }: Library, tagNames: string[]): string[] =>
  [...tagNames, ...titles.first(MOST_NAMES)].slice(0, MOST_NAMES)

function mostFrequent(words: string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([word]) => word)
}

/** Words of two characters with these readings that stand in texts; of each syllable the most frequent characters. */
function twoSyllables({ index }: Library, typed: string): string[] {
  const most = (reading: string): string[] =>
    Array.from(charactersRead(reading), (char) => ({ char, n: queries.countMatchingUpTo(index, char, FREQUENT) }))
      .filter(({ n }) => n > 0)
      .toSorted((a, b) => b.n - a.n)
      .slice(0, MOST_CHARACTERS)
      .map(({ char }) => char)
  const words: [string, number][] = []
  for (let at = 1; at < typed.length; at++) {
    const seconds = most(typed.slice(at))
    if (seconds.length === 0) continue
    for (const first of most(typed.slice(0, at))) {
      for (const second of seconds) {
        const n = queries.countMatchingUpTo(index, first + second, FREQUENT)
        if (n > 0) words.push([first + second, n])
      }
    }
  }
  return words.toSorted((a, b) => b[1] - a[1]).map(([word]) => word)
}

/** What in names sounds like a Chinese word and is not it. */
function sounding(library: Library, tagNames: string[], term: string): string[] {
  const same = Array.from(term.slice(0, LONGEST_CHINESE), homophonesOf)
  // For each unit one bit for every place of the word that it may stand at.
  const places = new Uint8Array(0x10000)
  for (const [n, chars] of same.entries()) {
    for (const char of chars) places[char.charCodeAt(0)] = (places[char.charCodeAt(0)] ?? 0) | (1 << n)
  }
  const wordIn = (name: string): string => {
    for (let at = 0; at + same.length <= name.length; at++) {
      let n = 0
      while (n < same.length && ((places[name.charCodeAt(at + n)] ?? 0) & (1 << n)) !== 0) n++
      const word = n === same.length ? name.slice(at, at + n) : term
      if (word !== term) return word
    }
    return ''
  }
  return mostFrequent(namesIn(library, tagNames).flatMap((name) => wordIn(name) || []))
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Indexed Latin words that differ by one letter more, less or other, or by two that changed places (Norvig, 2007). */
function near({ index }: Library, term: string): string[] {
  if (!/^[a-z]{4,}$/.test(term) || term.length > LONGEST_LATIN) return []
  const others = new Map(Array.from(edits(term), (word) => [wordToken(word), word]))
  others.delete(wordToken(term))
  return queries
    .heldTokens(index, [...others.keys()])
    .map((token) => ({ word: others.get(token) ?? '', n: queries.countMatchingUpTo(index, token, FREQUENT) }))
    .toSorted((a, b) => b.n - a.n)
    .map(({ word }) => word)
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
