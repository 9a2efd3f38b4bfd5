import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work after which core looks whether another call waits. */
const SLICE_MS = 5

/** Cuts long work into slices, so that calls are answered in between. */
export interface Pace {
  isDue(): boolean
  /** Lets others go first and starts a new slice. */
  turn(): Promise<void>
}

export function createPace(): Pace {
  let start = performance.now()
  return {
    isDue: () => performance.now() - start >= SLICE_MS,
    async turn() {
      await setImmediate()
      start = performance.now()
    }
  }
}
