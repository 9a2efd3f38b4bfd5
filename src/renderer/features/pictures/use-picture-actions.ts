import { unwrap } from '../../../shared/result.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { useSettings } from '../../settings.tsx'
import { showToast } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'
import { askToDownload, startDownload } from './downloads.ts'
import type { Scope } from './downloads.ts'

/** Ways to get the pictures that articles lack. */
export function usePictureActions() {
  const t = useMessages()
  const { toldOfDownloads } = useSettings()
  const undoable = useUndoable()

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      showToast({ kind: 'error', text: failureText(t, error instanceof Error ? error : new Error(String(error))) })
    }
  }

  return {
    /** Asks first when the user was never told what a download sends, and before a download for the whole library. */
    download: (ids: Scope) =>
      attempt(async () => {
        const { pictures } = unwrap(await kb.pictures.wanted({ ids }))
        if (pictures === 0) showToast({ text: t.pictures.nothingToDownload })
        else if (toldOfDownloads && ids !== null) await startDownload(ids)
        else askToDownload(ids)
      }),

    /** Gives articles their pictures from a folder that the user chooses. */
    pair: () =>
      undoable(async () => {
        const result = await kb.pictures.pair(null, { pick: 'folder' }).result
        if (!result.ok && result.error.code === 'cancelled') return null
        const { pairing, pictures, articles, unused } = unwrap(result)
        if (pictures > 0)
          return { text: t.pictures.paired(pictures, articles, unused), undo: () => kb.pictures.unpair({ pairing }) }
        showToast({ text: t.pictures.pairedNone(unused) })
        return null
      })
  }
}
