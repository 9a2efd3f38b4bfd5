import { setImmediate } from 'node:timers/promises'
import type { EntryId } from '../../../shared/entries.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import type { PictureFailure } from '../../../shared/pictures.ts'
import { AppError } from '../../../shared/result.ts'
import type { LibraryFolder } from '../db/open.ts'
import { transaction } from '../db/sql.ts'
import type { PictureFetcher } from './fetch-picture.ts'
import { givePictures, storeBytes } from './keep.ts'
import type { StoredPicture } from './keep.ts'
import { countHosts, lackingRemote, setFailure } from './queries.ts'
import type { LackingRow } from './queries.ts'

const PARALLEL = 4
const PARALLEL_A_HOST = 2
/** Pictures looked up at a time: enough to go round hosts that are slow. */
const PAGE = 1000
/** A host that does not answer so often in a row is not asked again. */
const MAX_SILENCE = 3
/** Addresses whose outcome is remembered, because articles of one source share pictures. */
const REMEMBERED = 20_000

type Outcome = { picture: StoredPicture } | { failure: PictureFailure }

/** One address and the articles that lack its picture. */
interface Task {
  src: string
  host: string
  entryIds: EntryId[]
}

export interface Download {
  library: LibraryFolder
  fetcher: PictureFetcher
  /** Told of articles after their pictures are committed. */
  onChanged(ids: readonly EntryId[]): void
}

/**
 * Downloads the pictures that articles lack, page after page; null as `ids` is all. What is there stays and what failed
 * has its reason, so that a download that was cut short is simply run again.
 *
 * Throws `cancelled`, and the system's error when the disk is full.
 */
export async function downloadPictures(
  { library, fetcher, onChanged }: Download,
  ids: string | null,
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>
): Promise<{ downloaded: number; failed: number }> {
  const { db } = library
  const total = countHosts(db, ids).reduce((sum, { pictures }) => sum + pictures, 0)
  const count = { downloaded: 0, failed: 0 }
  const silence = new Map<string, number>()
  const known = new Map<string, Outcome>()
  // What goes wrong here ends all that is under way.
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])

  async function outcomeOf({ src, host }: Task): Promise<Outcome> {
    const before = known.get(src)
    if (before) return before
    if ((silence.get(host) ?? 0) >= MAX_SILENCE) return { failure: 'unreachable' }
    const fetched = await fetcher.fetch(src, either)
    if ('failure' in fetched) {
      const silent = fetched.failure === 'unreachable' || fetched.failure === 'timed_out'
      silence.set(host, silent ? (silence.get(host) ?? 0) + 1 : 0)
      return fetched
    }
    silence.set(host, 0)
    const picture = await storeBytes(library, fetched.bytes, fetched.facts)
    return picture ? { picture } : { failure: 'not_a_picture' }
  }

  async function perform(task: Task): Promise<void> {
    const outcome = await outcomeOf(task)
    if (!db.open) throw new AppError('cancelled', 'cancelled')
    if (known.size < REMEMBERED) known.set(task.src, outcome)
    const given = task.entryIds.map((entryId) => ({ entryId, src: task.src }))
    if ('picture' in outcome) givePictures(library, given, outcome.picture)
    else transaction(db, () => given.forEach(({ entryId, src }) => setFailure(db, entryId, src, outcome.failure)))
    count['failure' in outcome ? 'failed' : 'downloaded'] += task.entryIds.length
    progress({ done: count.downloaded + count.failed, total, label: task.host })
    onChanged(task.entryIds)
  }

  try {
    for (let after: LackingRow = { entryId: 0, src: '' }; ;) {
      if (!db.open) throw new AppError('cancelled', 'cancelled')
      const rows = lackingRemote(db, { ids, after, limit: PAGE })
      const last = rows.at(-1)
      if (!last) return count
      await performAll(tasksOf(rows), perform, either)
      after = last
    }
  } catch (error) {
    stop.abort()
    if (signal.aborted) throw new AppError('cancelled', 'cancelled')
    throw error
  }
}

function tasksOf(rows: readonly LackingRow[]): Task[] {
  const tasks = new Map<string, Task>()
  for (const { entryId, src } of rows) {
    const task = tasks.get(src) ?? { src, host: URL.parse(src)?.host ?? '', entryIds: [] }
    task.entryIds.push(entryId)
    tasks.set(src, task)
  }
  return [...tasks.values()]
}

/** Performs tasks, few at a time and fewer of one host; rejects with the first error. */
async function performAll(tasks: Task[], perform: (task: Task) => Promise<void>, signal: AbortSignal): Promise<void> {
  const running = new Map<Task, Promise<void>>()
  const busy = (host: string) => [...running.keys()].filter((task) => task.host === host).length
  const waiting = new Set(tasks)
  try {
    while (waiting.size > 0 || running.size > 0) {
      signal.throwIfAborted()
      for (const task of waiting) {
        if (running.size >= PARALLEL) break
        if (busy(task.host) >= PARALLEL_A_HOST) continue
        waiting.delete(task)
        running.set(
          task,
          perform(task).finally(() => running.delete(task))
        )
      }
      await Promise.race(running.values())
      // Many outcomes may be known already: calls are answered in between.
      await setImmediate()
    }
  } finally {
    await Promise.allSettled(running.values())
  }
}
