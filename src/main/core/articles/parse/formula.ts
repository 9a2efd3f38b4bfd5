import { attribute, descendants, rawText } from './html.ts'
import type { HtmlElement } from './html.ts'

const MAX_LENGTH = 2000
/** What holds a formula for screen readers only; its picture or text follows. */
const BESIDE = /katex-mathml|MJX_Assistive/

/** A formula in MathML as the text that it was written as, or else as its letters; empty when something shown repeats it. */
export function formulaText(math: HtmlElement): string {
  const parent = math.parentNode
  if (parent && 'tagName' in parent) {
    const isHidden = /display\s*:\s*none/i.test(attribute(parent, 'style') ?? '')
    if (isHidden || BESIDE.test(attribute(parent, 'class') ?? '')) return ''
  }
  const text = attribute(math, 'alttext') ?? annotation(math) ?? rawText(math)
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\{\\displaystyle\s+(.*)\}$/, '$1')
    .slice(0, MAX_LENGTH)
    .toWellFormed()
}

function annotation(math: HtmlElement): string | undefined {
  for (const element of descendants(math)) {
    if (element.tagName === 'annotation' && /tex/i.test(attribute(element, 'encoding') ?? '')) return rawText(element)
  }
  return undefined
}
