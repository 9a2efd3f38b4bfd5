/** What core says to the indexing thread. `hurry`: somebody waits; `rest`: nobody does any more. */
export type ToIndexer = 'wake' | 'hurry' | 'rest' | 'stop'

/** What the thread says: after every transaction, when nothing is left to do, and when it had to give up. */
export type FromIndexer = 'indexed' | 'caughtUp' | { failed: string; code: string }

export interface IndexerStart {
  libraryPath: string
  indexPath: string
  flags: Int32Array
}

// Flags that both threads see, because core closes a library without waiting for messages.

/** 1 while the thread has the files open. */
export const OPEN = 0
/** 1 when it is to let them go. */
export const STOP = 1
