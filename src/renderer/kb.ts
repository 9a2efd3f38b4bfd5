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
  ['entries', 'changed', ['entries', 'articles', 'notes', 'tags', 'plans', 'library', 'search']],
  ['tags', 'changed', ['tags', 'entries', 'articles', 'notes', 'search']],
  ['categories', 'changed', ['categories', 'entries', 'articles', 'notes']],
  ['imports', 'changed', ['imports']],
  ['plans', 'changed', ['plans', 'library']],
  ['library', 'changed', ['library']],
  ['search', 'changed', ['library']]
]

/** Lets events invalidate answers for as long as the window lives. */
export function followEvents(): void {
  for (const [room, name, stale] of STALE_AFTER) {
    const members: Record<string, unknown> = kb[room]
    const listen = members[name]
    if (typeof listen !== 'function') continue
    listen(() => {
      for (const each of stale) void queries.invalidateQueries({ queryKey: [each] })
    })
  }
  kb.shell.libraryChanged(() => void queries.resetQueries())
}
