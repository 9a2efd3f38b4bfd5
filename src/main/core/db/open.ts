import Database from 'better-sqlite3'
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/result.ts'
import { isDiskFull } from './disk-room.ts'
import { lockFolder } from './lock.ts'
import { migrate, schemaVersion } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { WritableDb } from './sql.ts'

/** A library: one folder with the data, the search index, the original files and the backups. */
export interface LibraryFolder {
  folder: string
  db: WritableDb
  /** Of the search index: a cache that may be deleted at any time. */
  indexPath: string
  assetsFolder: string
  backupsFolder: string
  close(): void
}

const KEPT_MIGRATION_BACKUPS = 5

/**
 * Opens the library in a folder, making it when new.
 *
 * Throws `io` when the folder cannot be written, `conflict` when another process has the library open, `corrupt` when
 * `library.db` is not a database, and `unsupported` when it is from a newer version.
 */
export function openLibrary(folder: string, steps: Migration[] = migrations): LibraryFolder {
  const assetsFolder = join(folder, 'assets')
  const backupsFolder = join(folder, 'backups')
  try {
    for (const path of [folder, assetsFolder, backupsFolder]) makeFolder(path)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw folderError(folder, error)
  }
  const unlock = lockFolder(folder)
  try {
    const db = openDatabase(join(folder, 'library.db'), backupsFolder, steps)
    const close = () => {
      try {
        db.pragma('optimize')
        db.pragma('wal_checkpoint(TRUNCATE)')
      } catch {
        // On a full disk the log stays beside the data, which is as good; the next start works it in.
      }
      db.close()
      unlock()
    }
    return { folder, db, indexPath: join(folder, 'index.db'), assetsFolder, backupsFolder, close }
  } catch (error) {
    unlock()
    throw databaseError(folder, error)
  }
}

// Not `recursive: true`, which never returns where the system says that an existing parent is not there, as under /proc.
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  mkdirSync(path)
}

function openDatabase(path: string, backupsFolder: string, steps: Migration[]): WritableDb {
  const db = new Database(path)
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    db.pragma('busy_timeout = 5000')
    db.pragma('trusted_schema = OFF')
    db.pragma('cache_size = -32768')
    migrate(db, steps, () => backUpBeforeMigration(db, path, backupsFolder))
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function backUpBeforeMigration(db: WritableDb, path: string, backupsFolder: string): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  copyFileSync(path, join(backupsFolder, `before-v${schemaVersion(db)}-${stamp}.db`))
  const old = readdirSync(backupsFolder).filter((name) => name.startsWith('before-v'))
  old.sort((a, b) => statSync(join(backupsFolder, b)).mtimeMs - statSync(join(backupsFolder, a)).mtimeMs)
  for (const name of old.slice(KEPT_MIGRATION_BACKUPS)) rmSync(join(backupsFolder, name))
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function folderError(folder: string, error: unknown): AppError {
  const code = errorCode(error)
  if (isDiskFull(error)) return new AppError('io', 'diskFull', { path: folder })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError('io', 'folderReadOnly', { path: folder })
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') return new AppError('io', 'notAFolder', { path: folder })
  return new AppError('io', 'folderUnusable', { path: folder, reason: code || String(error) })
}

function databaseError(folder: string, error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = errorCode(error)
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new AppError('corrupt', 'libraryDamaged', { path: folder })
  }
  if (isDiskFull(error)) return new AppError('io', 'diskFull', { path: folder })
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new AppError('io', 'folderReadOnly', { path: folder })
  }
  return existsSync(folder) ? error : folderError(folder, error)
}
