import type { Failure, Result } from '../../../shared/result.ts'

/** What a note's editor holds. `state` is Lexical's editor state as JSON. */
export interface Content {
  title: string
  state: string
}

export type SaveStatus =
  | { kind: 'saved'; at: number }
  | { kind: 'saving' }
  | { kind: 'failed'; failure: Failure }
  /** The note was changed or deleted elsewhere; nothing is saved until the user has chosen. */
  | { kind: 'conflict'; failure: Failure }

export interface SavedNote {
  id: number
  revision: number
  updatedAt: number
}

export interface AutosaveOptions {
  note: SavedNote
  save(input: SavedNote & Content): Promise<Result<{ revision: number; updatedAt: number }>>
  onStatus(status: SaveStatus): void
}

/** Waits this long after the last change… */
const QUIET_MS = 400
/** …but saves at least this often while typing, so that a crash loses less than a second. */
const LONGEST_WAIT_MS = 800
const RETRY_MS = 5000

/**
 * Saves a note's changes, one save at a time.
 *
 * A failed save keeps what it had to save and tries again every five seconds, with the newest content.
 */
export function createAutosave({ note, save, onStatus }: AutosaveOptions) {
  let saved = note
  let unsaved: (() => Content) | null = null
  let unsavedSince = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let inFlight: Promise<void> | null = null
  let status: SaveStatus = { kind: 'saved', at: note.updatedAt }

  function setStatus(next: SaveStatus): void {
    status = next
    onStatus(next)
  }

  function schedule(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  async function write(content: Content): Promise<void> {
    const result = await save({ ...saved, ...content })
    if (result.ok) {
      saved = { ...saved, ...result.value }
      setStatus(unsaved ? { kind: 'saving' } : { kind: 'saved', at: result.value.updatedAt })
      return
    }
    unsaved ??= () => content
    const lost = result.error.code === 'conflict' || result.error.code === 'not_found'
    setStatus({ kind: lost ? 'conflict' : 'failed', failure: result.error })
    if (!lost) schedule(RETRY_MS)
  }

  /** Saves what is unsaved now; resolves when that save is over, whether it went well or not. */
  async function flush(): Promise<void> {
    clearTimeout(timer)
    if (inFlight) {
      await inFlight
      return flush()
    }
    if (!unsaved || status.kind === 'conflict') return
    const content = unsaved()
    unsaved = null
    unsavedSince = 0
    if (status.kind === 'saved') setStatus({ kind: 'saving' })
    inFlight = write(content).finally(() => {
      inFlight = null
    })
    await inFlight
  }

  return {
    /** Takes note of a change; `read` is asked for the content when it is saved. */
    changed(read: () => Content): void {
      unsaved = read
      unsavedSince ||= Date.now()
      if (status.kind === 'conflict') return
      if (status.kind === 'saved') setStatus({ kind: 'saving' })
      schedule(Math.max(0, Math.min(QUIET_MS, unsavedSince + LONGEST_WAIT_MS - Date.now())))
    },
    flush,
    /** True while anything is not on disk yet. */
    hasUnsaved: () => unsaved !== null || inFlight !== null,
    /** What is not on disk yet and not on its way. */
    unsaved: (): Content | null => unsaved?.() ?? null,
    /** The revision that the stored note had when it was last saved or read. */
    revision: () => saved.revision,
    /** Goes on from a newer stored note; what was unsaved is given up. */
    adopt(stored: SavedNote): void {
      clearTimeout(timer)
      saved = stored
      unsaved = null
      unsavedSince = 0
      setStatus({ kind: 'saved', at: stored.updatedAt })
    }
  }
}
export type Autosave = ReturnType<typeof createAutosave>
