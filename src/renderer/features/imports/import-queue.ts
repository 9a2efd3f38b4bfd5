import { useSyncExternalStore } from 'react'
import type { ImportReceipt } from '../../../shared/imports.ts'
import type { Progress } from '../../../shared/ipc.ts'
import type { Result } from '../../../shared/result.ts'
import { kb } from '../../kb.ts'

export interface RunningImport {
  key: number
  /** Null until the first file is found: a dialog may still be open. */
  progress: Progress | null
  cancelling: boolean
  cancel(): void
}
/** What an import came to, or why there was none. */
export type FinishedImport = Result<ImportReceipt>
interface Imports {
  running: RunningImport[]
  /** Drops that wait for their turn. */
  waiting: File[][]
}

let state: Imports = { running: [], waiting: [] }
let lastKey = 0
const listeners = new Set<() => void>()
const finishListeners = new Set<(finished: FinishedImport) => void>()

function update(change: Partial<Imports>): void {
  state = { ...state, ...change }
  listeners.forEach((listener) => listener())
}
const updateRunning = (key: number, change: Partial<RunningImport>) =>
  update({ running: state.running.map((each) => (each.key === key ? { ...each, ...change } : each)) })

/** Imports what was dropped, after what is being imported now. */
export function importFiles(files: File[]): void {
  if (state.running.length > 0) update({ waiting: [...state.waiting, files] })
  else void start({ files })
}

/** Asks for files or a folder and imports them. */
export const pickAndImport = (pick: 'files' | 'folder'): void => void start({ pick })

async function start(from: { files: File[] } | { pick: 'files' | 'folder' }): Promise<void> {
  const key = ++lastKey
  const job = kb.imports.run(null, { ...from, onProgress: (progress) => updateRunning(key, { progress }) })
  const cancel = () => {
    updateRunning(key, { cancelling: true })
    job.cancel()
  }
  update({ running: [...state.running, { key, progress: null, cancelling: false, cancel }] })
  const result = await job.result
  const [next, ...waiting] = state.waiting
  update({ running: state.running.filter((each) => each.key !== key), waiting })
  finishListeners.forEach((listener) => listener(result))
  if (next) void start({ files: next })
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What is being imported and what waits. */
export const useImports = (): Imports => useSyncExternalStore(subscribe, () => state)

/** Hears of every import that ends. */
export function onImportFinished(listener: (finished: FinishedImport) => void): () => void {
  finishListeners.add(listener)
  return () => void finishListeners.delete(listener)
}
