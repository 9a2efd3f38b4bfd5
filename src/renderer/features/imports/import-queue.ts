import { useSyncExternalStore } from 'react'
import type { BatchId, ImportOptions, ImportReceipt } from '../../../shared/imports.ts'
import type { JobOptions, Progress } from '../../../shared/ipc.ts'
import type { Result } from '../../../shared/result.ts'
import { kb } from '../../kb.ts'
import { forgetRead, openPreview, returnToPreview } from './preview.ts'
import type { Decided, Source } from './preview.ts'

export interface RunningImport {
  key: number
  /** Whether its files were chosen in a dialog and looked at. */
  chosen: boolean
  /** Null until the first file is found: a dialog may still be open. */
  progress: Progress | null
  /** When that progress was heard of, on the page's clock. */
  at: number
  /** How the user asked it to end: to go on later, or for good. */
  stopping: 'pause' | 'cancel' | null
  stop(how: 'pause' | 'cancel'): void
}
/** What an import came to, or why there was none; `paused` when the user means to go on. */
export interface FinishedImport {
  result: Result<ImportReceipt>
  paused: boolean
}

/** Files to look at; `decided` when their preview was closed before. */
interface Look {
  look: Source
  decided?: Decided | undefined
}

/**
 * What waits for its turn: files to look at, files looked at, a batch to go on with. Files that were chosen in a dialog are
 * known to core alone, as those of its last preview: `chosen`.
 */
type Work = Look | { run: { files: File[] } | 'chosen'; options: ImportOptions } | { resume: BatchId }

interface Imports {
  running: RunningImport[]
  waiting: Work[]
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
export const importFiles = (files: File[]): void => add({ look: { files } })

/** Asks for files or a folder and imports them. */
export function pickAndImport(pick: 'files' | 'folder'): void {
  if (!returnToPreview()) add({ look: { pick } })
}

/** Shows a preview once more that was closed, with what had been decided in it. */
export const lookAgain = (source: Source, decided: Decided): void => add({ look: source, decided })

/** Goes on with a batch that was stopped or interrupted. */
export const resumeImport = (batchId: BatchId): void => add({ resume: batchId })

function add(work: Work): void {
  update({ waiting: [...state.waiting, work] })
  next()
}
const take = (work: Work) => update({ waiting: state.waiting.filter((each) => each !== work) })

/** Looks at files while others are imported; imports one batch after another. */
function next(): void {
  const toLookAt = state.waiting.find((work) => 'look' in work)
  if (toLookAt && mayLook()) {
    take(toLookAt)
    void look(toLookAt)
  }
  const work = state.waiting.find((each) => !('look' in each))
  if (!work || 'look' in work || state.running.length > 0) return
  take(work)
  if ('resume' in work) void run(false, (options) => kb.imports.resume({ batchId: work.resume }, options))
  else if (work.run === 'chosen') void run(true, (options) => kb.imports.run(work.options, options))
  else {
    const { files } = work.run
    void run(false, (options) => kb.imports.run(work.options, { ...options, files }))
  }
}

let looking = false

/** Not while chosen files wait for their import: a preview of others would take their place. */
const mayLook = (): boolean =>
  !looking &&
  !state.waiting.some((work) => 'run' in work && work.run === 'chosen') &&
  !state.running.some(({ chosen, progress }) => chosen && progress === null)

/** Shows what the import would come to when the user wants to see it, and imports what is decided. */
async function look({ look: source, decided }: Look): Promise<void> {
  looking = true
  const settings = await kb.shell.settings(null)
  const when = decided ? 'always' : settings.ok ? settings.value.previewImports : 'several'
  if (when !== 'never') {
    const decision = await openPreview(source, when, decided)
    if (decision) add({ run: 'files' in source ? source : 'chosen', options: decision })
  } else if ('files' in source) add({ run: source, options: null })
  else void run(false, (options) => kb.imports.run(null, { ...options, ...source }))
  looking = false
  next()
}

async function run(chosen: boolean, start: (options: JobOptions) => ReturnType<typeof kb.imports.run>): Promise<void> {
  const key = ++lastKey
  const onProgress = (progress: Progress) => {
    updateRunning(key, { progress, at: performance.now() })
    next()
  }
  const job = start({ onProgress })
  let paused = false
  const stop = (how: 'pause' | 'cancel') => {
    paused = how === 'pause'
    updateRunning(key, { stopping: how })
    job.cancel()
  }
  update({ running: [...state.running, { key, chosen, progress: null, at: 0, stopping: null, stop }] })
  const result = await job.result
  update({ running: state.running.filter((each) => each.key !== key) })
  finishListeners.forEach((listener) => listener({ result, paused }))
  next()
  if (mayLook()) forgetRead()
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
