import { useSyncExternalStore } from 'react'
import type { ImportOptions, PreviewItem, PreviewState, TextEncoding } from '../../../shared/imports.ts'
import type { JobOptions, RunningJob } from '../../../shared/ipc.ts'
import type { PreviewFilter } from '../../../shared/preview-filter.ts'
import type { Failure } from '../../../shared/result.ts'
import type { Settings } from '../../../shared/shell.ts'
import { answerTo, kb, queries } from '../../kb.ts'
import { PAGE } from './use-rows.ts'

/** Where files come from: dropped, or chosen in a dialog that is still to open. */
export type Source = { files: File[] } | { pick: 'files' | 'folder' }
export type When = Settings['previewImports']

export interface Choices {
  category: string[]
  tags: string[]
  books: 'chapters' | 'whole'
  encodings: ReadonlyMap<string, TextEncoding>
}

/** Files left out, by path, as far as they were known then. */
export type LeftOut = ReadonlyMap<string, PreviewItem>

/** What an import would come to, and what the user has decided of it so far. */
export interface Preview {
  source: Source
  /** Null until the first file is found: a dialog may still be open. */
  state: PreviewState | null
  /** Whether files are still being read. */
  reading: boolean
  failure: Failure | null
  /** `pending` until it is known whether there is anything to ask; `away` while the user looks at an article. */
  shown: 'pending' | 'open' | 'away'
  choices: Choices
  out: LeftOut
}

/** What the user has decided in a preview. */
export type Decided = Pick<Preview, 'choices' | 'out'>

/** How a preview ended: how to import its files, or null for not at all. */
export type Decision = NonNullable<ImportOptions> | null

const NOTHING_DECIDED: Decided = {
  choices: { category: [], tags: [], books: 'chapters', encodings: new Map() },
  out: new Map()
}

let preview: Preview | null = null
/** The source whose files core found last; one of a dialog can be looked at again only while it has them. */
let heldByCore: Source | null = null
let job: RunningJob<PreviewState> | null = null
let decided: (decision: Decision) => void = () => {}
const listeners = new Set<() => void>()

function set(next: Preview | null): void {
  preview = next
  listeners.forEach((listener) => listener())
}
export function changePreview(change: Partial<Preview>): void {
  if (preview) set({ ...preview, ...change })
}

/** Brings the preview back that waits for the user; false when there is none. */
export function returnToPreview(): boolean {
  // Before its first file is found a dialog may still be open.
  if (preview?.state) changePreview({ shown: 'open' })
  return preview !== null
}

/**
 * Shows what an import of the source would come to, when it is to be shown, and resolves with the user's decision. A preview
 * that was closed begins with what had been decided in it.
 */
export function openPreview(
  source: Source,
  when: Exclude<When, 'never'>,
  { choices, out } = NOTHING_DECIDED
): Promise<Decision> {
  const several = 'files' in source && source.files.length > 1
  set({ source, state: null, reading: true, failure: null, shown: several ? 'open' : 'pending', choices, out })
  const decision = new Promise<Decision>((resolve) => (decided = resolve))
  read(choices, heldByCore === source ? {} : source, when)
  return decision
}

function read(choices: Choices, source: JobOptions, when: When): void {
  const current = kb.imports.preview(readingOptions(choices), source)
  job = current
  const unsubscribe = kb.imports.previewChanged((state) => {
    if (job !== current) return
    show(state)
    void queries.invalidateQueries({ queryKey: ROWS }, { cancelRefetch: false })
    decideWhetherToAsk(when)
  })
  void current.result.then(async (result) => {
    unsubscribe()
    if (job !== current) return
    job = null
    if (result.ok) {
      show(result.value)
      changePreview({ reading: false })
      decideWhetherToAsk(when)
      await queries.invalidateQueries({ queryKey: ROWS })
      await settleLeftOut()
    } else if (result.error.code === 'cancelled') end(null)
    else changePreview({ failure: result.error, reading: false, shown: 'open' })
  })
}

function show(state: PreviewState): void {
  heldByCore = preview?.source ?? null
  changePreview({ state })
}

