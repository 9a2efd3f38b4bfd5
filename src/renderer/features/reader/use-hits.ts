import { queryTerms } from '../../../shared/search-query.ts'
import { useCallback, useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { hitRanges } from './hit-ranges.ts'

interface Options {
  query: string
  title: RefObject<HTMLElement | null>
  body: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLElement | null>
  /** Changes when the page's text does. */
  content: unknown
  /** Scrolls without counting as reading. */
  quietly(move: () => void): void
}

interface Found {
  ranges: Range[]
  current: number
}
const NONE: Found = { ranges: [], current: 0 }

/** Marks a query's words in the article, scrolls to the first in its text, and steps through them with n and N. */
export function useHits({ query, title, body, scroller, content, quietly }: Options) {
  const [{ ranges, current }, setFound] = useState(NONE)

  useEffect(() => {
    const terms = queryTerms(query)
    if (terms.length === 0 || !title.current || !body.current) {
      // oxlint-disable-next-line react/set-state-in-effect -- ranges can only be found in a page that is drawn
      setFound(NONE)
      return
    }
    const inTitle = hitRanges(title.current, terms)
    const inBody = hitRanges(body.current, terms)
    setFound({ ranges: [...inTitle, ...inBody], current: inBody.length > 0 ? inTitle.length : 0 })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the page's text changes with `content`
  }, [query, title, body, content])

  useEffect(() => {
    if (ranges.length === 0) return
    CSS.highlights.set('hit', new Highlight(...ranges))
    return () => void CSS.highlights.delete('hit')
  }, [ranges])

  useEffect(() => {
    const range = ranges[current]
    if (!range) return
    CSS.highlights.set('current-hit', new Highlight(range))
    quietly(() => {
      if (scroller.current) scrollTo(scroller.current, range)
    })
    return () => void CSS.highlights.delete('current-hit')
  }, [ranges, current, scroller, quietly])

  const step = useCallback((by: 1 | -1) => {
    setFound(({ ranges: all, current: at }) => ({
      ranges: all,
      current: all.length === 0 ? 0 : (at + by + all.length) % all.length
    }))
  }, [])

  const found = ranges.length > 0
  useEffect(() => {
    if (!found) return
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
      if (event.key === 'n') step(1)
      else if (event.key === 'N') step(-1)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [found, step])

  return { total: ranges.length, current, step }
}

const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input,textarea,select,[role=dialog],[role=menu]') !== null)

/** Puts a range at a third of the scroller's height, where the eye starts. */
function scrollTo(scroller: HTMLElement, range: Range): void {
  const top = range.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  scroller.scrollTop += top - scroller.clientHeight / 3
}
