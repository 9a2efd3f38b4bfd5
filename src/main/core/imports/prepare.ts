import { basename } from 'node:path'
import type { ImportItem } from '../../../shared/imports.ts'
import { findBySource } from '../articles/index.ts'
import type { SourceMatch } from '../articles/index.ts'
import { parseArticle } from '../articles/parse/index.ts'
import type { ParsedArticle } from '../articles/parse/index.ts'
import type { LibraryFolder } from '../db/open.ts'
import { sha256Of, storeOriginal } from '../db/originals.ts'
import { readFile } from './read-file.ts'
import type { ReadResult } from './read-file.ts'
import { isDiskFull, parseRefusal, refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** A file that was read: already settled without the database, or an article to commit. */
export type Prepared = { item: ImportItem } | { draft: Draft }

export interface Draft {
  path: string
  sha256: string
  /** Bytes of the file. */
  size: number
  parsed: ParsedArticle
  kept: Promise<Kept>
}

/** How storing an original ended: `created` here, or there before; or why not. */
export type Kept = { created: boolean } | { refused: Refusal }

/** Originals being stored, by hash: a chunk may hold the same file twice. */
export type Keeping = Map<string, Promise<Kept>>

/** Reads what was too large to read ahead, tells duplicates, parses, and starts storing the original. */
export async function prepareFile(
  library: LibraryFolder,
  path: string,
  readAhead: ReadResult,
  keeping: Keeping
): Promise<Prepared> {
  const read = 'large' in readAhead ? await readFile(path) : readAhead
  if ('refused' in read) return { item: refusedItem(path, read.refused) }
  if ('large' in read) return { item: refusedItem(path, refusal('too_large', `${read.large} bytes`)) }
  const { bytes } = read

  const sha256 = sha256Of(bytes)
  const known = findBySource(library.db, sha256)
  if (known) return { item: duplicateItem(path, known) }

  let parsed: ParsedArticle
  try {
    parsed = parseArticle(bytes, basename(path))
  } catch (error) {
    return { item: refusedItem(path, parseRefusal(error)) }
  }
  const kept = keeping.get(sha256) ?? keep(library, sha256, bytes)
  keeping.set(sha256, kept)
  return { draft: { path, sha256, size: bytes.byteLength, parsed, kept } }
}

async function keep(library: LibraryFolder, sha256: string, bytes: Uint8Array): Promise<Kept> {
  try {
    return { created: await storeOriginal(library.assetsFolder, sha256, bytes) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { refused: refusal(isDiskFull(error) ? 'disk_full' : 'internal', message) }
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
