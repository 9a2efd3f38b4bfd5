import { rangesIn } from '../../../shared/fold.ts'
import type { FoldedText } from '../../../shared/fold.ts'
import type { SearchHit, SearchMatch } from '../../../shared/search.ts'
import type { ReadableDb } from '../db/sql.ts'
import type { Scored } from './ranking.ts'
import * as queries from './queries.ts'
import { snippet } from './snippet.ts'

/**
 * A hit as it is shown. `terms` are those to mark; `place`: where they were looked for; `most`: places given; `headings`:
 * those that hold a term, folded.
 */
export function toHit(
  library: ReadableDb,
  { match, score }: Scored,
  terms: string[],
  place: 'title' | 'text' | null,
  most: number,
  headings: string[] = []
): SearchHit {
  const { id, kind, title, body, tags } = match.entry
  const { feed, promotionText } = queries.articleFacts(library, id)
  const inTitle = place === 'text' ? [] : terms
  const inText = place === 'title' ? [] : terms
  const part = snippet(body, match.body, inText, { before: promotionText ?? body.length, headings })
  const places = (field: SearchMatch['field'], text: FoldedText, words: string[]): SearchMatch[] =>
    most === 0 ? [] : rangesIn(text, words, most).map(([offset, end]) => ({ field, offset, length: end - offset }))
  return {
    id,
    kind,
    title,
    titleRanges: rangesIn(match.title, inTitle),
    feed,
    tags,
    score,
    snippet: part.text,
    ranges: part.ranges,
    count: match.matches,
    matches: [...places('title', match.title, inTitle), ...places('text', match.body, inText)].slice(0, most)
  }
}
