import Database from 'better-sqlite3'
import { join } from 'node:path'
import { AppError } from '../../../shared/result.ts'

/**
 * Takes the library for this process; gives the function that lets it go.
 *
 * An exclusive SQLite lock on `library.lock`: the operating system drops it when the process dies, so a crash never
 * leaves a library locked, and it works alike on all systems. Throws `conflict` when another process holds it.
 */
export function lockFolder(folder: string): () => void {
  const lock = new Database(join(folder, 'library.lock'), { timeout: 0 })
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') {
      throw new AppError('conflict', 'libraryInUse', { path: folder })
    }
    throw error
  }
  return () => lock.close()
}
