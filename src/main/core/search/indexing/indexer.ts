import { dirname } from 'node:path'
import { isNearlyFull, requireRoom } from '../../db/disk-room.ts'
import type { ReadableDb } from '../../db/sql.ts'
import { indexedText } from '../match.ts'
import { changesAfter, entryText, newestSequence } from '../queries.ts'
import type { IndexWriter } from './index-writer.ts'

/**
 * UTF-16 units of text in one transaction: some fifty articles. Fewer leave more to merge; more outgrow the processor's cache
 * while FTS5 gathers them, and leave searches more to read meanwhile.
 */
const SLICE_UNITS = 200_000
/** Indexing waits until nothing changed for so long, unless as many entries as these wait already. */
const QUIET_MS = 300
const MOST_WAITING = 50
/** Between steps of tidying, for which nobody waits. */
const TIDY_MS = 5

/** What the indexer is told by whoever runs it. */
export interface Course {
  /** Ends the work soon. */
  isStopped(): boolean
  /** Somebody waits until all is indexed. */
  isHurried(): boolean
  /** Lets so much time pass. */
  pause(milliseconds: number): Promise<void>
  /** Waits until called again; false when nobody calls for long. */
  call(): Promise<boolean>
  /** Told after every transaction, and when there is nothing left to do. */
  onProgress(caughtUp: boolean): void
}

/**
 * Brings the index up to date, and again whenever it is called, until stopped or left alone for long. Throws `ENOSPC` rather
 * than take the disk's last room.
 */
export async function keepIndexed(library: ReadableDb, writer: IndexWriter, course: Course): Promise<void> {
  const folder = dirname(library.name)
  let newest = -1
  while (!course.isStopped()) {
    const before = newest
    newest = newestSequence(library)
    const waiting = newest - writer.sequence
    if (waiting === 0) {
      if (!isNearlyFull(folder) && writer.tidy()) {
        await course.pause(course.isHurried() ? 0 : TIDY_MS)
      } else {
        course.onProgress(true)
        if (!(await course.call())) return
      }
    } else if (newest !== before && waiting < MOST_WAITING && !course.isHurried()) {
      await course.pause(QUIET_MS)
    } else {
      requireRoom(folder)
      indexSome(library, writer, course)
      course.onProgress(false)
      do await course.pause(0)
      while (!course.isStopped() && !isNearlyFull(folder) && writer.merge())
    }
  }
}

/** Indexes the next changes, as many as one transaction takes. */
function indexSome(library: ReadableDb, writer: IndexWriter, course: Course): void {
  let units = 0
  writer.write((documents) => {
    let reached = writer.sequence
    for (const change of changesAfter(library, reached, 1000)) {
      const entry = entryText(library, change.id)
      if (entry) documents.put(change.id, indexedText(entry, writer.averageLength))
      else documents.remove(change.id)
      reached = change.sequence
      units += entry ? entry.title.length + entry.body.length : 0
      if (units > SLICE_UNITS || course.isStopped()) break
    }
    return reached
  })
}
