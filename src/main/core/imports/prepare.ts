import { basename } from 'node:path'
import type { ImportItem } from '../../../shared/imports.ts'
import { findBySource, parseArticle } from '../articles/index.ts'
import type { ParsedArticle, SourceMatch } from '../articles/index.ts'
import { sha256Of } from '../db/originals.ts'
import type { ReadableDb } from '../db/sql.ts'
import { readFile } from './read-file.ts'
import type { ReadResult } from './read-file.ts'
import { parseRefusal, refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** A file that was read: already settled, or an article to add. */
export type Prepared = { item: ImportItem } | { draft: Draft }

export interface Draft {
  path: string
  bytes: Uint8Array
  sha256: string
  parsed: ParsedArticle
}

/** Tells duplicates and parses; reads what was too large to read ahead. Never rejects for what the file holds. */
export async function prepareFile(db: ReadableDb, path: string, readAhead: ReadResult): Promise<Prepared> {
  const read = 'large' in readAhead ? await readFile(path) : readAhead
  if ('refused' in read) return { item: refusedItem(path, read.refused) }
  if ('large' in read) return { item: refusedItem(path, refusal('too_large', `${read.large} bytes`)) }
  const { bytes } = read

  const sha256 = sha256Of(bytes)
  const known = findBySource(db, sha256)
  if (known) return { item: duplicateItem(path, known) }
  try {
    return { draft: { path, bytes, sha256, parsed: parseArticle(bytes, basename(path)) } }
  } catch (error) {
    return { item: refusedItem(path, parseRefusal(error)) }
  }
}

export const refusedItem = (path: string, { outcome, code, detail }: Refusal): ImportItem => ({
  path,
  outcome,
  entryId: null,
  title: null,
  reason: { code, detail }
})

export const duplicateItem = (path: string, known: SourceMatch): ImportItem => ({
  path,
  outcome: 'duplicate',
  entryId: known.id,
  title: known.title,
  reason: { code: 'same_bytes', detail: known.deletedAt === null ? '' : 'trash' }
})
