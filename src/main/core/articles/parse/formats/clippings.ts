import { parseDate } from '../dates.ts'
import { decodeText } from '../decode.ts'
import type { ParsedHighlight } from '../parsed-article.ts'
import type { Format } from './format.ts'
import { highlightsToTree } from './highlights-tree.ts'

/** One record of a Kindle's `My Clippings.txt`; `raw` is its text as it stands. */
interface Clipping {
  book: string
  raw: string
}

const KINDS = {
  note: /笔记|筆記|\bNote\b|メモ/i,
  bookmark: /书签|書籤|\bBookmark\b|ブックマーク/i,
  highlight: /标注|標註|剪切|文章剪|\bHighlight\b|\bClip(?:ping)?\b|ハイライト/i
}
const SEPARATOR = /^={8,}[ \t]*$/m
/** A title, then a line that begins with a hyphen and tells kind, place and time, parted by bars. */
const RECORD = /^[\s\ufeff]*(\S[^\r\n]*)\r?\n[\ufeff]*(- [^\r\n|]*\d[^\r\n]*\|[^\r\n]*\d[^\r\n]*)(?:\r?\n|$)([\s\S]*)$/
const kindOf = (meta: string): keyof typeof KINDS | undefined =>
  KINDS.note.test(meta)
    ? 'note'
    : KINDS.bookmark.test(meta)
      ? 'bookmark'
      : KINDS.highlight.test(meta)
        ? 'highlight'
        : undefined

/** Whether a text begins as a Kindle's file of clippings does. */
export function isKindleClippings(text: string): boolean {
  const meta = RECORD.exec(text.slice(0, 4000))?.[2]
  return meta !== undefined && kindOf(meta.split('|', 1)[0] ?? '') !== undefined
}

/** The records of a Kindle's file of clippings, each with the book's title line. */
export const kindleClippings = (text: string): Clipping[] =>
  text.split(SEPARATOR).flatMap((part) => {
    const raw = part.replaceAll('\ufeff', '').trim()
    return raw === '' ? [] : [{ book: raw.split(/\r?\n/, 1)[0]?.trim() ?? '', raw }]
  })

/** What was marked in one book with a Kindle: sentences, notes and bookmarks, in the order of the book. */
export const clippings: Format = {
  fits: (bytes) => isKindleClippings(new TextDecoder().decode(bytes.subarray(0, 4000))),

  async read(bytes) {
    const { text, encoding } = decodeText(bytes)
    const records = kindleClippings(text)
    const marks = records.flatMap(({ raw }) => markOf(raw))
    const [, title = '', author] = /^(.*?)(?:\s*\(((?:[^()]|\([^()]*\))*)\))?$/.exec(records[0]?.book ?? '') ?? []
    const { highlights, bookmarks } = merged(marks)
    return {
      format: 'clippings',
      encoding,
      content: {
        tree: [
          ...highlightsToTree(highlights),
          ...bookmarks.map((place) => ({ tag: 'p' as const, children: [{ tag: 'em' as const, children: [place] }] }))
        ],
        title,
        author: author?.replace(/\s*[;；]\s*/g, '、') ?? null,
        highlights
      }
    }
  }
}

interface Mark extends ParsedHighlight {
  kind: keyof typeof KINDS
  /** First and last position; null for a page or a place that says nothing. */
  range: [number, number] | null
}

function markOf(raw: string): Mark[] {
  const [, book, meta, text = ''] = RECORD.exec(raw) ?? []
  // Damaged records keep their text.
  if (book === undefined || meta === undefined)
    return [{ kind: 'highlight', text: raw, note: '', location: '', createdAt: null, range: null }]
  const parts = meta
    .slice(2)
    .split('|')
    .map((part) => part.trim())
  const added = parts.length > 1 ? (parts.pop() ?? '') : ''
  const kind = kindOf(meta) ?? 'highlight'
  const location = kind === 'bookmark' ? parts.join(' | ') : placeIn(parts)
  return [{ kind, text: text.trim(), note: '', location, createdAt: dateIn(added), range: rangeIn(parts.join(' | ')) }]
}

