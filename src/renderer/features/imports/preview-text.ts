import type { SourceFormat } from '../../../shared/articles.ts'
import type { ImportOutcome, PreviewItem, PreviewState, TextEncoding } from '../../../shared/imports.ts'
import type { Messages } from '../../../shared/messages/index.ts'
import { nameOf } from '../../../shared/preview-filter.ts'
import { lostWords } from './loss-text.ts'
import type { LeftOut } from './preview.ts'

/** What stands before the file's own name in a path. */
export const placeOf = (path: string): string => path.slice(0, path.length - nameOf(path).length)

/** The kind of a file as its badge says it: the extension, short. */
export function kindOf(path: string): string {
  const extension = /\.([a-z0-9]{1,8})$/iu.exec(path)?.[1] ?? ''
  return extension.toUpperCase().replace('MARKDOWN', 'MD')
}

const TEXT_FORMATS = new Set<SourceFormat | null>(['feed', 'markdown', 'html', 'text', 'table', 'bookmark'])

/** Whether another encoding would read the file another way. */
export const canReadOtherwise = ({ format, reason, known }: PreviewItem): boolean =>
  known && (TEXT_FORMATS.has(format) || reason?.code === 'bad_encoding')

/** Encodings that can be chosen, the likely ones first. */
export const ENCODINGS: readonly TextEncoding[] = [
  'utf-8',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'utf-16le',
  'utf-16be',
  'windows-1252'
]

/** The encoding of a file as a badge says it: `UTF-8`, `GB18030`; empty where there is nothing to say. */
export const encodingBadge = ({ encoding, format }: Pick<PreviewItem, 'encoding' | 'format'>): string =>
  encoding === null || PACKED.has(format) ? '' : (SPELLED[encoding] ?? encoding.toUpperCase())
/** Formats that settle their encoding themselves. */
const PACKED = new Set<SourceFormat | null>(['docx', 'epub', 'pdf'])
const SPELLED: Record<string, string | undefined> = { shift_jis: 'Shift_JIS', 'windows-1252': 'Windows-1252' }

/** How a row's badge names what will become of its file. */
export type Verdict = keyof Messages['imports']['preview']['results']
export function verdictOf(item: PreviewItem, out: boolean): Verdict {
  if (out) return 'out'
  if (!item.known) return 'unknown'
  return item.outcome === 'imported' && item.similarTo ? 'similar' : item.outcome
}

/** How many files will be new articles and how many change one; known files that are left out are not counted. */
export function takenOf({ counts }: PreviewState, out: LeftOut): { imported: number; updated: number } {
  const { imported, updated } = counts
  const left = (outcome: ImportOutcome) =>
    [...out.values()].filter((each) => each.known && each.outcome === outcome).length
  return { imported: imported - left('imported'), updated: updated - left('updated') }
}

/** What there is to say of a file, most important first; empty when it is kept whole and as it is. */
export function remarksOn(item: PreviewItem, t: Messages['imports']): string[] {
  const { outcome, title, reason, loss, similarTo, pictures, entryId } = item
  if (!item.known) return [t.preview.notLooked]
  const remarks: string[] = []
  if (outcome === 'duplicate') {
    const name = title ?? nameOf(item.path)
    remarks.push(entryId === null ? t.preview.sameInBatch(name) : t.preview.sameAs(name))
    if (reason?.detail === 'trash') remarks.push(t.preview.inTrash)
    return remarks
  }
  if (reason) remarks.push(t.reasons[reason.code])
  if (outcome === 'updated' && title) {
    remarks.push(entryId === null ? t.preview.willUpdateInBatch(title) : t.preview.willUpdate(title))
  }
  if (similarTo) remarks.push(t.preview.similarTo(similarTo.title))
  const lost = loss ? lostWords(loss, t) : []
  if (lost.length > 0) remarks.push(t.notKept(lost.join(t.between)))
  if (pictures.missing > 0) remarks.push(t.preview.missing(pictures.missing))
  return remarks
}
