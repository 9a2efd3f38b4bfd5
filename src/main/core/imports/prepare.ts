import { subtle } from 'node:crypto'
import { basename } from 'node:path'
import type { ImportCounts, ImportItem, ImportLoss, ImportOptions } from '../../../shared/imports.ts'
import { findBySource } from '../articles/index.ts'
import type { ReadyArticle, SourceMatch } from '../articles/index.ts'
import type { LibraryFolder } from '../db/open.ts'
import { sha256Of } from '../db/originals.ts'
import type { ListedFile } from './list-files.ts'
import type { ImportOriginals } from './originals.ts'
import type { ImportPictures, TakenPictures } from './pictures.ts'
import type { ParsePool } from './parse-pool/index.ts'
import { readSource } from './read-file.ts'
import type { ReadResult } from './read-file.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** How a file ended, without its path. */
export type Ending = Omit<ImportItem, 'path'>

/** A file that was read: it has ended already, or is an article to add. `bytes` is its size; null when it was not read. */
export type Prepared = ListedFile & { bytes: number | null } & ({ ending: Ending } | { draft: Draft })

export interface Draft {
  sha256: string
  parsed: ReadyArticle
  loss: ImportLoss
  /** Settles when the original is stored: null, or why it could not be. */
  stored: Promise<Refusal | null>
  pictures: Promise<TakenPictures>
}

export interface Preparation {
  library: LibraryFolder
  options: ImportOptions
  pictures: ImportPictures
  /** False when nothing may be written. */
  keep: ImportOriginals | false
  parse: ParsePool['parse']
}

/** Files up to this size are read while others are parsed. */
const SMALL_BYTES = 1024 * 1024

/** How a file's preparation goes along with those of others. */
interface Course {
  signal: AbortSignal
  /** A large file waits for it before it is read. */
  turn: Promise<void>
  /** Told once, how much of the file is in memory now. */
  onRead(bytes: number): void
}

/**
 * Reads a file, tells duplicates, has it parsed, and starts storing the original. Never rejects for what the file holds.
 */
export async function prepareFile(
  { library, options, pictures, keep, parse }: Preparation,
  file: ListedFile,
  { signal, turn, onRead }: Course
): Promise<Prepared> {
  const read = await readInTurn(file, turn)
  onRead('bytes' in read ? read.bytes.byteLength : 0)
  if ('refused' in read) return { ...file, bytes: null, ending: refused(read.refused) }
  if ('large' in read)
    return { ...file, bytes: read.large, ending: refused(refusal('too_large', `${read.large} bytes`)) }
  const source = read.bytes
  const bytes = source.byteLength

  const sha256 = await hashOf(source)
  if (signal.aborted) return { ...file, bytes, ending: refused(refusal('cancelled')) }
  const there = findBySource(library.db, sha256)
  if (there) return { ...file, bytes, ending: duplicate(there) }
  const name = file.member?.name ?? basename(file.path)
  const known = { ...file.member?.known, ...file.known }
  const answer = await parse({ bytes: source, name, known, encoding: file.encoding }, signal)
  if ('refused' in answer) return { ...file, bytes, ending: refused(answer.refused) }
  const { parsed, loss } = answer
  const stored = keep ? keep.store(sha256, source) : Promise.resolve(null)
  const taken = pictures.take(parsed, file, keep !== false)
  return { ...file, bytes, draft: { sha256, parsed: withOptions(parsed, options), loss, stored, pictures: taken } }
}

async function readInTurn(file: ListedFile, turn: Promise<void>): Promise<ReadResult> {
  const read = await readSource(file, SMALL_BYTES)
  if (!('large' in read)) return read
  await turn
  return readSource(file)
}

/** Hashes what takes longer than a call should wait in another thread. */
async function hashOf(bytes: Uint8Array): Promise<string> {
  if (bytes.byteLength <= SMALL_BYTES) return sha256Of(bytes)
  return Buffer.from(await subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')
}

function withOptions(parsed: ReadyArticle, options: ImportOptions): ReadyArticle {
  if (!options) return parsed
  const { category, tags } = options
  const categories = category.length > 0 ? [...parsed.categories, category] : parsed.categories
  return { ...parsed, categories, tags: [...parsed.tags, ...tags] }
}

export const noCounts = (): ImportCounts => ({ imported: 0, updated: 0, duplicate: 0, skipped: 0, failed: 0 })

export const refused = ({ outcome, code, detail }: Refusal): Ending => ({
  outcome,
  entryId: null,
  title: null,
  reason: { code, detail },
  loss: null
})

/** What was kept of a source when some of its pictures cannot be found. */
export function withMissing(loss: ImportLoss, { images }: ReadyArticle, missing: readonly string[]) {
  if (missing.length === 0) return loss
  const lost = images.filter(({ src }) => missing.includes(src)).length
  return { ...loss, images: [loss.images[0], Math.max(0, loss.images[1] - lost)] satisfies ImportLoss['images'] }
}

/** How a draft ends that became the entry; without an id it would. */
export const imported = ({ parsed, loss }: Draft, entryId: number | null): Ending => ({
  outcome: 'imported',
  entryId,
  title: parsed.title,
  reason: parsed.warnings[0] ?? null,
  loss
})

export const duplicate = (known: Omit<SourceMatch, 'id'> & { id: number | null }): Ending => ({
  outcome: 'duplicate',
  entryId: known.id,
  title: known.title,
  reason: { code: 'same_bytes', detail: known.deletedAt === null ? '' : 'trash' },
  loss: null
})
