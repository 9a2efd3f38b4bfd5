import { basename } from 'node:path'
import type { JobContext } from '../../../shared/ipc.ts'
import type { ListedFile } from './list-files.ts'
import type { Pace } from './pace.ts'
import { prepareFile } from './prepare.ts'
import type { Preparation, Prepared } from './prepare.ts'
import { readSource } from './read-file.ts'

/** As much as is parsed and then committed together. */
const GROUP_FILES = 64
const GROUP_BYTES = 8 * 1024 * 1024
/** Files up to this size are read while others are parsed; larger ones one at a time, for memory's sake. */
const READ_AHEAD_BYTES = 1024 * 1024

/** The files in groups fit for a commit; the next ones are read meanwhile. Ends early when cancelled. */
export async function* prepareAll(
  preparation: Preparation,
  pace: Pace,
  files: ListedFile[],
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>
): AsyncGenerator<Prepared[]> {
  let group: Prepared[] = []
  let bytes = 0
  let done = 0
  let reading = readAhead(files.slice(0, GROUP_FILES))
  while (done < files.length) {
    const chunk = await reading
    reading = readAhead(files.slice(done + GROUP_FILES, done + 2 * GROUP_FILES))
    for (const { file, read } of chunk) {
      if (signal.aborted) return yield group
      const next = await prepareFile(preparation, file, read)
      group.push(next)
      bytes += next.bytes ?? 0
      progress({ done: ++done, total: files.length, label: basename(file.path) })
      if (bytes >= GROUP_BYTES || group.length === GROUP_FILES) {
        yield group
        group = []
        bytes = 0
      }
      if (pace.isDue()) await pace.turn()
    }
  }
  yield group
}

const readAhead = (files: ListedFile[]) =>
  Promise.all(files.map(async (file) => ({ file, read: await readSource(file, READ_AHEAD_BYTES) })))