/** `您在第 12 页（位置 #180-181）的标注` → `第 12 页（位置 #180-181）`. */
const placeIn = (parts: readonly string[]): string =>
  parts
    .map((part) =>
      part
        .replace(/^(?:您在|您的|我的|Your\s+)/i, '')
        .replace(/\s*(?:的|の)?(?:标注|笔记|標註|筆記|ハイライト|メモ|文章剪切|剪切)\s*$/, '')
        .replace(/^(?:Highlight|Note|Clipping)\s*(?:on|at)?\s*|^(?:標註|筆記)/i, '')
        .trim()
    )
    .filter((part) => part !== '')
    .join(' | ')

/** Old devices shorten the second number: `1580-82`. */
function rangeIn(place: string): [number, number] | null {
  const found =
    /(?:#|位置\s*(?:No\.)?|Location|Loc\.?)\s*#?(\d{1,9})(?:\s*[-–]\s*#?(\d{1,9}))?/i.exec(place) ??
    /(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?/.exec(place)
  const [, first, last = first] = found ?? []
  if (first === undefined || last === undefined) return null
  const start = Number(first)
  const end = last.length < first.length ? Number(first.slice(0, first.length - last.length) + last) : Number(last)
  return [start, Math.max(start, end)]
}

/** `添加于 2016年7月29日星期五 下午1:35:56` or `Added on Friday, July 29, 2016 1:35:56 PM`; the device's zone is unknown. */
function dateIn(written: string): string | null {
  const chinese = /(\d{4})[年/.-]\s*(\d{1,2})[月/.-]\s*(\d{1,2})/.exec(written)
  const english = /([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})/.exec(written) ?? null
  const british = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})/.exec(written)
  const day =
    chinese !== null
      ? `${chinese[1]}-${chinese[2]}-${chinese[3]}`
      : british !== null
        ? monthDate(british[3], british[2], british[1])
        : english !== null
          ? monthDate(english[3], english[1], english[2])
          : ''
  const [, hour, minute, second = '00'] = /(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(written) ?? []
  if (hour === undefined) return parseDate(day)?.value ?? null
  const isAfternoon = /下午|晚上|\bPM\b/i.test(written)
  const isMorning = /上午|凌晨|\bAM\b/i.test(written)
  const hours = isAfternoon ? (Number(hour) % 12) + 12 : isMorning ? Number(hour) % 12 : Number(hour)
  return parseDate(`${day} ${hours}:${minute}:${second}`)?.value ?? null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthDate = (year = '', month = '', day = ''): string =>
  `${year}-${MONTHS.indexOf(month.toLowerCase()) + 1}-${day}`

/**
 * A device adds a record whenever a mark is changed and keeps the old one: of marks that overlap and hold each other's text
 * the last counts, and so does the last note at a place. A note goes to the mark that it was written at.
 */
function merged(marks: readonly Mark[]): { highlights: ParsedHighlight[]; bookmarks: string[] } {
  const highlights: Mark[] = []
  for (const mark of marks) {
    if (mark.kind !== 'highlight' || mark.text === '') continue
    const earlier = highlights.findIndex((other) => isSameMark(other, mark))
    if (earlier < 0) highlights.push({ ...mark })
    else highlights[earlier] = { ...mark }
  }
  const notes = new Map<string, Mark>()
  for (const mark of marks) if (mark.kind === 'note' && mark.text !== '') notes.set(mark.location || mark.text, mark)
  for (const note of notes.values()) {
    const at = note.range?.[1]
    const mark =
      at === undefined
        ? undefined
        : highlights.findLast(({ range, text }) => text !== '' && range !== null && range[0] <= at && at <= range[1])
    if (mark === undefined) highlights.push({ ...note, text: '', note: note.text })
    else mark.note = mark.note === '' ? note.text : `${mark.note}\n\n${note.text}`
  }
  if (highlights.every(({ range }) => range !== null))
    highlights.sort((a, b) => (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0))
  const bookmarks = marks.filter(({ kind }) => kind === 'bookmark').map(({ location }) => location)
  return {
    highlights: highlights.map(({ text, note, location, createdAt }) => ({ text, note, location, createdAt })),
    bookmarks: [...new Set(bookmarks)]
  }
}

function isSameMark(a: Mark, b: Mark): boolean {
  if (a.range === null || b.range === null) return a.text === b.text
  const overlap = a.range[0] <= b.range[1] && b.range[0] <= a.range[1]
  return overlap && (a.text.includes(b.text) || b.text.includes(a.text))
}
