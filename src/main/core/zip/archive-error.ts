import type { ImportReason } from '../../../shared/imports.ts'

/** An archive or a member of one that is not read. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
  readonly code: Extract<ImportReason, 'damaged' | 'encrypted' | 'unsafe_archive' | 'unsupported_type'>

  constructor(code: ArchiveError['code'], detail: string) {
    super(detail)
    this.code = code
  }
}
