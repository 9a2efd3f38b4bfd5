import { unwrap } from '../../../shared/result.ts'
import { useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { go } from '../../route.ts'
import { useUndoable } from '../../undo.ts'

/** As many pairs as are merged together at once. */
export const MOST_MERGED = 500

/** What can be decided about articles that are nearly the same; everything can be undone. */
export function useDuplicateActions() {
  const t = useMessages()
  const undoable = useUndoable()

  /** Takes merged articles out again and goes back to the pair, if it was one. */
  const separate = async (versions: number[], pair: [number, number] | null) => {
    const result = await kb.articles.separate({ versions })
    if (result.ok && pair) go({ room: 'duplicates', pair }, { replace: true })
    return result
  }
  const inOrder = (one: number, other: number): [number, number] => [Math.min(one, other), Math.max(one, other)]

  return {
    merge: (keep: number, gone: number) =>
      undoable(async () => {
        const { title } = unwrap(await kb.entries.get({ id: gone }))
        const { version } = unwrap(await kb.articles.merge({ keep, gone }))
        return {
          text: t.duplicates.merged(title || t.common.untitled),
          undo: () => separate([version], inOrder(keep, gone))
        }
      }),

    mergeAlike: (least: number) =>
      undoable(async () => {
        const { versions } = unwrap(await kb.articles.mergeAlike({ least, limit: MOST_MERGED }))
        if (versions.length === 0) return null
        go({ room: 'duplicates', pair: null }, { replace: true })
        return { text: t.duplicates.mergedMany(versions.length), undo: () => separate(versions, null) }
      }),

    keepApart: (a: number, b: number) =>
      undoable(async () => {
        unwrap(await kb.articles.keepApart({ a, b, apart: true }))
        const undo = async () => {
          const result = await kb.articles.keepApart({ a, b, apart: false })
          if (result.ok) go({ room: 'duplicates', pair: inOrder(a, b) }, { replace: true })
          return result
        }
        return { text: t.duplicates.keptBoth, undo }
      })
  }
}
