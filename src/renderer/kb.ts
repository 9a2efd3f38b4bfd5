import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { AppContract } from '../shared/contract.ts'
import '../shared/window.ts'
import { unwrap } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'

/** The typed bridge to core and main. */
export const kb = window.kb

/** Nothing here depends on a network, so nothing waits for one; data stays fresh until an event says otherwise. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: Infinity, retry: false }
  }
})

type RoomName = keyof AppContract

/** A call's question as the query cache knows it; `key` is the call's name as in the contract. */
export function answerTo<I, O>(key: `${RoomName}.${string}`, ask: (input: I) => Promise<Result<O>>, input: I) {
  return { queryKey: [...key.split('.'), input], queryFn: async (): Promise<O> => unwrap(await ask(input)) }
}

/**
 * Reads through a call and keeps the answer until an event of its room arrives.
 *
 * `key` is the call's name as in the contract, for example `entries.list`; null as input waits without asking.
 */
export function useAnswer<I, O>(
  key: `${RoomName}.${string}`,
  ask: (input: I) => Promise<Result<O>>,
  input: I,
  options: { enabled?: boolean; keepPrevious?: boolean } = {}
): UseQueryResult<O> {
  return useQuery({
    ...answerTo(key, ask, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {})
  })
}

/** Which rooms' answers an event makes stale. */
const STALE_AFTER: [RoomName, string, RoomName[]][] = [
  ['entries', 'changed', ['entries', 'articles', 'notes', 'tags', 'plans', 'pictures', 'library', 'search']],
  ['tags', 'changed', ['tags', 'entries', 'articles', 'notes', 'search']],
  ['categories', 'changed', ['categories', 'entries', 'articles', 'notes', 'search']],
  ['imports', 'changed', ['imports']],
  ['pictures', 'changed', ['pictures', 'articles', 'library']],
  ['plans', 'changed', ['plans', 'library', 'search']],
  ['library', 'changed', ['library']],
  ['search', 'changed', ['library']],
  ['search', 'savedChanged', ['search']],
  ['search', 'recentChanged', ['search']]
]

/** Rooms with answers to ask again. */
const stale = new Set<RoomName>()
let refreshing = false
/** One change may send several events. */
const SAME_CHANGE_MS = 10
/** A slow answer holds the next wave back no longer than this. */
const WAVE_MS = 1000

/**
 * Asks stale answers again, one wave after another: events that come while a wave is out are met by a single next one,
 * so that quick changes to a large library do not pile up work. Core answers in the order asked; the list is what the user
 * looks at, so it goes before the counts.
 */
async function refresh(): Promise<void> {
  if (refreshing) return
  refreshing = true
  while (stale.size > 0) {
    const rooms = [...stale]
    stale.clear()
    const isList = (key: readonly unknown[]) => key[0] === 'entries' && key[1] === 'list'
    const wave = Promise.all([
      ...(rooms.includes('entries') ? [queries.invalidateQueries({ queryKey: ['entries', 'list'] })] : []),
      ...rooms.map((room) =>
        queries.invalidateQueries({ queryKey: [room], predicate: ({ queryKey }) => !isList(queryKey) })
      )
    ])
    await Promise.race([wave, new Promise((resolve) => setTimeout(resolve, WAVE_MS))])
  }
  refreshing = false
}

/** Lets events invalidate answers for as long as the window lives. */
export function followEvents(): void {
  for (const [room, name, rooms] of STALE_AFTER) {
    const members: Record<string, unknown> = kb[room]
    const listen = members[name]
    if (typeof listen !== 'function') continue
    listen(() => {
      for (const each of rooms) stale.add(each)
      setTimeout(() => void refresh(), SAME_CHANGE_MS)
    })
  }
  kb.shell.libraryChanged(() => void queries.resetQueries())
}
