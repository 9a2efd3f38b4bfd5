import type { Result } from '../shared/result.ts'
import { failureText, useMessages } from './i18n.tsx'
import { showToast } from './ui/index.ts'

/** What was done, in words, and how to take it back. */
export interface Done {
  text: string
  undo(): Promise<Result<unknown>>
}

/**
 * Runs a change and says what was done with an undo beside it, or what went wrong.
 *
 * The change gives null when there is nothing to say. The promise tells whether it went well.
 */
export function useUndoable(): (change: () => Promise<Done | null>) => Promise<boolean> {
  const t = useMessages()
  return async (change) => {
    try {
      const done = await change()
      if (!done) return true
      const undo = async () => {
        const result = await done.undo()
        if (!result.ok) showToast({ kind: 'error', text: failureText(t, result.error) })
      }
      showToast({ text: done.text, action: { label: t.common.undo, undoes: true, run: () => void undo() } })
      return true
    } catch (error) {
      showToast({ kind: 'error', text: failureText(t, error instanceof Error ? error : new Error(String(error))) })
      return false
    }
  }
}
