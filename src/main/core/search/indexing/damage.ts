/** Whether an error means that the index file is not what was written to it. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'SQLITE_ERROR' || code === 'SQLITE_NOTADB' || /^SQLITE_(CORRUPT|IOERR_SHORT_READ)/.test(code)
}
