import Database from 'better-sqlite3'
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { JobContext } from '../../../shared/ipc.ts'
import type { Backup } from '../../../shared/library.ts'
import { AppError } from '../../../shared/result.ts'
import type { LibraryFolder } from '../db/open.ts'
import { countLibrary, integrityProblems } from './queries.ts'

// SQLite pages of 4 kB copied between two looks at the cancel signal: about 10 ms of work.
const PAGES_A_STEP = 1000

/** The backups in the library's folder, newest first. */
export function listBackups(backupsFolder: string): Backup[] {
  return readdirSync(backupsFolder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => describe(backupsFolder, name))
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.name < b.name ? 1 : -1))
}

/**
 * Copies the database while it stays usable, opens the copy and checks it. A copy that is not sound, or not finished, is
 * removed. Throws `corrupt` then, and `cancelled` when asked to stop.
 */
export async function backUp(
  library: LibraryFolder,
  now: number,
  job: Pick<JobContext, 'signal' | 'progress'>
): Promise<Backup> {
  const name = `gengdu-${new Date(now).toISOString().replace(/[:.]/g, '-')}.db`
  const temporary = join(library.backupsFolder, `${name}.tmp`)
  try {
    await library.db.backup(temporary, {
      progress({ totalPages, remainingPages }) {
        if (job.signal.aborted) throw new AppError('cancelled', 'cancelled')
        job.progress({ done: totalPages - remainingPages, total: totalPages, label: name })
        return PAGES_A_STEP
      }
    })
    prove(temporary)
    renameSync(temporary, join(library.backupsFolder, name))
  } catch (error) {
    for (const leftover of ['', '-wal', '-shm', '-journal']) rmSync(temporary + leftover, { force: true })
    throw error
  }
  return describe(library.backupsFolder, name)
}

/** Opens a copy, reads all of it and makes it one file that needs no companions. */
function prove(path: string): void {
  const copy = new Database(path, { fileMustExist: true })
  try {
    copy.pragma('journal_mode = DELETE')
    const [problem] = integrityProblems(copy)
    if (problem !== undefined) throw new AppError('corrupt', 'backupDamaged', { reason: problem })
    countLibrary(copy)
  } finally {
    copy.close()
  }
}

function describe(folder: string, name: string): Backup {
  const { mtimeMs, size } = statSync(join(folder, name))
  return { name, createdAt: Math.round(mtimeMs), bytes: size }
}
