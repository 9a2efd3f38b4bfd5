import type { ParsedArticle } from './parse/parsed-article.ts'
import { signatureOf } from './similarity.ts'

/** A parsed source with all done that takes long, in a form that one thread hands to another quickly. */
export interface ReadyArticle extends Omit<ParsedArticle, 'tree' | 'toc' | 'omitted' | 'unpacked'> {
  treeJson: string
  tocJson: string
  /** What its text without the advert is like. */
  signature: Uint32Array | null
}

export function readyArticle({
  tree,
  toc,
  omitted: _omitted,
  unpacked: _unpacked,
  ...rest
}: ParsedArticle): ReadyArticle {
  const { text, promotionText } = rest
  const signature = signatureOf(text.slice(0, promotionText ?? text.length))
  return { ...rest, treeJson: JSON.stringify(tree), tocJson: JSON.stringify(toc), signature }
}
