import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import type { Article, ReadPosition } from '../../../shared/articles.ts'
import { kb, queries } from '../../kb.ts'
import { placeIn, samePlace, scrollTopFor } from './place.ts'

const SAVE_AFTER_MS = 400
/** A text that fits in the window counts as read after being open this long. */
const GLANCE_MS = 3000
const START: ReadPosition = { block: 0, offset: 0, progress: 0 }

interface Options {
  article: Article
  scroller: RefObject<HTMLElement | null>
  body: RefObject<HTMLElement | null>
  /** Changes when the text is laid out anew: the place is kept then. */
  layout: string
}

/** Keeps where the reader is: restores it on opening, follows scrolling, saves it shortly after. */
export function useReadPosition({ article: { id, position, readState }, scroller, body, layout }: Options) {
  const [place, setPlace] = useState(position ?? START)
  const current = useRef(place)
  /** The place that needs no saving: saved, or reached without the user's doing. */
  const settled = useRef(place)
  const timer = useRef<number>(undefined)
  const saved = useRef(false)

  const measure = useCallback((): ReadPosition => {
    if (!scroller.current || !body.current) return START
    const { scrollTop, clientHeight } = scroller.current
    return placeIn({ blocks: blocksOf(body.current), body: body.current, scrollTop, height: clientHeight })
  }, [scroller, body])

  const save = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = undefined
    settled.current = current.current
    saved.current = true
    void savePosition(id, current.current)
  }, [id])

  /** Scrolls without counting as reading; twice, because blocks that come into view may change their height. */
  const quietly = useCallback(
    (move: () => void) => {
      const go = () => {
        move()
        current.current = settled.current = measure()
        setPlace(current.current)
      }
      go()
      requestAnimationFrame(go)
    },
    [measure]
  )

  const restore = useCallback(() => {
    const target = current.current
    quietly(() => {
      if (scroller.current && body.current) {
        scroller.current.scrollTop = scrollTopFor({ blocks: blocksOf(body.current) }, target)
      }
    })
  }, [scroller, body, quietly])

  useLayoutEffect(restore, [restore, layout])

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
        current.current = measure()
        setPlace(current.current)
        if (samePlace(current.current, settled.current)) return
        window.clearTimeout(timer.current)
        timer.current = window.setTimeout(save, SAVE_AFTER_MS)
      })
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, measure, save])

  const unread = readState === 'unread'
  const fits = place.progress >= 1
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

  return { place, quietly }
}

const blocksOf = (body: HTMLElement): ArrayLike<HTMLElement> => body.querySelectorAll<HTMLElement>(':scope > *')

/** Saves, and keeps the cached article in step: no event tells of positions. */
async function savePosition(id: number, position: ReadPosition): Promise<void> {
  const result = await kb.articles.savePosition({ id, position })
  if (!result.ok) return
  queries.setQueryData<Article>(
    ['articles', 'get', { id }],
    (article) => article && { ...article, position, readProgress: position.progress, readState: result.value.readState }
  )
}
