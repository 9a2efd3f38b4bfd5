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

/** A note as it is stored. */
export interface StoredNote extends Content {
  id: number
  revision: number
  updatedAt: number
}

export interface AutosaveOptions {
  note: StoredNote
  save(note: StoredNote): Promise<Result<{ revision: number; updatedAt: number }>>
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
  let stored = note
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

  async function write({ title, state }: Content): Promise<void> {
    const note = { ...stored, title, state }
    const result = await save(note)
    if (result.ok) {
      stored = { ...note, ...result.value }
      setStatus(unsaved ? { kind: 'saving' } : { kind: 'saved', at: stored.updatedAt })
      return
    }
    unsaved ??= () => ({ title, state })
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
    /** Saves until nothing is left that could be saved now, what is typed meanwhile included. */
    async settle(): Promise<void> {
      do await flush()
      while (unsaved && status.kind === 'saving')
    },
    /** True while anything is not on disk yet. */
    hasUnsaved: () => unsaved !== null || inFlight !== null,
    /** The newest content, saved or not. Once the editor goes away, it cannot be asked for it any more. */
    content(): Content {
      const newest = unsaved?.() ?? stored
      if (unsaved) unsaved = () => newest
      return newest
    },
    /** The note as it was last saved or read. */
    stored: () => stored,
    /** Goes on from a newer stored note; what was unsaved is given up. */
    adopt(newer: StoredNote): void {
      clearTimeout(timer)
      stored = newer
      unsaved = null
      unsavedSince = 0
      setStatus({ kind: 'saved', at: newer.updatedAt })
    }
  }
}
export type Autosave = ReturnType<typeof createAutosave>
