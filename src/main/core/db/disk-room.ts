import { statfsSync } from 'node:fs'

/**
 * Bytes that imports and the search index leave free: SQLite needs room to say how an import ended (its log has some
 * 4 MiB, which then go into the database), and so does what the user writes meanwhile.
 */
const LEFT_FREE = 16 * 1024 * 1024

/** Whether a folder's disk would have no more than the room that large work leaves free when so many bytes are written. */
export function isNearlyFull(folder: string, bytes = 0): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < LEFT_FREE + bytes
  } catch {
    // Some network drives do not tell: then a write that fails does.
    return false
  }
}

/** Throws an error like the system's own where {@link isNearlyFull}. */
export function requireRoom(folder: string): void {
  if (isNearlyFull(folder)) throw Object.assign(new Error('The disk is nearly full'), { code: 'ENOSPC' })
}

/** Whether a write failed for want of room, in a database or beside it. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && DISK_FULL.has(error.code)

const DISK_FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])
