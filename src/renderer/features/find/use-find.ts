import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { queryTerms } from '../../../shared/search-query.ts'
import { textRanges } from './text-ranges.ts'

interface Options {
  /** In the query language; its words are marked. */
  query: string
  /** Where to look, in reading order: titles, and the text itself last. */
  roots(): (Element | null)[]
  /** Changes when the text does. */
  content: unknown
  /** Brings a place into view. */
  reveal(range: Range): void
}

interface Found {
  query: string
  ranges: Range[]
  /** Place among the ranges of the one that is current. */
  current: number
  /** Counts up when the current place is to be brought into view. */
  moves: number
}
const NOTHING: Found = { query: '', ranges: [], current: 0, moves: 0 }

export interface Find {
  total: number
  current: number
  step(by: 1 | -1): void
}

/** Marks a query's words in a text, brings the first of them into view, and steps through them. */
export function useFind({ query, roots, content, reveal }: Options): Find {
  const [{ ranges, current, moves }, setFound] = useState(NOTHING)
  const collect = useEffectEvent(() => {
    const terms = queryTerms(query)
    return terms.length === 0 ? [] : roots().map((root) => (root ? textRanges(root, terms) : []))
  })

  useEffect(() => {
    const parts = collect()
    const all = parts.flat()
    const before = all.length - (parts.at(-1)?.length ?? 0)
    // oxlint-disable-next-line react/set-state-in-effect -- ranges can only be found in a page that is drawn
    setFound((last) => {
      if (last.query === query)
        return { ...last, ranges: all, current: Math.min(last.current, Math.max(0, all.length - 1)) }
      return { query, ranges: all, current: before < all.length ? before : 0, moves: last.moves + 1 }
    })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the page's text changes with `content`
  }, [query, content])

  useEffect(() => {
    if (ranges.length === 0) return
    CSS.highlights.set('hit', new Highlight(...ranges))
    return () => void CSS.highlights.delete('hit')
  }, [ranges])

  const range = ranges[current]
  useEffect(() => {
    if (!range) return
    CSS.highlights.set('current-hit', new Highlight(range))
    return () => void CSS.highlights.delete('current-hit')
  }, [range])
  const showCurrent = useEffectEvent(() => {
    if (range) reveal(range)
  })
  // A text that changes under its marks stays where it is.
  useEffect(() => {
    if (moves > 0) showCurrent()
  }, [moves])

  const step = useCallback((by: 1 | -1) => {
    setFound((last) => {
      const total = last.ranges.length
      return total === 0 ? last : { ...last, current: (last.current + by + total) % total, moves: last.moves + 1 }
    })
  }, [])
  useStepKeys(ranges.length > 0, step)

  return { total: ranges.length, current, step }
}

/** n and N where nothing is typed, F3 and Shift+F3 everywhere. */
function useStepKeys(on: boolean, step: (by: 1 | -1) => void): void {
  useEffect(() => {
    if (!on) return
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'F3') step(event.shiftKey ? -1 : 1)
      else if (takesKeys(event.target)) return
      else if (event.key === 'n') step(1)
      else if (event.key === 'N') step(-1)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [on, step])
}

const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input,textarea,select,[role=dialog],[role=menu]') !== null)
