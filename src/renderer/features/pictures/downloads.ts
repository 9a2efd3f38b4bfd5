import { useSyncExternalStore } from 'react'
import type { Progress } from '../../../shared/ipc.ts'
import type { Result } from '../../../shared/result.ts'
import { kb } from '../../kb.ts'

/** Articles by id; null is all. */
export type Scope = number[] | null

export interface RunningDownload {
  key: number
  ids: Scope
  /** Null while it waits for another one. */
  progress: Progress | null
  stopping: boolean
  stop(): void
}
export type FinishedDownload = { ids: Scope; result: Result<{ downloaded: number; failed: number }> }

interface Downloads {
  running: RunningDownload[]
  /** What the user is asked about before anything is sent. */
  asked: { ids: Scope } | null
}

let state: Downloads = { running: [], asked: null }
let lastKey = 0
const listeners = new Set<() => void>()
const finishListeners = new Set<(finished: FinishedDownload) => void>()

function update(change: Partial<Downloads>): void {
  state = { ...state, ...change }
  listeners.forEach((listener) => listener())
}

/** Asks the user whether the pictures of articles shall be downloaded; nothing is sent before the answer. */
export const askToDownload = (ids: Scope): void => update({ asked: { ids } })
export const stopAsking = (): void => update({ asked: null })

/** Downloads the pictures that articles lack. */
export async function startDownload(ids: Scope): Promise<void> {
  const key = ++lastKey
  const change = (change: Partial<RunningDownload>) =>
    update({ running: state.running.map((each) => (each.key === key ? { ...each, ...change } : each)) })
  const job = kb.pictures.download({ ids }, { onProgress: (progress) => change({ progress }) })
  const stop = () => {
    change({ stopping: true })
    job.cancel()
  }
  update({ asked: null, running: [...state.running, { key, ids, progress: null, stopping: false, stop }] })
  const result = await job.result
  update({ running: state.running.filter((each) => each.key !== key) })
  finishListeners.forEach((listener) => listener({ ids, result }))
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What is being downloaded and what the user is asked. */
export const useDownloads = (): Downloads => useSyncExternalStore(subscribe, () => state)

/** Hears of every download that ends. */
export function onDownloadFinished(listener: (finished: FinishedDownload) => void): () => void {
  finishListeners.add(listener)
  return () => void finishListeners.delete(listener)
}
