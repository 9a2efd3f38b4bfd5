import type { ImportOptions, imports as contract, PreviewState } from '../../../shared/imports.ts'
import type { Handlers, JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import { chosenFiles } from './chosen-files.ts'
import { findFiles } from './find-files.ts'
import { createPace } from './pace.ts'
import { createImportPictures } from './pictures.ts'
import { prepareAll } from './prepare-all.ts'
import { createPreviewList } from './preview-list.ts'
import type { PreviewList } from './preview-list.ts'
import type { ImportContext } from './run.ts'

/** Told at most five times a second. */
const INTERVAL_MS = 200

/** The preview of an import: one at a time, in memory until it is closed or replaced. */
export interface Previews {
  /** What the last one looks at; empty when there is none. */
  paths(): string[]
  /** Looks at files and folders in place of the last preview. Throws `cancelled`. */
  run(paths: string[], options: ImportOptions, job: JobContext): Promise<PreviewState>
  items: Handlers<typeof contract>['previewItems']
  close(): void
}

export function createPreviews({ library, emit, parse }: ImportContext): Previews {
  let current: { list: PreviewList; paths: string[]; reading: string; stop: AbortController } | null = null

  return {
    paths: () => current?.paths ?? [],
    items: (query) => current?.list.page(query) ?? { total: 0, mayLeaveOut: 0, items: [] },
    close() {
      current?.stop.abort()
      current = null
    },

    async run(paths, options, job) {
      const before = current
      before?.stop.abort()
      const reading = readingOf(options)
      const list = createPreviewList(
        library.db,
        before?.paths === paths && before.reading === reading ? before.list : null
      )
      const stop = new AbortController()
      current = { list, paths, reading, stop }
      const signal = AbortSignal.any([job.signal, stop.signal])
      const throwIfStopped = (): void => {
        if (signal.aborted) throw new AppError('cancelled', 'cancelled')
      }
      let told = 0
      const tell = (now = false): void => {
        if (signal.aborted || (!now && performance.now() - told < INTERVAL_MS)) return
        told = performance.now()
        emit('imports.previewChanged', list.state())
      }

      const onFound = (count: number): void => {
        list.found(count)
        tell()
      }
      const found = await findFiles(paths, { signal, onFound, ...(options && { books: options.books }) })
      throwIfStopped()
      const files = await chosenFiles(found, options, paths)
      const pictures = createImportPictures(library, paths, files)
      list.add(files)
      tell(true)

      const waiting = files.flatMap(({ refused: _, ...file }, id) => (list.isKnown(id) ? [] : [{ ...file, id }]))
      const pace = createPace()
      for await (const group of prepareAll({ library, options, pictures, keep: false, parse }, pace, waiting, {
        ...job,
        signal
      })) {
        for (const file of group) list.settle(file, 'draft' in file ? await file.draft.pictures : null)
        tell()
      }
      throwIfStopped()
      tell(true)
      return list.state()
    }
  }
}

/** What of the options makes files other than they were, beside what is said of single files. */
const readingOf = (options: ImportOptions): string => {
  const { category, tags, books } = options ?? { category: [], tags: [], books: 'chapters' }
  return JSON.stringify([category, tags, books])
}
