import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { ArticleTree } from '../../../shared/article-tree.ts'
import type { Article, ReadPosition } from '../../../shared/articles.ts'
import { kb, queries } from '../../kb.ts'
import { boxesIn } from './blocks.ts'
import { blockInSight, placeIn, samePlace, scrollTopFor } from './place.ts'

const SAVE_AFTER_MS = 400
/** A text that fits in the window counts as read after being open this long. */
const GLANCE_MS = 3000
/** Frames in which a place is sought again while the text around it takes its heights. */
const SETTLING_FRAMES = 6
const START: ReadPosition = { block: 0, offset: 0, progress: 0 }

interface Options {
  article: Article
  /** The blocks that are shown. */
  tree: ArticleTree
  scroller: RefObject<HTMLElement | null>
  body: RefObject<HTMLElement | null>
  /** Changes when the text is laid out anew: the place is kept then. */
  layout: string
}

/** Keeps where the reader is: restores it on opening, follows scrolling, saves it shortly after. */
export function useReadPosition({ article: { id, position, readState }, tree, scroller, body, layout }: Options) {
  const start = position ?? START
  // Only what is shown is state, in steps that change seldom: scrolling must not render the pane at every frame.
  const [percent, setPercent] = useState(percentOf(start))
  const [inSight, setInSight] = useState(start.block)
  /** Where the reader wants to be; what the page shows may differ while it is being laid out. */
  const wanted = useRef(start)
  /** The place that needs no saving: saved, or reached without the reader's doing. */
  const settled = useRef(start)
  const settling = useRef(0)
  const boxes = useRef(boxesIn(null))
  const timer = useRef<number>(undefined)
  const saved = useRef(false)

  /** Reads from the page where the reader is and which block the eyes are at. */
  const look = useCallback((): { place: ReadPosition; inSight: number } => {
    if (!scroller.current || !body.current) return { place: START, inSight: 0 }
    const { scrollTop, clientHeight } = scroller.current
    const view = { ...boxes.current, body: body.current, scrollTop, height: clientHeight }
    const seen = { place: placeIn(view), inSight: blockInSight(view) }
    setPercent(percentOf(seen.place))
    setInSight(seen.inSight)
    return seen
  }, [scroller, body])

  const save = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = undefined
    settled.current = wanted.current
    saved.current = true
    void savePosition(id, wanted.current)
  }, [id])

  /**
   * Scrolls without counting as reading. `move` runs for some frames, because blocks that come into view may change
   * their heights; it gives the place it went to, or nothing for whatever place the page shows then.
   */
  const quietly = useCallback(
    (move: () => ReadPosition | void) => {
      cancelAnimationFrame(settling.current)
      let frames = SETTLING_FRAMES
      const go = () => {
        const target = move()
        settled.current = look().place
        wanted.current = { ...(target ?? settled.current), progress: settled.current.progress }
        if (--frames > 0) settling.current = requestAnimationFrame(go)
      }
      go()
    },
    [look]
  )

  const restore = useCallback(() => {
    const target = wanted.current
    quietly(() => {
      if (scroller.current) scroller.current.scrollTop = scrollTopFor(boxes.current, target)
      return target
    })
  }, [scroller, quietly])

  useLayoutEffect(() => {
    boxes.current = boxesIn(body.current)
    restore()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the page is laid out anew when they change
  }, [body, restore, tree, layout])

  useEffect(() => {
    const element = body.current
    if (!element) return
    let width = element.offsetWidth
    const observer = new ResizeObserver(() => {
      if (element.offsetWidth === width) return
      width = element.offsetWidth
      restore()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [body, restore])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let frame = 0
    const onScroll = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        const measured = look().place
        if (samePlace(measured, settled.current)) return
        wanted.current = measured
        window.clearTimeout(timer.current)
        timer.current = window.setTimeout(save, SAVE_AFTER_MS)
      })
    }
    const takeOver = () => cancelAnimationFrame(settling.current)
    element.addEventListener('scroll', onScroll, { passive: true })
    for (const type of ['wheel', 'pointerdown', 'keydown']) element.addEventListener(type, takeOver, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      cancelAnimationFrame(settling.current)
      element.removeEventListener('scroll', onScroll)
      for (const type of ['wheel', 'pointerdown', 'keydown']) element.removeEventListener(type, takeOver)
    }
  }, [scroller, look, save])

  const unread = readState === 'unread'
  const fits = percent === 100
  useEffect(() => {
    if (!unread || !fits) return
    const glance = window.setTimeout(save, GLANCE_MS)
    return () => window.clearTimeout(glance)
  }, [unread, fits, save])

  useEffect(() => {
    const flush = () => {
      if (timer.current !== undefined) save()
    }
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
      // Lists show how far each article is read.
      if (saved.current) void queries.invalidateQueries({ queryKey: ['entries', 'list'] })
    }
  }, [save])

  return { percent, inSight, look, quietly }
}

const percentOf = ({ progress }: ReadPosition): number => Math.round(progress * 100)

/** Saves, and keeps the cached article in step: no event tells of positions. */
async function savePosition(id: number, position: ReadPosition): Promise<void> {
  const result = await kb.articles.savePosition({ id, position })
  if (!result.ok) return
  queries.setQueryData<Article>(
    ['articles', 'get', { id }],
    (article) => article && { ...article, position, readProgress: position.progress, readState: result.value.readState }
  )
}
