import { setImmediate } from 'node:timers/promises'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { ReadableDb } from '../db/sql.ts'
import { isDamage } from './index-file.ts'
import type { IndexFile } from './index-file.ts'
import { indexedText } from './match.ts'
import * as queries from './queries.ts'

/** UTF-16 units of text in one slice: some ten milliseconds of work. */
const SLICE_UNITS = 50_000
/** Indexing waits until nothing changed for so long, unless more entries than these wait already. */
const QUIET_MS = 300
const MOST_WAITING = 1000
/** Between slices while changes still come in, so that an import keeps most of the time. */
const BUSY_MS = 60
/** Between steps of tidying, for which nobody waits. */
const TIDY_MS = 20
const NEWS_MS = 1000
const RETRY_MS = 30_000

/** Brings the index up to date in short slices, when nothing else is going on. */
export interface Indexer {
  /** Says that entries may have changed. */
  wake(): void
  /** Indexes all that waits now, as a job: lets calls through between slices, can be cancelled. */
  run(job: Pick<JobContext, 'signal' | 'progress'>): Promise<void>
  stop(): void
}

/** `onProgress` is told about once a second while there is much to do, and when all is done. */
export function createIndexer(library: ReadableDb, index: IndexFile, onProgress: () => void): Indexer {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let newest = 0
  let told = 0
  /** Writes leave merging behind, and so may the time before the start. */
  let unmerged = false
  let untidy = true

  function schedule(delay: number): void {
    if (stopped || timer) return
    // Nobody need wait for the index: what it lacks is found by reading.
    timer = setTimeout(tick, delay).unref()
  }

  function tick(): void {
    timer = undefined
    try {
      if (unmerged) {
        unmerged = index.merge()
        return schedule(1)
      }
      const before = newest
      newest = queries.newestSequence(library)
      if (newest === index.sequence) {
        untidy &&= index.tidy()
        return untidy ? schedule(TIDY_MS) : undefined
      }
      const busy = newest !== before
      if (busy && newest - index.sequence < MOST_WAITING) return schedule(QUIET_MS)
      unmerged = untidy = slice(library, index) > 0
      tell(index.sequence === newest)
      schedule(busy ? BUSY_MS : 1)
    } catch (error) {
      if (isDamage(error)) index.reset()
      schedule(RETRY_MS)
    }
  }

  function tell(done: boolean): void {
    const now = performance.now()
    if (!done && now - told < NEWS_MS) return
    told = now
    onProgress()
  }

  return {
    wake: () => schedule(QUIET_MS),
    async run({ signal, progress }) {
      const { total, changed } = queries.countEntries(library, index.sequence)
      let done = total - changed
      const pause = async () => {
        await setImmediate()
        if (signal.aborted || stopped) throw new AppError('cancelled', 'cancelled')
      }
      for (;;) {
        await pause()
        progress({ done: Math.min(done, total), total, label: '' })
        const indexed = slice(library, index)
        if (indexed === 0) break
        done += indexed
        while (index.merge()) await pause()
        tell(false)
      }
      while (index.tidy()) await pause()
      tell(true)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    }
  }
}

/** Indexes the next changes, as many as one slice takes; gives how many these were. */
function slice(library: ReadableDb, index: IndexFile): number {
  const changes = queries.changesAfter(library, index.sequence, 200)
  if (changes.length === 0) return 0
  let units = 0
  let done = 0
  index.write((documents) => {
    let reached = index.sequence
    for (const change of changes) {
      const entry = queries.entryText(library, change.id)
      if (entry) {
        documents.put(change.id, indexedText(entry, index.averageLength))
      } else {
        documents.remove(change.id)
      }
      reached = change.sequence
      done++
      units += entry ? entry.title.length + entry.body.length : 0
      if (units > SLICE_UNITS) break
    }
    return reached
  })
  return done
}
