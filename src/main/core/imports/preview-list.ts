import type { ImportLoss, PreviewItem, PreviewState } from '../../../shared/imports.ts'
import { mayLeaveOut, passesFilter } from '../../../shared/preview-filter.ts'
import type { PreviewFilter } from '../../../shared/preview-filter.ts'
import { createComingArticles, findSame, mostLike } from '../articles/index.ts'
import type { ComingArticles } from '../articles/index.ts'
import type { ReadableDb } from '../db/sql.ts'
import type { ChosenFile } from './chosen-files.ts'
import { sumLosses } from './loss/index.ts'
import type { TakenPictures } from './pictures.ts'
import { duplicate, imported, noCounts, refused, withMissing } from './prepare.ts'
import type { Draft, Prepared } from './prepare.ts'
import { refusal } from './refusal.ts'

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

/** The files of a preview in order, with what is known of them so far. */
export interface PreviewList {
  /** What would be imported, by hash: the same file may lie there twice. */
  firsts: ReadonlyMap<string, { path: string; title: string }>
  coming: ComingArticles
  /** What is known of a file that is to be read as it was. */
  knownAlready(file: ChosenFile): PreviewItem | undefined
  isKnown(index: number): boolean
  /** Notes how many files are found while they are looked for. */
  found(files: number): void
  /** Notes all files that were found. */
  add(files: ChosenFile[]): void
  /** Notes what a file would become; its `id` is its place in the list. */
  settle(file: Prepared, taken: TakenPictures | null): void
  state(): PreviewState
  page(query: PreviewFilter & { offset: number; limit: number }): {
    total: number
    mayLeaveOut: number
    items: PreviewItem[]
  }
}

/** An empty list. What the list `before` knows of files that are read as they were is taken over. */
export function createPreviewList(db: ReadableDb, before: PreviewList | null): PreviewList {
  const items: PreviewItem[] = []
  const places = new Map<string, { index: number; encoding: ChosenFile['encoding'] }>()
  const counts = noCounts()
  const books = new Set<string>()
  const pictureFiles = new Map<string, number>()
  let pictures = 0
  const firsts = new Map(before?.firsts)
  const coming = before?.coming ?? createComingArticles()
  let count = 0
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

  function ofDraft(path: string, draft: Draft, taken: TakenPictures | null) {
    const { sha256, parsed } = draft
    const first = firsts.get(sha256) ?? { path, title: parsed.title }
    firsts.set(sha256, first)
    if (first.path !== path) return { ...duplicate({ id: null, title: first.title, deletedAt: null }), ...NO_ARTICLE }
    const { format, encoding, publishedAt, categories, tags } = parsed
    const own = { found: taken?.found ?? 0, missing: taken?.missing.length ?? 0 }
    const loss = withMissing(draft.loss, parsed, taken?.missing ?? [])
    for (const file of taken?.files ?? []) use(file)
    const same = findSame(db, parsed, path)
    const sameInBatch = same ? undefined : coming.meet(parsed, path)
    return {
      ...imported(draft, null),
      ...(same && { outcome: 'updated' as const, entryId: same.id, title: same.title }),
      ...(sameInBatch && { outcome: 'updated' as const, title: sameInBatch.title }),
      loss,
      format,
      encoding,
      publishedAt,
      categories,
      tags,
      pictures: own,
      similarTo: same || sameInBatch ? null : mostLike(db, parsed)
    }
  }

  return {
    firsts,
    coming,
    knownAlready({ path, encoding, refused: reason }) {
      const place = places.get(path)
      const item = place && items[place.index]
      const isSame = place?.encoding === encoding && reason?.code !== 'excluded' && item?.reason?.code !== 'excluded'
      return isSame && item?.known ? item : undefined
    },
    isKnown: (index) => items[index]?.known ?? false,

    found(files) {
      count = files
    },
    add(files) {
      for (const file of files) {
        const { path, encoding, refused: reason } = file
        const index = items.length
        const ending = refused(reason ?? refusal('cancelled'))
        const fresh = { path, ...ending, ...NO_ARTICLE, bytes: null, known: reason !== null }
        const item = before?.knownAlready(file) ?? fresh
        places.set(path, { index, encoding })
        put(index, item)
        if (item.reason?.code === 'picture_unused') {
          pictureFiles.set(path, index)
          pictures++
        }
        const book = BOOK.exec(path)?.[0]
        if (book !== undefined) books.add(book)
      }
      listed = true
      count = items.length
    },

    settle(file, taken) {
      const { id, path, bytes } = file
      const rest = 'draft' in file ? ofDraft(path, file.draft, taken) : { ...file.ending, ...NO_ARTICLE }
      put(id, { path, ...rest, bytes, known: true })
    },

    state() {
      const loss = sumLosses(losses)
      losses = loss ? [loss] : []
      return { found: count, listed, known, counts: { ...counts }, books: books.size, pictures, loss }
    },

    page({ offset, limit, ...filter }) {
      const shown = items.filter(passesFilter(filter))
      return {
        total: shown.length,
        mayLeaveOut: shown.filter(mayLeaveOut).length,
        items: shown.slice(offset, offset + limit)
      }
    }
  }
}

/** A path as far as the name of a book. */
const BOOK = /^.*?\.epub(?=!|$)/i
