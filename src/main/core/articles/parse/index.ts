import type { ParsedArticle } from './parsed-article.ts'

export { ParseError } from './parsed-article.ts'
export type { ParsedArticle } from './parsed-article.ts'

/**
 * Reads one source file. The format is told by content first and the name's extension second.
 *
 * `name` is the file's base name. Throws {@link ParseError}.
 */
export function parseArticle(_bytes: Uint8Array, _name: string): ParsedArticle {
  throw new Error('not written yet')
}
