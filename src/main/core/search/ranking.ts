import { score } from './match.ts'
import type { Match } from './match.ts'

export interface Scored {
  match: Match
  score: number
}

/**
 * Hits are ranked among the first so many that the index gives, then among the next: pages of one query fit together,
 * however many are asked for at once.
 */
export const FIRST_BLOCK = 100
const BLOCK = 500
/** Hits that are ranked exactly wherever a page begins. Nobody looks so far down for the best. */
export const RANKED = BLOCK

/** How many matches to read for so many hits: up to the end of a block. */
export function reach(hits: number): number {
  if (hits === 0) return 0
  return hits <= FIRST_BLOCK ? FIRST_BLOCK : Math.ceil(hits / BLOCK) * BLOCK
}

export function blocksOf<T>(found: T[], first = FIRST_BLOCK): T[][] {
  const blocks = [found.slice(0, first), found.slice(first, BLOCK)]
  for (let at = BLOCK; at < found.length; at += BLOCK) blocks.push(found.slice(at, at + BLOCK))
  return blocks
}

/** Scores that differ by less, as a ratio, count as equal. */
const LIKE_SCORE = 1.02
/** Headings are looked at of so many of the best: those that a first page shows. */
const MOST_HEADED = 50

/** What goes first among equals: entries with a word in the title, and of the given ones those with one in a heading. */
export interface Named {
  inTitle(match: Match): boolean
  inHeading(ids: number[]): { has(id: number): boolean }
}

/** The best first; among equals those that are named by a word, then the newest. */
export function ranked(matches: Match[], rarities: number[], averageLength: number, named: Named): Scored[] {
  const best = (a: Ranked, b: Ranked) => b.rank - a.rank || b.match.entry.id - a.match.entry.id
  const byScore = matches
    .map((match): Ranked => {
      const exact = score(match, rarities, averageLength)
      return { match, score: exact, rank: exact }
    })
    .toSorted(best)
  const headed = named.inHeading(byScore.slice(0, MOST_HEADED).map(({ match }) => match.entry.id))
  const isNamed = (match: Match) => headed.has(match.entry.id) || named.inTitle(match)
  return byScore.map((each) => ({ ...each, rank: each.score * (isNamed(each.match) ? LIKE_SCORE : 1) })).toSorted(best)
}

interface Ranked extends Scored {
  rank: number
}
