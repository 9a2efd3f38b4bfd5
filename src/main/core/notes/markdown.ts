import type { Paragraph, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethroughCjkFriendly } from 'micromark-extension-cjk-friendly-gfm-strikethrough'
import { gfm } from 'micromark-extension-gfm'
import { writeMarkdown } from '../write-markdown.ts'
import { linesOf } from './inline-runs.ts'
import type { Run } from './inline-runs.ts'
import { treeToState } from './markdown-to-state.ts'
import { readState } from './state.ts'
import type { StateNode } from './state.ts'
import { stateToTree } from './state-to-markdown.ts'

// CommonMark with GitHub's tables, task lists and strikethrough; marks may touch Chinese punctuation.
const parse = (markdown: string): Root =>
  fromMarkdown(markdown, {
    extensions: [gfm(), cjkFriendlyExtension(), gfmStrikethroughCjkFriendly()],
    mdastExtensions: fromGfm
  })

// Its transforms look for addresses in text whose escapes are gone, so that an escaped one would become a link.
const fromGfm = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension)

/** Markdown as a serialised editor state. All text comes through; see {@link treeToState} for what has no node. */
export function markdownToState(markdown: string): string {
  const source = markdown
    .replace(/^\uFEFF/u, '')
    .replaceAll('\u0000', '\uFFFD')
    .replace(/\r\n?/gu, '\n')
  return treeToState(parse(source), source)
}

/** An editor state as Markdown, ending in a line feed unless empty. What was Markdown before comes out the same. */
export const stateToMarkdown = (root: StateNode): string => writeMarkdown(stateToTree(root, survives))

/** True when a paragraph reads back as the same lines, so that overlapping marks did not fall apart. */
function survives(paragraph: Paragraph, lines: Run[][]): boolean {
  const read = readState(markdownToState(writeMarkdown({ type: 'root', children: [paragraph] })))
  const [block, ...others] = read.children
  return others.length === 0 && block?.type === 'paragraph' && same(linesOf(block.children), lines)
}

function same(a: Run[][], b: Run[][]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