/** A single file is imported without asking unless the user wants to be asked always; anything else opens the sheet. */
function decideWhetherToAsk(when: When): void {
  if (preview?.shown !== 'pending' || !preview.state) return
  const { found, listed } = preview.state
  if (when === 'always' || found > 1 || (listed && found === 0)) changePreview({ shown: 'open' })
  else if (listed) acceptPreview()
}

/** Files are read the same whatever else is chosen for them. */
const readingOptions = ({ books, encodings }: Choices) => ({ books, encodings: encodingList(encodings) })

const encodingList = (encodings: Choices['encodings']) => [...encodings].map(([path, encoding]) => ({ path, encoding }))

export const chosenEncodings = (): Choices['encodings'] => preview?.choices.encodings ?? new Map()

/** Changes how files are filed or read; reads again what that makes different. */
export function choose(change: Partial<Choices>): void {
  if (!preview) return
  const choices = { ...preview.choices, ...change }
  changePreview({ choices })
  if (!change.books && !change.encodings) return
  job?.cancel()
  changePreview({ reading: true })
  read(choices, {}, 'always')
}

/** Leaves files out of the import, or takes them in again. */
export function leaveOut(items: readonly PreviewItem[], out: boolean): void {
  if (!preview) return
  const next = new Map(preview.out)
  for (const item of items) {
    if (out) next.set(item.path, item)
    else next.delete(item.path)
  }
  changePreview({ out: next })
}

/** The files of a list from a place to another. */
export async function itemsBetween(filter: PreviewFilter, from: number, to: number): Promise<PreviewItem[]> {
  const items: PreviewItem[] = []
  while (from + items.length <= to) {
    const offset = from + items.length
    const answer = await kb.imports.previewItems({ ...filter, offset, limit: Math.min(LARGEST, to + 1 - offset) })
    if (!answer.ok || answer.value.items.length === 0) break
    items.push(...answer.value.items)
  }
  return items
}
const LARGEST = 10_000

/** Resolves when the first rows of a list are there. */
export const rowsReady = (filter: PreviewFilter): Promise<void> =>
  queries.prefetchQuery(
    answerTo('imports.previewItems', kb.imports.previewItems, { ...filter, offset: 0, limit: PAGE })
  )

/** Learns what became of files that were left out before they were read. */
async function settleLeftOut(): Promise<void> {
  const current = preview
  if (!current?.state || [...current.out.values()].every(({ known }) => known)) return
  const items = await itemsBetween({ show: 'all', query: '' }, 0, current.state.found - 1)
  leaveOut(
    items.filter(({ path }) => preview?.out.has(path)),
    true
  )
}

/** Imports what is not left out. */
export function acceptPreview(): void {
  if (!preview) return
  const { choices, out } = preview
  const { category, tags, books, encodings } = choices
  heldByCore = null
  end({ category, tags, books, encodings: encodingList(encodings), exclude: [...out.keys()] })
}

/**
 * Imports nothing. Gives the source and what had been decided, if anything: core keeps the files until `forgetPreview`, so that
 * the preview can be opened again.
 */
export function closePreview(): (Decided & Pick<Preview, 'source'>) | null {
  if (!preview) return null
  const { source, choices, out } = preview
  end(null)
  if (out.size > 0 || choices !== NOTHING_DECIDED.choices) return { source, choices, out }
  forgetPreview(source)
  return null
}

/** Closes the preview for good. */
export function dropPreview(): void {
  heldByCore = null
  if (preview) end(null)
}

/** Whether a closed preview can be opened again without asking for its files. */
export const canReopen = (source: Source): boolean => 'files' in source || (preview === null && heldByCore === source)

/** Lets core forget the files of a source that is not looked at. */
export function forgetPreview(source: Source): void {
  if (heldByCore !== source || preview) return
  heldByCore = null
  forgetRead()
}

/** Lets core forget what it read, unless a preview may need it yet. */
export function forgetRead(): void {
  if (!heldByCore) void kb.imports.closePreview(null)
}

function end(decision: Decision): void {
  job?.cancel()
  job = null
  set(null)
  queries.removeQueries({ queryKey: ROWS })
  decided(decision)
}

const ROWS = ['imports', 'previewItems']

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The preview that waits for the user, if any. */
export const usePreview = (): Preview | null => useSyncExternalStore(subscribe, () => preview)
