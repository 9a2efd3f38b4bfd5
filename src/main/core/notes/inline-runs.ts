import type { PhrasingContent } from 'mdast'
import { isSafeUrl } from './safe-url.ts'
import { TextFormat } from './state.ts'
import type { StateNode } from './state.ts'
import { inlineText } from './text.ts'

/** A piece of a line: text with its format bits, or a link around such pieces. */
export type Run =
  | { kind: 'text'; text: string; format: number }
  | { kind: 'link'; url: string; title: string | null; runs: Run[]; format: number }

const MARKS = [
  { bit: TextFormat.bold, type: 'strong', tag: 'strong' },
  { bit: TextFormat.italic, type: 'emphasis', tag: 'em' },
  { bit: TextFormat.strikethrough, type: 'delete', tag: 'del' },
  { bit: TextFormat.underline, type: 'html', tag: 'u' }
] as const
const MARK_BITS = MARKS.reduce((bits, mark) => bits | mark.bit, 0)

/** The lines of inline nodes, without white space at their ends; a run of line breaks gives empty lines. */
export function linesOf(nodes: StateNode[]): Run[][] {
  const lines: Run[][] = [[]]
  const add = (run: Run) => lines.at(-1)?.push(run)
  for (const node of nodes) {
    if (node.type === 'link' || (node.type === 'autolink' && !node.isUnlinked)) {
      linkRuns(node).forEach(add)
      continue
    }
    const format = (node.format ?? 0) & (MARK_BITS | TextFormat.code)
    for (const [index, text] of inlineText(node)
      .split(/\r\n|\r|\n/u)
      .entries()) {
      if (index > 0) lines.push([])
      if (text !== '') add({ kind: 'text', text, format })
    }
  }
  return lines.map((line) => trimmed(joined(loosened(line))))
}

/** A link as one run; an address that may not be a link stands behind its text. Links in links are only text. */
function linkRuns(node: StateNode): Run[] {
  const url = node.url ?? ''
  const runs = linesOf(node.children).flatMap((line, index) => [
    ...(index > 0 ? [{ kind: 'text' as const, text: ' ', format: 0 }] : []),
    ...line.flatMap((run) => (run.kind === 'link' ? run.runs : [run]))
  ])
  if (runs.length === 0) return []
  if (!isSafeUrl(url)) return [...runs, { kind: 'text', text: ` (${url})`, format: 0 }]
  return [{ kind: 'link', url, title: node.title ?? null, runs, format: commonFormat(runs) }]
}

const commonFormat = (runs: Run[]): number => runs.reduce((bits, run) => bits & run.format, MARK_BITS)

/** White space at the edge of a mark cannot be marked in Markdown: it keeps only what both its neighbours have. */
function loosened(line: Run[]): Run[] {
  const pieces = line.flatMap((run): Run[] => {
    if (run.kind === 'link' || run.format & TextFormat.code) return [run]
    const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(run.text) ?? []
    return [before, core, after].filter(Boolean).map((text) => ({ ...run, text }))
  })
  return pieces.map((run, index) => {
    if (run.kind === 'link' || run.text.trim() !== '') return run
    return { ...run, format: run.format & (pieces[index - 1]?.format ?? 0) & (pieces[index + 1]?.format ?? 0) }
  })
}

function joined(line: Run[]): Run[] {
  const result: Run[] = []
  for (const run of line) {
    const last = result.at(-1)
    if (run.kind === 'text' && last?.kind === 'text' && last.format === run.format) {
      result[result.length - 1] = { ...last, text: last.text + run.text }
    } else result.push(run)
  }
  return result
}

function trimmed(line: Run[]): Run[] {
  const first = line[0]
  if (first?.kind === 'text' && !(first.format & TextFormat.code)) {
    const text = first.text.replace(/^[ \t]+/u, '')
    return text === '' ? trimmed(line.slice(1)) : trimmedEnd([{ ...first, text }, ...line.slice(1)])
  }
  return trimmedEnd(line)
}

function trimmedEnd(line: Run[]): Run[] {
  const last = line.at(-1)
  if (last?.kind !== 'text' || last.format & TextFormat.code) return line
  const text = last.text.replace(/[ \t]+$/u, '')
  return text === '' ? trimmedEnd(line.slice(0, -1)) : [...line.slice(0, -1), { ...last, text }]
}

/**
 * Runs as Markdown nodes: at each place the mark that reaches furthest stands outside.
 *
 * With `tags` the marks are written as HTML, for overlaps that asterisks cannot express.
 */
export function phrasing(runs: Run[], tags: boolean, marks: number = MARK_BITS): PhrasingContent[] {
  const result: PhrasingContent[] = []
  for (let index = 0; index < runs.length;) {
    const mark = furthestMark(runs, index, marks)
    const run = runs[index]
    if (!run) break
    if (!mark) {
      result.push(...leaf(run, tags, marks))
      index += 1
      continue
    }
    const inside = phrasing(runs.slice(index, mark.end), tags, marks & ~mark.bit)
    if (mark.type === 'html' || tags) {
      result.push({ type: 'html', value: `<${mark.tag}>` }, ...inside, { type: 'html', value: `</${mark.tag}>` })
    } else result.push({ type: mark.type, children: inside })
    index = mark.end
  }
  return result
}

function furthestMark(runs: Run[], start: number, marks: number) {
  const ends = MARKS.filter((mark) => marks & mark.bit).map((mark) => {
    const end = runs.findIndex((run, index) => index >= start && !(run.format & mark.bit))
    return { ...mark, end: end < 0 ? runs.length : end }
  })
  const furthest = ends.reduce<(typeof ends)[number] | undefined>(
    (best, candidate) => (candidate.end > (best?.end ?? start) ? candidate : best),
    undefined
  )
  return furthest
}

function leaf(run: Run, tags: boolean, marks: number): PhrasingContent[] {
  if (run.kind === 'text') return [{ type: run.format & TextFormat.code ? 'inlineCode' : 'text', value: run.text }]
  // Marks that stand outside of a link are left out within.
  return [{ type: 'link', url: run.url, title: run.title, children: phrasing(run.runs, tags, marks) }]
}
