import { foldForMatching } from './fold.ts'
import type { PreviewItem, PreviewShow } from './imports.ts'

/** What has less of its source's text is worth a look. */
const WELL_KEPT = 0.99

/** What a preview's list is narrowed to: a kind of files, and those with `query` in their name or title. */
export interface PreviewFilter {
  show: PreviewShow
  query: string
}

/** Whether a file belongs to a preview's list. */
export function passesFilter(filter: PreviewFilter): (item: PreviewItem) => boolean {
  const isShown = SHOWN[filter.show]
  const query = folded(filter.query.trim())
  if (query === '') return isShown
  return (item) =>
    isShown(item) && (folded(nameOf(item.path)).includes(query) || folded(item.title ?? '').includes(query))
}

const folded = (text: string): string => foldForMatching(text).text

/** Whether a file becomes or changes an article. */
export const isImportable = ({ outcome }: Pick<PreviewItem, 'outcome'>): boolean =>
  outcome === 'imported' || outcome === 'updated'

/** Whether an import may be told to leave the file out. */
export const mayLeaveOut = (item: PreviewItem): boolean => !item.known || isImportable(item)

/** A file's name: members of archives and notebooks are `archive.zip!inner/path`. */
export const nameOf = (path: string): string => path.split(MEMBER).at(-1) || path
const MEMBER = /[/\\]|(?<=\.\w{2,5})!/u

const SHOWN: Record<PreviewShow, (item: PreviewItem) => boolean> = {
  all: () => true,
  new: (item) => item.known && isImportable(item),
  duplicate: ({ known, outcome }) => known && outcome === 'duplicate',
  attention: (item) => item.known && needsAttention(item)
}

/** Whether a user would want to look at it first: it cannot be read, or not all of it would be kept. */
function needsAttention({ outcome, reason, loss, format, pictures, similarTo }: PreviewItem): boolean {
  if (!isImportable({ outcome })) return outcome === 'failed'
  const lossy =
    loss !== null &&
    (loss.text < WELL_KEPT ||
      loss.tables[1] < loss.tables[0] ||
      // Of a PDF none is kept, and most have some, if only a logo.
      (format !== 'pdf' && loss.images[1] < loss.images[0]))
  return reason !== null || lossy || pictures.missing > 0 || similarTo !== null
}
