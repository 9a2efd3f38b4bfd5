import Database from 'better-sqlite3'
import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { MessagePort } from 'node:worker_threads'
import { openIndexWriter } from './index-writer.ts'
import { keepIndexed } from './indexer.ts'
import { OPEN, STOP } from './thread.ts'
import type { FromIndexer, IndexerStart, ToIndexer } from './thread.ts'

/** Without anything to do for so long, the thread ends and gives its memory back. */
const IDLE_MS = 20_000

/** Keeps an index up to date, with connections of its own to the library and the index. */
async function serve(port: MessagePort, { libraryPath, indexPath, flags }: IndexerStart): Promise<void> {
  const say = (message: FromIndexer) => port.postMessage(message)
  let hurried = false
  port.on('message', (message: ToIndexer) => {
    if (message !== 'wake') hurried = message === 'hurry'
  })
  const isStopped = () => Atomics.load(flags, STOP) === 1
  Atomics.store(flags, OPEN, 1)
  const opened: { close(): unknown }[] = []
  try {
    // Else core, which saw nothing open, may be closing the library.
    if (isStopped()) return
    const library = new Database(libraryPath, { readonly: true, fileMustExist: true })
    opened.push(library)
    library.pragma('busy_timeout = 5000')
    library.pragma('trusted_schema = OFF')
    const writer = openIndexWriter(indexPath)
    opened.push(writer)
    await keepIndexed(library, writer, {
      isStopped,
      isHurried: () => hurried,
      async pause(milliseconds) {
        if (milliseconds === 0) await setImmediate()
        else await message(port, ['hurry', 'stop'], milliseconds)
      },
      call: () => message(port, ['wake', 'hurry', 'stop'], IDLE_MS),
      onProgress: (caughtUp) => say(caughtUp ? 'caughtUp' : 'indexed')
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    say({ failed: error instanceof Error ? error.message : String(error), code })
  } finally {
    for (const each of opened) each.close()
    Atomics.store(flags, OPEN, 0)
    Atomics.notify(flags, OPEN)
    port.close()
  }
}

/** Waits for one of these messages; false when none comes in time. */
function message(port: MessagePort, awaited: ToIndexer[], milliseconds: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const listen = (said: ToIndexer) => awaited.includes(said) && resolve(true)
  const timer = setTimeout(() => resolve(false), milliseconds)
  port.on('message', listen)
  return promise.finally(() => {
    clearTimeout(timer)
    port.off('message', listen)
  })
}

if (!parentPort) throw new Error('indexing/worker.ts runs in a worker thread only')
void serve(parentPort, workerData)
