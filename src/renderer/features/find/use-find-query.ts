import { useCallback, useEffect, useState } from 'react'
import { writeQuery } from '../../../shared/search-edit.ts'
import { parseRoute, go } from '../../route.ts'

export interface FindQuery {
  /** What is marked, in the query language; empty for nothing. */
  query: string
  /** What stands in the bar; null while there is no bar. */
  text: string | null
  /** Whether it is the search that led there. */
  isSearch: boolean
  /** Looks for a text, exactly so. */
  change(text: string): void
  close(): void
  /** Counts up each time the user asks for the bar, whose field then takes the focus. */
  asked: number
}

/**
 * What to mark on a page: the search that led there, until Ctrl+F or ⌘F asks for something else. `searched` is that
 * search.
 */
export function useFindQuery(searched: string): FindQuery {
  const [typed, setTyped] = useState<{ text: string; over: string } | null>(null)
  const [asked, setAsked] = useState(0)
  const text = typed?.over === searched ? typed.text : null

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyF'
      if (!isFind || event.isComposing || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('[role=dialog]')) return
      event.preventDefault()
      const selected = window.getSelection()?.toString().trim() ?? ''
      setTyped((last) => {
        const kept = last?.over === searched ? last.text : ''
        return { text: selected !== '' && selected.length <= LONGEST ? selected : kept, over: searched }
      })
      setAsked((count) => count + 1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [searched])

  const change = useCallback((next: string) => setTyped({ text: next, over: searched }), [searched])
  const close = useCallback(() => {
    setTyped(null)
    const route = parseRoute(location.hash)
    if (route.room === 'library' && route.query !== '') go({ ...route, query: '' }, { replace: true })
  }, [])

  if (text === null) {
    return { query: searched, text: searched === '' ? null : searched, isSearch: true, change, close, asked }
  }
  const query =
    text.trim() === ''
      ? ''
      : writeQuery({ root: { type: 'text', text: text.trim(), exact: true }, in: null, sort: null })
  return { query, text, isSearch: false, change, close, asked }
}

const LONGEST = 200
