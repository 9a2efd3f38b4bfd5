import type { ArticleElement } from '../../../../../shared/article-tree.ts'
import type { Content } from '../content.ts'
import { parseDate } from '../dates.ts'
import type { ParsedHighlight } from '../parsed-article.ts'
import { highlightsToTree } from './highlights-tree.ts'

const BOOK = /^《(.+)》$/
const COUNT = /^\d+\s*个笔记$/
const THOUGHT = /^(?:◆\s*)?(\d{4}\/\d{1,2}\/\d{1,2})\s*发表想法[:：]?$/
/** What the reader says of the whole book. */
const RATING = /^◆\s*\d{4}\/\d{1,2}\/\d{1,2}\s+认为/
const QUOTED = /^原文[:：]\s*(.*)$/
const SIGNATURE = /^--\s*来自微信读书$/
/** Lines in which the number of notes must stand. */
const HEAD_LINES = 12

interface Chapter {
  title: string
  highlights: ParsedHighlight[]
}

/** Notes that were copied from 微信读书, or null for any other text. Marks stand under the names of their chapters. */
export function readWeread(text: string): Content | null {
  if (!/^[\s\ufeff]*《/.test(text)) return null
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/^\ufeff/, '').trim())
  const start = lines.findIndex((line) => line !== '')
  const book = BOOK.exec(lines[start] ?? '')?.[1]
  const count = lines.slice(0, start + HEAD_LINES).findIndex((line) => COUNT.test(line))
  if (book === undefined || count < 0) return null
  const author = lines
    .slice(start + 1, count)
    .filter((line) => line !== '')
    .join('、')
  const body = lines.slice(count + 1)
  // The older form writes `◆` before chapters and `>>` before marks.
  const chapters = body.some((line) => line.startsWith('>>')) ? readOlder(body) : readNewer(body)
  for (const chapter of chapters) chapter.highlights = withThoughts(chapter.highlights)
  return {
    tree: chapters.flatMap(({ title, highlights }): ArticleElement[] => [
      ...(title === '' ? [] : [{ tag: 'h2' as const, children: [title] }]),
      ...highlightsToTree(highlights.map((highlight) => ({ ...highlight, location: '' })))
    ]),
    title: book,
    author: author || null,
    highlights: chapters.flatMap(({ highlights }) => highlights)
  }
}

const mark = (chapter: Chapter, text: string, note = '', createdAt: string | null = null): ParsedHighlight => {
  const highlight = { text, note, location: chapter.title, createdAt }
  chapter.highlights.push(highlight)
  return highlight
}

/** Chapters are plain lines after two empty ones; a plain line after one goes on with what stands above. */
function readNewer(lines: readonly string[]): Chapter[] {
  let chapter: Chapter = { title: '', highlights: [] }
  const chapters = [chapter]
  let last: ParsedHighlight | null = null
  let part: 'text' | 'note' = 'text'
  let empty = 2
  for (const line of lines) {
    if (line === '' || SIGNATURE.test(line)) {
      empty++
      continue
    }
    const date = THOUGHT.exec(line)?.[1]
    const quoted = QUOTED.exec(line)?.[1]
    if (date !== undefined) {
      last = mark(chapter, '', '', parseDate(date)?.value ?? null)
      part = 'note'
    } else if (quoted !== undefined && last !== null && part === 'note') {
      last.text = quoted
      part = 'text'
    } else if (line.startsWith('◆')) {
      const words = line.slice(1).trim()
      part = RATING.test(line) ? 'note' : 'text'
      last = part === 'note' ? mark(chapter, '', words) : mark(chapter, words)
    } else if (empty >= 2 || last === null) {
      chapter = { title: line, highlights: [] }
      chapters.push(chapter)
      last = null
    } else last[part] += `${last[part] === '' ? '' : empty > 0 ? '\n\n' : '\n'}${line}`
    empty = 0
  }
  return chapters
}

/** A thought stands before the mark that it is about. */
function readOlder(lines: readonly string[]): Chapter[] {
  let chapter: Chapter = { title: '', highlights: [] }
  const chapters = [chapter]
  let last: ParsedHighlight | null = null
  let thought: { note: string; date: string | null } | null = null
  for (const line of lines) {
    if (line === '' || SIGNATURE.test(line)) continue
    const date = THOUGHT.exec(line)?.[1]
    if (date !== undefined) thought = { note: '', date: parseDate(date)?.value ?? null }
    else if (line.startsWith('>>')) {
      last = mark(chapter, line.slice(2).trim(), thought?.note, thought?.date)
      thought = null
    } else if (line.startsWith('◆')) {
      chapter = { title: line.slice(1).trim(), highlights: [] }
      chapters.push(chapter)
      last = null
    } else if (thought !== null) thought.note += `${thought.note === '' ? '' : '\n'}${line}`
    else if (last !== null) last.text += `\n${line}`
    else mark(chapter, '', line)
  }
  if (thought !== null) mark(chapter, '', thought.note, thought.date)
  return chapters
}

/** The sentence that a thought is about is often marked besides: both are one. */
function withThoughts(highlights: readonly ParsedHighlight[]): ParsedHighlight[] {
  const kept: ParsedHighlight[] = []
  for (const highlight of highlights) {
    const same = highlight.text === '' ? undefined : kept.find(({ text }) => text === highlight.text)
    if (same === undefined) kept.push(highlight)
    else {
      same.note = [same.note, highlight.note].filter((note) => note !== '').join('\n\n')
      same.createdAt ??= highlight.createdAt
    }
  }
  return kept
}
