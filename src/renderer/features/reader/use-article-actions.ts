import { useCallback } from 'react'
import type { Article } from '../../../shared/articles.ts'
import { unwrap } from '../../../shared/result.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb } from '../../kb.ts'
import { go, goToEntry, parseRoute } from '../../route.ts'
import { showToast } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'
import { copyText } from '../../copy-text.ts'

/** What can be done to the article in view. Each says what went wrong; what removes something can be undone. */
export function useArticleActions(article: Article) {
  const t = useMessages()
  const undoable = useUndoable()
  const { id, title } = article
  const ids = [id]

  /** Runs a change that shows by itself, so that only a failure is told. */
  const attempt = (act: () => Promise<unknown>) =>
    undoable(async () => {
      await act()
      return null
    })

  return {
    restore: () =>
      attempt(async () => {
        unwrap(await kb.entries.restore({ ids }))
        showToast({ text: t.articles.restored(title) })
      }),

    setStarred: (starred: boolean) => attempt(async () => unwrap(await kb.entries.setStarred({ ids, starred }))),

    setReadState: (state: 'read' | 'unread') =>
      attempt(async () => unwrap(await kb.entries.setReadState({ ids, state }))),

    rename: (newTitle: string) => attempt(async () => unwrap(await kb.articles.rename({ id, title: newTitle }))),

    copyMarkdown: () =>
      attempt(async () => {
        const markdown = unwrap(await kb.articles.export({ id, format: 'markdown' }))
        if (copyText(markdown)) showToast({ text: t.articles.copied(markdown.length) })
        else showToast({ kind: 'error', text: t.articles.copyFailed })
      }),

    trash: () =>
      undoable(async () => {
        unwrap(await kb.entries.trash({ ids }))
        const route = parseRoute(location.hash)
        if (route.room === 'library' && route.entry === id) go({ ...route, entry: null }, { replace: true })
        const undo = async () => {
          const result = await kb.entries.restore({ ids })
          if (result.ok) goToEntry(id)
          return result
        }
        return { text: t.articles.trashed(title), undo }
      })
  }
}
export type ArticleActions = ReturnType<typeof useArticleActions>

/** Opens web and mail addresses outside the app; an address that main refuses can still be copied. */
export function useOpenExternal(): (url: string) => void {
  const t = useMessages()
  return useCallback(
    (url) => {
      const copy = () => {
        if (copyText(url)) showToast({ text: t.articles.linkCopied })
      }
      void kb.shell.openExternal({ url }).then((result) => {
        if (result.ok) return
        const refused = result.error.key === 'linkRefused'
        showToast({
          kind: 'error',
          text: refused ? t.articles.linkRefused(url) : failureText(t, result.error),
          action: { label: t.articles.copyLink, run: copy }
        })
      })
    },
    [t]
  )
}
