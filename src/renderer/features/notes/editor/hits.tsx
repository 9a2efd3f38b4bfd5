import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useEffect } from 'react'
import { findFolded } from '../../../../shared/fold.ts'
import { queryTerms } from '../../../../shared/search-query.ts'

const NAME = 'note-hits'
const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, li, blockquote, pre'

/** Marks the words of a query in the text without touching it, and brings the first into view. */
export function Hits({ query }: { query: string }) {
  const [editor] = useLexicalComposerContext()
  useEffect(() => {
    const terms = queryTerms(query)
    if (terms.length === 0) return
    const mark = (): Range[] => {
      const root = editor.getRootElement()
      const ranges = root ? rangesOf(root, terms) : []
      CSS.highlights.set(NAME, new Highlight(...ranges))
      return ranges
    }
    mark()[0]?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    const stop = editor.registerUpdateListener(() => void mark())
    return () => {
      stop()
      CSS.highlights.delete(NAME)
    }
  }, [editor, query])
  return null
}

/** The places of the terms: a word may run through several formats, but not from one block into the next. */
function rangesOf(root: HTMLElement, terms: string[]): Range[] {
  const blocks = new Map<Element, Text[]>()
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
    const block = node.parentElement?.closest(BLOCKS) ?? root
    const texts = blocks.get(block)
    if (texts) texts.push(node)
    else blocks.set(block, [node])
  }
  return [...blocks.values()].flatMap((texts) =>
    findFolded(texts.map((text) => text.data).join(''), terms).flatMap(([from, to]) => rangeOf(texts, from, to) ?? [])
  )
}

function rangeOf(texts: Text[], from: number, to: number): Range | null {
  const range = new Range()
  let start = 0
  let started = false
  for (const text of texts) {
    const end = start + text.length
    if (!started && from < end) {
      range.setStart(text, from - start)
      started = true
    }
    if (started && to <= end) {
      range.setEnd(text, to - start)
      return range
    }
    start = end
  }
  return null
}
