import { z } from 'zod'
import { AppError } from '../../../shared/result.ts'

/** One node of Lexical's serialised editor state, as far as the converters read it. */
export interface StateNode {
  type: string
  children: StateNode[]
  text?: string | undefined
  /** Of a text: the bits of {@link TextFormat}. */
  format?: number | undefined
  tag?: string | undefined
  listType?: string | undefined
  start?: number | undefined
  checked?: boolean | undefined
  language?: string | undefined
  url?: string | undefined
  title?: string | undefined
  isUnlinked?: boolean | undefined
}

/** Lexical's bits of a text's format. */
export const TextFormat = { bold: 1, italic: 2, strikethrough: 4, underline: 8, code: 16 } as const

// A field of another type than expected counts as missing: the node and its text still come through.
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const NodeFields = z.object({
  type: z.string().max(100),
  children: optional(z.array(z.unknown())),
  text: optional(z.string()),
  format: optional(z.int()),
  tag: optional(z.string()),
  listType: optional(z.string()),
  start: optional(z.int()),
  checked: optional(z.boolean()),
  language: optional(z.string()),
  url: optional(z.string()),
  title: optional(z.string()),
  isUnlinked: optional(z.boolean())
})

const MAX_DEPTH = 100
const MAX_NODES = 200_000

const INLINE_TYPES = new Set(['text', 'code-highlight', 'linebreak', 'tab', 'link', 'autolink'])

/** True for nodes that stand inside a line; of unknown types, for those that are only text. */
export const isInline = (node: StateNode): boolean =>
  INLINE_TYPES.has(node.type) || (node.text !== undefined && node.children.length === 0)

/**
 * Reads a serialised editor state; gives its root. Node types need not be known.
 *
 * Throws `invalid_input` when it is no editor state, is nested more than 100 deep or has more than 200,000 nodes.
 */
export function readState(json: string): StateNode {
  let state: unknown
  try {
    state = JSON.parse(json)
  } catch {
    throw invalid('not JSON')
  }
  const parsed = z.object({ root: z.unknown() }).safeParse(state)
  if (!parsed.success) throw invalid('no root')
  let nodes = 0
  const read = (value: unknown, depth: number): StateNode => {
    if (depth > MAX_DEPTH) throw invalid(`nested more than ${MAX_DEPTH} deep`)
    if (++nodes > MAX_NODES) throw invalid(`more than ${MAX_NODES} nodes`)
    const fields = NodeFields.safeParse(value)
    if (!fields.success) throw invalid('a node without a type')
    return { ...fields.data, children: (fields.data.children ?? []).map((child) => read(child, depth + 1)) }
  }
  const root = read(parsed.data.root, 0)
  if (root.type !== 'root') throw invalid('no root')
  return root
}

const invalid = (reason: string) => new AppError('invalid_input', 'noteInvalid', { reason })
