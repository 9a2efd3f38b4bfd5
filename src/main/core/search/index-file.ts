import Database from 'better-sqlite3'
import { closeSync, createReadStream, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { LibraryFolder } from '../db/open.ts'
import type { WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import { createIndex, indexState } from './indexing/index.ts'
import type { IndexState } from './indexing/index.ts'
import { deleteMeta, documentCount, libraryId, newestSequence, readMeta, writeMeta } from './queries.ts'

/** Goes up with every change of what the index holds; an index of another format is built anew. */
const FORMAT = '8'
const SEAL = 'index_seal'

/** The open index. It is a cache: whatever is wrong with it, `reset` gives an empty one. */
export interface IndexFile {
  readonly db: WritableDb
  /** How far it has come. */
  readonly state: IndexState
  /** Runs `work` on the index as it is now, while it is being written to. Must not span ticks. */
  read<T>(work: () => T): T
  /** Call it before anything is written. */
  unseal(): void
  /** Call it while nobody writes. */
  reset(): void
  /** Compares the file with what it was when last closed; false when it was damaged since. */
  verify(): Promise<boolean>
  /** `sound` when what was written has been written to its end. */
  close(sound: boolean): void
}

/** Opens the library's index, or makes an empty one when it is missing, damaged, of another format or another library. */
export function openIndex(library: LibraryFolder): IndexFile {
  const path = library.indexPath
  let db = openExisting(library) ?? create(library)
  let sealed = readMeta(library.db, SEAL)

  return {
    get db() {
      return db
    },
    get state() {
      return indexState(db)
    },
    read: (work) => (db.inTransaction ? work() : transaction(db, work)),
    unseal() {
      if (sealed !== undefined) deleteMeta(library.db, SEAL)
      sealed = undefined
    },
    reset() {
      db.close()
      db = create(library)
      sealed = undefined
    },
    async verify() {
      return sealed === undefined || (await sealOf(path).catch(() => '')) === sealed
    },
    close(sound) {
      db.close()
      if (sound && sealed === undefined && existsSync(path)) writeMeta(library.db, SEAL, sealNow(path))
    }
  }
}

function openExisting(library: LibraryFolder): WritableDb | undefined {
  if (!existsSync(library.indexPath)) return undefined
  let db: WritableDb | undefined
  try {
    db = openToRead(library.indexPath)
    const { sequence, count } = indexState(db)
    const fits =
      readMeta(db, 'format') === FORMAT &&
      readMeta(db, 'library_id') === libraryId(library.db) &&
      sequence <= newestSequence(library.db) &&
      count === documentCount(db)
    if (fits) return db
  } catch {
    // Not a database, or a damaged one: as good as missing.
  }
  db?.close()
  return undefined
}

function create(library: LibraryFolder): WritableDb {
  deleteMeta(library.db, SEAL)
  for (const suffix of ['', '-wal', '-shm']) rmSync(library.indexPath + suffix, { recursive: true, force: true })
  createIndex(library.indexPath, { format: FORMAT, library_id: libraryId(library.db) })
  return openToRead(library.indexPath)
}

function openToRead(path: string): WritableDb {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('busy_timeout = 5000')
  db.pragma('cache_size = -16384')
  return db
}

// SQLite sees damage only where it breaks a structure; a flipped bit in a list of ids would silently hide an entry. So
// the file's size and checksum are kept in the library while it is closed.

const CHUNK = 1 << 20

async function sealOf(path: string): Promise<string> {
  let sum = 0
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
    if (!(chunk instanceof Uint8Array)) continue
    sum = crc32(chunk, sum)
    bytes += chunk.length
  }
  return `${bytes}:${sum}`
}

function sealNow(path: string): string {
  const file = openSync(path, 'r')
  const buffer = new Uint8Array(CHUNK)
  let sum = 0
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      sum = crc32(buffer.subarray(0, read), sum)
    }
    return `${statSync(path).size}:${sum}`
  } finally {
    closeSync(file)
  }
}
