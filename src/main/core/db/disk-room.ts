import { statfsSync } from 'node:fs'

/**
 * Bytes that imports and the search index leave free: SQLite needs room to say how an import ended (its log has some
 * 4 MiB, which then go into the database), and so does what the user writes meanwhile.
 */
const LEFT_FREE = 16 * 1024 * 1024

/** Bytes that imports and the index may still take on the disk of a folder: below 0 when they are to stop. */
export const roomIn = (folder: string): number => {
  try {
    return roomOf(statfsSync(folder))
  } catch {
    return Infinity
  }
}

/** Without limit for network drives that do not tell or say that they have no size: there, a write that fails does. */
export const roomOf = ({ bavail, bsize, blocks }: { bavail: number; bsize: number; blocks: number }): number =>
  blocks > 0 ? bavail * bsize - LEFT_FREE : Infinity

export const isNearlyFull = (folder: string): boolean => roomIn(folder) < 0

/** Throws an error like the system's own where {@link isNearlyFull}. */
export function requireRoom(folder: string): void {
  if (isNearlyFull(folder)) throw Object.assign(new Error('The disk is nearly full'), { code: 'ENOSPC' })
}

/** Whether a write failed for want of room, in a database or beside it. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && DISK_FULL.has(error.code)

const DISK_FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'])
