import Database from 'better-sqlite3'
import { closeSync, createReadStream, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { LibraryFolder } from '../db/open.ts'
import type { WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import * as queries from './queries.ts'

/** Goes up with every change of what the index holds; an index of another format is built anew. */
const FORMAT = '6'
const SEAL = 'index_seal'
/** FTS5 would merge inside a commit, for up to 0.1 s; here `merge` does it in steps of some milliseconds. */
const POSTINGS = { hashsize: 16 << 20, automerge: 0, crisismerge: 500, usermerge: 16 }
const MERGE_PAGES = 96
/** With more entries written since all was merged, and more than an eighth of all, it is merged again. */
const LEAST_UNMERGED = 500
/** More free pages than one in so many are given back to the disk. */
const FREE_SHARE = 50
const VACUUM_PAGES = 256

/** The open index. It is a cache: whatever is wrong with it, `reset` gives an empty one. */
export interface IndexFile {
  readonly db: WritableDb
  /** The last change of the library that the index holds. */
  readonly sequence: number
  /** How many entries it holds, and their average length in UTF-16 units. */
  readonly count: number
  readonly averageLength: number
  /** Runs `work` in one transaction and notes how far it has come. */
  write(work: (change: DocumentChange) => number): void
  /** Does a step of the merging that writes leave behind; false when there is none. Call it after every write. */
  merge(): boolean
  /** Does a step towards the smallest and fastest form; false when it is near. Call it when there is nothing to write. */
  tidy(): boolean
  reset(): void
  /** Compares the file with what it was when last closed; false when it was damaged since. */
  verify(): Promise<boolean>
  close(): void
}

export interface DocumentChange {
  put(id: number, text: queries.IndexedText): void
  remove(id: number): void
}

/** Whether an error means that the index file is not what was written to it. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'SQLITE_ERROR' || code === 'SQLITE_NOTADB' || /^SQLITE_(CORRUPT|IOERR_SHORT_READ)/.test(code)
}

/** Opens the library's index, or makes an empty one when it is missing, damaged, of another format or another library. */
export function openIndex(library: LibraryFolder): IndexFile {
  const path = library.indexPath
  let db = openExisting(library) ?? create(library)
  let sequence = Number(queries.readMeta(db, 'sequence'))
  let unmerged = Number(queries.readMeta(db, 'unmerged'))
  let totals = queries.documentTotals(db)
  let sealed = queries.readMeta(library.db, SEAL)

  const change: DocumentChange = {
    put(id, text) {
      change.remove(id)
      queries.putDocument(db, id, text)
      unmerged++
      totals.count++
      totals.length += text.length
    },
    remove(id) {
      const length = queries.removeDocument(db, id)
      if (length === undefined) return
      totals.count--
      totals.length -= length
    }
  }

  return {
    get db() {
      return db
    },
    get sequence() {
      return sequence
    },
    get count() {
      return totals.count
    },
    get averageLength() {
      return totals.count > 0 ? totals.length / totals.count : 3000
    },
    write(work) {
      if (sealed !== undefined) {
        queries.deleteMeta(library.db, SEAL)
        sealed = undefined
      }
      const before = { totals: { ...totals }, unmerged }
      try {
        sequence = transaction(db, () => {
          const reached = work(change)
          queries.writeMeta(db, 'sequence', String(reached))
          queries.writeMeta(db, 'unmerged', String(unmerged))
          return reached
        })
      } catch (error) {
        ;({ totals, unmerged } = before)
        throw error
      }
    },
    merge: () => queries.mergePostings(db, MERGE_PAGES),
    tidy() {
      if (queries.mergePostings(db, MERGE_PAGES)) return true
      if (unmerged > LEAST_UNMERGED && unmerged > totals.count / 8) {
        unmerged = 0
        queries.writeMeta(db, 'unmerged', '0')
        queries.beginMergingAll(db, MERGE_PAGES)
        return true
      }
      const { pages, free } = queries.pageCounts(db)
      if (free < pages / FREE_SHARE) return false
      db.pragma(`incremental_vacuum(${VACUUM_PAGES})`)
      return true
    },
    reset() {
      db.close()
      db = create(library)
      sequence = 0
      unmerged = 0
      totals = { count: 0, length: 0 }
    },
    async verify() {
      return sealed === undefined || (await sealOf(path).catch(() => '')) === sealed
    },
    close() {
      db.close()
      if (sealed === undefined && existsSync(path)) queries.writeMeta(library.db, SEAL, sealNow(path))
    }
  }
}

function openExisting(library: LibraryFolder): WritableDb | undefined {
  if (!existsSync(library.indexPath)) return undefined
  let db: WritableDb | undefined
  try {
    db = new Database(library.indexPath)
    setUp(db)
    const newest = queries.newestSequence(library.db)
    const fits =
      queries.readMeta(db, 'format') === FORMAT &&
      queries.readMeta(db, 'library_id') === queries.libraryId(library.db) &&
      Number(queries.readMeta(db, 'sequence')) <= newest
    // Reads the last page, so that a truncated file shows now.
    if (fits) {
      queries.documentTotals(db)
      return db
    }
  } catch {
    // Not a database, or a damaged one: as good as missing.
  }
  db?.close()
  return undefined
}

function create(library: LibraryFolder): WritableDb {
  queries.deleteMeta(library.db, SEAL)
  for (const suffix of ['', '-wal', '-shm']) rmSync(library.indexPath + suffix, { recursive: true, force: true })
  const db = new Database(library.indexPath)
  db.pragma('auto_vacuum = INCREMENTAL')
  setUp(db)
  transaction(db, () => {
    queries.createIndexSchema(db)
    queries.setPostings(db, 'hashsize', POSTINGS.hashsize)
    queries.setPostings(db, 'automerge', POSTINGS.automerge)
    queries.setPostings(db, 'crisismerge', POSTINGS.crisismerge)
    queries.setPostings(db, 'usermerge', POSTINGS.usermerge)
    queries.writeMeta(db, 'format', FORMAT)
    queries.writeMeta(db, 'library_id', queries.libraryId(library.db))
    queries.writeMeta(db, 'sequence', '0')
    queries.writeMeta(db, 'unmerged', '0')
  })
  return db
}

function setUp(db: WritableDb): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('cache_size = -32768')
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
