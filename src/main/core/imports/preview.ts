import type {
  ImportLoss,
  ImportOptions,
  imports as contract,
  PreviewItem,
  PreviewState
} from '../../../shared/imports.ts'
import type { Handlers, JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import { chosenFiles } from './chosen-files.ts'
import type { ChosenFile } from './chosen-files.ts'
import { findFiles } from './find-files.ts'
import { sumLosses } from './loss/index.ts'
import { createPace } from './pace.ts'
import { createImportPictures } from './pictures.ts'
import type { TakenPictures } from './pictures.ts'
import { prepareAll } from './prepare-all.ts'
import { duplicate, imported, noCounts, refused, withMissing } from './prepare.ts'
import type { Draft, Prepared } from './prepare.ts'
import { refusal } from './refusal.ts'
import type { ImportContext } from './run.ts'

/** Told at most five times a second. */
const INTERVAL_MS = 200
/** What has less of its source's text is worth a look. */
const WELL_KEPT = 0.99

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
  let current: { list: PreviewList; paths: string[]; stop: AbortController } | null = null

  return {
    paths: () => current?.paths ?? [],
    items: (query) => current?.list.page(query) ?? { total: 0, items: [] },
    close() {
      current?.stop.abort()
      current = null
    },

    async run(paths, options, job) {
      current?.stop.abort()
      const list = createList()
      const stop = new AbortController()
      current = { list, paths, stop }
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

      const found = await findFiles(paths, { signal, ...(options && { books: options.books }) })
      throwIfStopped()
      const files = chosenFiles(found, options)
      const pictures = createImportPictures(library, paths, files)
      list.add(files)
      tell(true)

      const waiting = files.flatMap(({ refused: known, ...file }, id) => (known ? [] : [{ ...file, id }]))
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

/** What an article has that others do not. */
const NO_ARTICLE = {
  format: null,
  encoding: null,
  publishedAt: null,
  categories: [],
  tags: [],
  pictures: { found: 0, missing: 0 },
  similarTo: null
}

type PreviewList = ReturnType<typeof createList>

/** The files of a preview in order, with what is known of them so far. */
function createList() {
  const items: PreviewItem[] = []
  const counts = noCounts()
  const books = new Set<string>()
  const pictureFiles = new Map<string, number>()
  let pictures = 0
  /** Titles of what would be imported, by hash: the same file may lie there twice. */
  const titles = new Map<string, string>()
  let listed = false
  let known = 0
  let losses: ImportLoss[] = []

  function put(index: number, item: PreviewItem): void {
    items[index] = item
    if (!item.known) return
    known++
    counts[item.outcome]++
    if (item.loss) losses.push(item.loss)
  }

  /** Notes that an article has a picture file. */
  function use(path: string): void {
    const item = items[pictureFiles.get(path) ?? -1]
    if (item?.reason?.code !== 'picture_unused') return
    item.reason = { code: 'picture_stored', detail: '' }
    pictures--
  }

  function ofDraft(draft: Draft, taken: TakenPictures | null) {
    const { sha256, parsed } = draft
    const title = titles.get(sha256)
    titles.set(sha256, parsed.title)
    if (title !== undefined) return { ...duplicate({ id: null, title, deletedAt: null }), ...NO_ARTICLE }
    const { format, encoding, publishedAt, categories, tags } = parsed
    const own = { found: taken?.found ?? 0, missing: taken?.missing.length ?? 0 }
    const loss = withMissing(draft.loss, parsed, taken?.missing ?? [])
    for (const path of taken?.files ?? []) use(path)
    return {
      ...imported(draft, null),
      loss,
      format,
      encoding,
      publishedAt,
      categories,
      tags,
      pictures: own,
      similarTo: null
    }
  }

  return {
    add(files: ChosenFile[]) {
      for (const { path, refused: reason } of files) {
        const ending = refused(reason ?? refusal('cancelled'))
        put(items.length, { path, ...ending, ...NO_ARTICLE, bytes: null, known: reason !== null })
        if (reason?.code === 'picture_unused') {
          pictureFiles.set(path, items.length - 1)
          pictures++
        }
        const book = BOOK.exec(path)?.[0]
        if (book !== undefined) books.add(book)
      }
      listed = true
    },

    /** Notes what a file would become; its `id` is its place in the list. */
    settle(file: Prepared, taken: TakenPictures | null) {
      const { id, path, bytes } = file
      const rest = 'draft' in file ? ofDraft(file.draft, taken) : { ...file.ending, ...NO_ARTICLE }
      put(id, { path, ...rest, bytes, known: true })
    },

    state(): PreviewState {
      const loss = sumLosses(losses)
      losses = loss ? [loss] : []
      return { found: items.length, listed, known, counts: { ...counts }, books: books.size, pictures, loss }
    },

    page({ show, offset, limit }: { show: Shown; offset: number; limit: number }) {
      const shown = items.filter(SHOWN[show])
      return { total: shown.length, items: shown.slice(offset, offset + limit) }
    }
  }
}

/** A path as far as the name of a book. */
const BOOK = /^.*?\.epub(?=!|$)/i

type Shown = 'all' | 'new' | 'duplicate' | 'attention'
const SHOWN: Record<Shown, (item: PreviewItem) => boolean> = {
  all: () => true,
  new: ({ known, outcome }) => known && (outcome === 'imported' || outcome === 'updated'),
  duplicate: ({ known, outcome }) => known && outcome === 'duplicate',
  attention: (item) => item.known && needsAttention(item)
}

/** Whether a user would want to look at it first: it cannot be read, or not all of it would be kept. */
function needsAttention({ outcome, reason, loss, pictures, similarTo }: PreviewItem): boolean {
  if (outcome !== 'imported' && outcome !== 'updated') return outcome === 'failed'
  const lossy = loss !== null && loss.text < WELL_KEPT
  return reason !== null || lossy || pictures.missing > 0 || similarTo !== null
}
