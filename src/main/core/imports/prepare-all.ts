import { basename } from 'node:path'
import type { JobContext } from '../../../shared/ipc.ts'
import type { ListedFile } from './list-files.ts'
import type { Pace } from './pace.ts'
import { prepareFile } from './prepare.ts'
import type { Preparation, Prepared } from './prepare.ts'

/** As much as is committed together. */
const GROUP_FILES = 64
const GROUP_BYTES = 8 * 1024 * 1024
/** As much as is read and parsed at a time, so that nobody waits for another: the disk, the parsers, the database. */
const AHEAD_FILES = 2 * GROUP_FILES
const AHEAD_BYTES = 2 * GROUP_BYTES
/** Files that are read at a time; their sizes are not known yet. */
const READING_FILES = 16

/** Files that were begun, in order. Large ones wait until those before them are done, for memory's sake. */
interface Begun {
  prepared: Promise<Prepared>
  goOn(): void
}

/** The files in groups fit for a commit, in order; the next ones are prepared meanwhile. Ends early when cancelled. */
export async function* prepareAll(
  preparation: Preparation,
  pace: Pace,
  files: ListedFile[],
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>
): AsyncGenerator<Prepared[]> {
  const stop = new AbortController()
  const course = { signal: AbortSignal.any([signal, stop.signal]) }
  const begun: Begun[] = []
  let next = 0
  let reading = 0
  let bytesAhead = 0

  function beginMore(): void {
    while (
      begun.length < AHEAD_FILES &&
      reading < READING_FILES &&
      bytesAhead < AHEAD_BYTES &&
      !course.signal.aborted
    ) {
      const file = files[next++]
      if (file === undefined) return
      begun.push(begin(file))
    }
  }

  function begin(file: ListedFile): Begun {
    const { promise: turn, resolve: goOn } = Promise.withResolvers<void>()
    reading++
    const onRead = (bytes: number): void => {
      reading--
      bytesAhead += bytes
      beginMore()
    }
    return { prepared: prepareFile(preparation, file, { ...course, turn, onRead }), goOn }
  }

  let group: Prepared[] = []
  let bytes = 0
  let done = 0
  try {
    beginMore()
    for (let first = begun[0]; first !== undefined; first = begun[0]) {
      first.goOn()
      const prepared = await first.prepared
      if (signal.aborted) break
      begun.shift()
      bytesAhead -= prepared.bytes ?? 0
      beginMore()
      group.push(prepared)
      bytes += prepared.bytes ?? 0
      progress({ done: ++done, total: files.length, label: basename(prepared.path) })
      if (bytes >= GROUP_BYTES || group.length === GROUP_FILES) {
        yield group
        group = []
        bytes = 0
      }
      if (pace.isDue()) await pace.turn()
    }
    yield group
  } finally {
    stop.abort()
    for (const { goOn } of begun) goOn()
    for (const { prepared } of begun) {
      const dropped = await prepared
      if ('draft' in dropped) await dropped.draft.stored
    }
  }
}
