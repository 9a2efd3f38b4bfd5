import Database from 'better-sqlite3'
import type { WritableDb } from '../../db/sql.ts'
import { transaction } from '../../db/sql.ts'
import { writeMeta } from '../queries.ts'
import * as queries from './queries.ts'
import type { IndexedText } from './queries.ts'

/** FTS5 would merge inside a commit, for up to 0.1 s; here `merge` does it in steps of some milliseconds. */
const POSTINGS = { hashsize: 16 << 20, automerge: 0, crisismerge: 500, usermerge: 16 }
const MERGE_PAGES = 96
/** With more entries written since all was merged, and more than an eighth of all, it is merged again. */
const LEAST_UNMERGED = 500
/** More free pages than one in so many are given back to the disk. */
const FREE_SHARE = 50
const VACUUM_PAGES = 256

/** Changes an index; there is one for a file. */
export interface IndexWriter {
  /** The last change of the library that the index holds. */
  readonly sequence: number
  /** Of its entries, in UTF-16 units. */
  readonly averageLength: number
  /** Runs `work` in one transaction and notes how far it has come: the sequence that it gives. */
  write(work: (change: DocumentChange) => number): void
  /** Does a step of the merging that writes leave behind; false when there is none. Call it after every write. */
  merge(): boolean
  /** Does a step towards the smallest and fastest form; false when it is near. Call it when there is nothing to write. */
  tidy(): boolean
  close(): void
}

export interface DocumentChange {
  put(id: number, text: IndexedText): void
  remove(id: number): void
}

/** The average length of entries while there are none, in UTF-16 units. */
export const USUAL_LENGTH = 3000

/** Makes an empty index where there is no file. */
export function createIndex(path: string, meta: Record<string, string>): void {
  const db = new Database(path)
  try {
    db.pragma('auto_vacuum = INCREMENTAL')
    db.pragma('journal_mode = WAL')
    transaction(db, () => {
      queries.createIndexSchema(db)
      queries.setPostings(db, 'hashsize', POSTINGS.hashsize)
      queries.setPostings(db, 'automerge', POSTINGS.automerge)
      queries.setPostings(db, 'crisismerge', POSTINGS.crisismerge)
      queries.setPostings(db, 'usermerge', POSTINGS.usermerge)
      for (const [key, value] of Object.entries(meta)) writeMeta(db, key, value)
    })
  } finally {
    db.close()
  }
}

/** Opens an index that is there. */
export function openIndexWriter(path: string): IndexWriter {
  const db: WritableDb = new Database(path, { fileMustExist: true })
  db.pragma('synchronous = NORMAL')
  db.pragma('busy_timeout = 5000')
  db.pragma('cache_size = -16384')
  let state = queries.indexState(db)

  const change: DocumentChange = {
    put(id, text) {
      change.remove(id)
      queries.putDocument(db, id, text)
      state.unmerged++
      state.count++
      state.length += text.length
    },
    remove(id) {
      const length = queries.removeDocument(db, id)
      if (length === undefined) return
      state.count--
      state.length -= length
    }
  }

  return {
    get sequence() {
      return state.sequence
    },
    get averageLength() {
      return state.count > 0 ? state.length / state.count : USUAL_LENGTH
    },
    write(work) {
      const before = { ...state }
      try {
        transaction(db, () => {
          state.sequence = work(change)
          queries.setIndexState(db, state)
        })
      } catch (error) {
        state = before
        throw error
      }
    },
    merge: () => queries.mergePostings(db, MERGE_PAGES),
    tidy() {
      if (queries.mergePostings(db, MERGE_PAGES)) return true
      if (state.unmerged > LEAST_UNMERGED && state.unmerged > state.count / 8) {
        state.unmerged = 0
        queries.setIndexState(db, state)
        queries.beginMergingAll(db, MERGE_PAGES)
        return true
      }
      const { pages, free } = queries.pageCounts(db)
      if (free < pages / FREE_SHARE) return false
      db.pragma(`incremental_vacuum(${VACUUM_PAGES})`)
      return true
    },
    close: () => void db.close()
  }
}
