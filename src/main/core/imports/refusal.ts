import type { ImportReason } from '../../../shared/imports.ts'
import { ParseError } from '../articles/index.ts'
import { isDiskFull } from '../db/disk-room.ts'
import { isPictureName } from '../pictures/index.ts'
import { ArchiveError } from '../zip/index.ts'
import { isOtherType } from './file-types.ts'

/** Why a file did not become an article. `skipped` needs nothing from the user, `failed` may. */
export interface Refusal {
  outcome: 'skipped' | 'failed' | 'duplicate'
  code: ImportReason
  /** Technical, for example the system's error code. */
  detail: string
}

const HARMLESS = new Set<ImportReason>([
  'unsupported_type',
  'hidden_file',
  'symlink_loop',
  'unsafe_link',
  'excluded',
  'export_details',
  'picture_stored',
  'picture_unused',
  'not_changed',
  'cancelled'
])

export const refusal = (code: ImportReason, detail = ''): Refusal => ({
  outcome: code === 'same_table' ? 'duplicate' : HARMLESS.has(code) ? 'skipped' : 'failed',
  code,
  detail
})

/** Why a file of this name is no article; null when its content has to tell. A picture may belong to one. */
export const typeRefusal = (name: string): Refusal | null =>
  isPictureName(name) ? refusal('picture_unused') : isOtherType(name) ? refusal('unsupported_type') : null

/** The code of a system or SQLite error, or empty. */
const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a failed file operation means for the file. */
export function fileRefusal(error: unknown): Refusal {
  const code = errorCode(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return refusal('vanished', code)
  if (code === 'ELOOP') return refusal('symlink_loop', code)
  return refusal('unreadable', code || String(error))
}

/** What a failed parse means for the file: never that the whole import fails. */
export function parseRefusal(error: unknown): Refusal {
  const known = error instanceof ParseError || error instanceof ArchiveError
  return known ? refusal(error.code, error.message) : refusal('internal', messageOf(error))
}

/** What it means for the file that the library could not take it. */
export function writeRefusal(error: unknown): Refusal {
  return refusal(isDiskFull(error) ? 'disk_full' : 'internal', messageOf(error))
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
