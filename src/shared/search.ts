import { z } from 'zod'
import { EntryId, EntryKind } from './entries.ts'
import { call, event, job, Nothing } from './ipc.ts'

/** Half-open range of UTF-16 offsets. */
export const TextRange = z.tuple([z.int().min(0), z.int().min(0)])
export type TextRange = z.infer<typeof TextRange>

/** `ranges` mark the query's words in `snippet`, `titleRanges` in `title`; `matches` counts them in title and text. */
export const SearchHit = z.object({
  id: EntryId,
  kind: EntryKind,
  title: z.string(),
  titleRanges: z.array(TextRange),
  feed: z.string().nullable(),
  tags: z.array(z.string()),
  score: z.number(),
  snippet: z.string(),
  ranges: z.array(TextRange),
  matches: z.int()
})
export type SearchHit = z.infer<typeof SearchHit>

/** `total` is a lower bound unless `exact`. `terms` are the folded words searched for. */
export const SearchAnswer = z.object({
  total: z.int(),
  exact: z.boolean(),
  tookMs: z.number(),
  terms: z.array(z.string()),
  hits: z.array(SearchHit)
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

export const search = {
  /** Entries outside the trash that hold every word of the query in title, text or tags, best first. */
  query: call(z.object({ query: z.string().max(500), limit: z.int().min(1).max(500).default(50) }), SearchAnswer),
  status: call(Nothing, z.object({ indexed: z.int(), total: z.int() })),
  /** Builds the index anew; searching stays correct meanwhile. Gives the number of entries indexed. */
  reindex: job(Nothing, z.object({ indexed: z.int() })),
  /** Indexes what changed since, as happens by itself when nothing else is going on: for those who want to wait for it. */
  catchUp: job(Nothing, z.object({ indexed: z.int() })),
  changed: event(z.object({ indexed: z.int(), total: z.int() }))
}
