import { useEffect, useState } from 'react'
import { kb, useAnswer } from '../../kb.ts'

/** Counting goes through many texts, so it waits until the user has stopped typing. */
const PAUSE_MS = 300

/** How many entries each query finds, once they have been the same for a moment; undefined until then, or unless `on`. */
export function useCounts(queries: string[], on: boolean): number[] | undefined {
  const asked = queries.join('\n')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    if (!on) return
    const timer = setTimeout(() => setSettled(asked), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [asked, on])
  const { data } = useAnswer('search.count', kb.search.count, { queries }, { enabled: on && settled === asked })
  return on && data?.every(({ exact }) => exact) ? data.map(({ total }) => total) : undefined
}
