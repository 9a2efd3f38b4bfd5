import { app } from 'electron'
import { appendFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MAX_BYTES = 256 * 1024

/**
 * Keeps what went wrong for a bug report: on stderr, and in `errors.log` beside the settings. The file starts anew when it
 * has grown too long; the one before stays as `errors.old.log`. Never throws.
 */
export function logError(what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  console.error(`${what}: ${text}`)
  try {
    const path = join(app.getPath('userData'), 'errors.log')
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (size > MAX_BYTES) renameSync(path, join(app.getPath('userData'), 'errors.old.log'))
    appendFileSync(path, `${new Date().toISOString()} ${app.getVersion()} ${what}: ${text}\n`)
  } catch {
    // Without a place to write, stderr has it.
  }
}
