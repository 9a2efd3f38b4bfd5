import { existsSync, unwatchFile, watchFile } from 'node:fs'
import type { Stats } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '../shared/ipc.ts'
import { AppError } from '../shared/result.ts'
import type { LibraryState } from '../shared/shell.ts'
import { startCore } from './core-host.ts'
import type { CoreHost } from './core-host.ts'
import { toFailure } from './core/router.ts'
import { logError } from './log.ts'

/** The one library that the app has open, and what became of it. */
export interface OpenLibrary {
  /** Once opening has ended. */
  state(): Promise<LibraryState>
  /**
   * Core, once opening has ended; undefined on first run, when the library cannot be opened, and when another one is being
   * opened: what was meant for one library never reaches the next.
   */
  core(): Promise<CoreHost | undefined>
  /** Opens one library after the other, however many are asked for. Never rejects. */
  open(folder: string): Promise<LibraryState>
  close(): Promise<void>
}

export interface OpenLibraryOptions {
  suggestedFolder: string
  /** Whether a new library may be made there: the user chose the folder, and no library is expected in it. */
  mayMake(folder: string): boolean
  publish(message: Message): void
  onChange(state: LibraryState): void
}

const WATCH_INTERVAL_MS = 2000

export function createOpenLibrary({ suggestedFolder, mayMake, publish, onChange }: OpenLibraryOptions): OpenLibrary {
  let core: CoreHost | undefined
  let state: LibraryState = { state: 'none', suggestedFolder }
  let opening: Promise<LibraryState> | undefined
  let unwatch = () => {}

  function become(next: LibraryState): LibraryState {
    state = next
    onChange(next)
    return next
  }

  async function closeCore(): Promise<void> {
    unwatch()
    await core?.close()
    core = undefined
  }

  async function replaceCore(folder: string): Promise<LibraryState> {
    await closeCore()
    const file = join(folder, 'library.db')
    try {
      if (!mayMake(folder) && !existsSync(file)) throw new AppError('not_found', 'libraryMissing', { path: folder })
      core = await startCore(folder, { publish, onCrash: (error) => showCrash(folder, error) })
      unwatch = onceGone(file, () => void open(folder))
      return become({ state: 'open', folder })
    } catch (error) {
      if (!(error instanceof AppError)) logError('core', error)
      return become({ state: 'failed', folder, error: toFailure(error) })
    }
  }

  /** Core is gone; the page offers to open the library again. */
  function showCrash(folder: string, error: Error): void {
    logError('core', error)
    unwatch()
    core = undefined
    become({
      state: 'failed',
      folder,
      error: { code: 'internal', key: 'coreStopped', details: { message: error.message } }
    })
  }

  function open(folder: string): Promise<LibraryState> {
    const previous = opening
    opening = (async () => {
      await previous
      return replaceCore(folder)
    })()
    return opening
  }

  return {
    async state() {
      await opening
      return state
    },
    async core() {
      const meant = state.state === 'open' ? state.folder : undefined
      await opening
      return meant === undefined || meant === core?.folder ? core : undefined
    },
    open,
    async close() {
      await opening
      await closeCore()
    }
  }
}

/**
 * Calls `onGone` when the file is no longer there, for example with the disk that it was on; gives the function that stops
 * watching. Without this, SQLite would go on writing into a deleted file, and what it saved would be lost.
 */
function onceGone(path: string, onGone: () => void): () => void {
  const check = ({ mode }: Stats) => {
    if (mode !== 0) return
    stop()
    onGone()
  }
  const stop = () => unwatchFile(path, check)
  watchFile(path, { interval: WATCH_INTERVAL_MS, persistent: false }, check)
  return stop
}
