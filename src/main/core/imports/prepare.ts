import { basename } from 'node:path'
import type { ImportCounts, ImportItem, ImportLoss, ImportOptions } from '../../../shared/imports.ts'
import { findBySource, parseSource } from '../articles/index.ts'
import type { ParsedArticle, SourceMatch } from '../articles/index.ts'
import type { LibraryFolder } from '../db/open.ts'
import { sha256Of, storeOriginal } from '../db/originals.ts'
import type { ListedFile } from './list-files.ts'
import { measureLoss } from './loss/index.ts'
import { readSource } from './read-file.ts'
import type { ReadResult } from './read-file.ts'
import { parseRefusal, refusal, writeRefusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** How a file ended, without its path. */
export type Ending = Omit<ImportItem, 'path'>

/** A file that was read: it has ended already, or is an article to add. `bytes` is its size; null when it was not read. */
export type Prepared = ListedFile & { bytes: number | null } & ({ ending: Ending } | { draft: Draft })

export interface Draft {
  sha256: string
  parsed: ParsedArticle
  loss: ImportLoss | null
  /** Settles when the original is stored: null, or why it could not be. */
  stored: Promise<Refusal | null>
}

export interface Preparation {
  library: LibraryFolder
  options: ImportOptions
  /** False when nothing may be written. */
  keep: boolean
}

/**
 * Tells duplicates, parses, measures what is lost, and starts storing the original; reads what was too large to read
 * ahead. Never rejects for what the file holds.
 */
export async function prepareFile(
  { library, options, keep }: Preparation,
  file: ListedFile,
  readAhead: ReadResult
): Promise<Prepared> {
  const read = 'large' in readAhead ? await readSource(file) : readAhead
  if ('refused' in read) return { ...file, bytes: null, ending: refused(read.refused) }
  if ('large' in read)
    return { ...file, bytes: read.large, ending: refused(refusal('too_large', `${read.large} bytes`)) }
  const source = read.bytes
  const bytes = source.byteLength

  const sha256 = sha256Of(source)
  const known = findBySource(library.db, sha256)
  if (known) return { ...file, bytes, ending: duplicate(known) }
  try {
    const name = file.member?.name ?? basename(file.path)
    const facts = { ...file.member?.known, ...file.known }
    const parsed = await parseSource(source, name, facts)
    const loss = measureLoss(source, parsed, facts)
    const stored = keep ? store(library.assetsFolder, sha256, source) : Promise.resolve(null)
    return { ...file, bytes, draft: { sha256, parsed: withOptions(parsed, options), loss, stored } }
  } catch (error) {
    return { ...file, bytes, ending: refused(parseRefusal(error)) }
  }
}

function withOptions(parsed: ParsedArticle, options: ImportOptions): ParsedArticle {
  if (!options) return parsed
  const { category, tags } = options
  const categories = category.length > 0 ? [...parsed.categories, category] : parsed.categories
  return { ...parsed, categories, tags: [...parsed.tags, ...tags] }
}

async function store(assetsFolder: string, sha256: string, bytes: Uint8Array): Promise<Refusal | null> {
  try {
    await storeOriginal(assetsFolder, sha256, bytes)
    return null
  } catch (error) {
    return writeRefusal(error)
  }
}

export const noCounts = (): ImportCounts => ({ imported: 0, updated: 0, duplicate: 0, skipped: 0, failed: 0 })

export const refused = ({ outcome, code, detail }: Refusal): Ending => ({
  outcome,
  entryId: null,
  title: null,
  reason: { code, detail },
  loss: null
})

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
