import type { ReadableDb } from '../db/sql.ts'
import type { IndexFile } from './index-file.ts'
import { foldEntry } from './match.ts'
import * as queries from './queries.ts'
import { entryTokens, isLevelToken } from './tokens.ts'

const SAMPLE = 20
/** Of one entry, and in one question; the time goes by tokens. */
const MOST_TOKENS = 60
const TOKENS_AT_ONCE = 50

/** What is wrong with the index: its file, what entries it lists, and for a sample whether it holds all their tokens. */
export function indexProblems(library: ReadableDb, index: IndexFile): string[] {
  const structure = queries.structureProblem(index.db)
  return structure ? [structure] : index.read(() => contentProblems(library, index))
}

function contentProblems(library: ReadableDb, index: IndexFile): string[] {
  const changed = new Set(queries.changedIds(library, index.state.sequence))
  const expected = queries.liveIds(library).filter((id) => !changed.has(id))
  const listed = new Set(queries.documentIds(index.db))
  const missing = expected.filter((id) => !listed.has(id))
  const known = new Set(expected)
  const extra = [...listed].filter((id) => !known.has(id) && !changed.has(id))

  const step = Math.max(1, Math.floor(expected.length / SAMPLE))
  const sample = expected.filter((id, n) => n % step === 0 && listed.has(id))
  const incomplete = sample.filter((id) => !isComplete(library, index.db, id))
  return [
    ...missing.map((id) => `${id}: not indexed`),
    ...extra.map((id) => `${id}: indexed but gone`),
    ...incomplete.map((id) => `${id}: tokens missing`)
  ].slice(0, 100)
}

function isComplete(library: ReadableDb, index: ReadableDb, id: number): boolean {
  const entry = queries.entryText(library, id)
  if (!entry) return true
  // The average length sets levels only.
  const tokens = entryTokens(foldEntry(entry), 1)
    .split(' ')
    .filter((token) => token !== '' && !isLevelToken(token))
  const step = Math.ceil(tokens.length / MOST_TOKENS)
  const some = tokens.filter((_, n) => n % step === 0)
  for (let n = 0; n < some.length; n += TOKENS_AT_ONCE) {
    if (!queries.holdsAll(index, id, some.slice(n, n + TOKENS_AT_ONCE))) return false
  }
  return true
}
