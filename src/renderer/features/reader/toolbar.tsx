import { useState } from 'react'
import type { Article } from '../../../shared/articles.ts'
import { useMessages } from '../../i18n.tsx'
import { IconButton, Menu } from '../../ui/index.ts'
import type { MenuAction } from '../../ui/index.ts'
import { createNoteFrom } from '../notes/index.tsx'
import { AddToPlan } from '../plans/index.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { TextSettings } from './text-settings.tsx'
import type { ArticleActions } from './use-article-actions.ts'

interface ToolbarProps {
  article: Article
  actions: ArticleActions
  /** Ways to get pictures that are not there. */
  pictures: MenuAction[]
  /** What can be said of an advert in it. */
  promotion: MenuAction[]
  /** How much of it is read. */
  percent: number
  onOpenSource(): void
}

/** What can be done with the article, above it. */
export function Toolbar({ article, actions, pictures, promotion, percent, onOpenSource }: ToolbarProps) {
  const t = useMessages().articles
  const [renaming, setRenaming] = useState(false)
  const { starred, url, facts, readState, deletedAt } = article
  const source: MenuAction[] = url
    ? [
        {
          label: facts.urlGuessed ? t.openGuessedSource : t.openSource,
          icon: 'out',
          onSelect: onOpenSource
        }
      ]
    : []
  return (
    <div className="bar" role="toolbar" aria-label={t.toolbar}>
      <IconButton icon="left" label={t.goBack} onClick={() => history.back()} />
      <IconButton icon="right" label={t.goForward} onClick={() => history.forward()} />
      <span className="grow" />
      <span className="t3 fs-12 read-share">{t.readTo(percent)}</span>
      <IconButton icon="note" label={t.newNote} onClick={() => void createNoteFrom(article.id)} />
      <AddToPlan ids={[article.id]} trigger={<IconButton icon="plan" label={t.addToPlan} />} />
      <TextSettings />
      <IconButton
        icon="star"
        className={starred ? 'star-on' : ''}
        label={starred ? t.unstar : t.star}
        aria-pressed={starred}
        onClick={() => void actions.setStarred(!starred)}
      />
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={t.more} />}
        groups={[
          { items: source },
          {
            items: [
              { label: t.rename, icon: 'pen', onSelect: () => setRenaming(true) },
              readState === 'read'
                ? { label: t.markUnread, icon: 'unread', onSelect: () => void actions.setReadState('unread') }
                : { label: t.markRead, icon: 'done', onSelect: () => void actions.setReadState('read') },
              { label: t.copyMarkdown, icon: 'dup', onSelect: () => void actions.copyMarkdown() }
            ]
          },
          { items: pictures },
          { items: promotion },
          {
            items: [
              deletedAt === null
                ? { label: t.trash, icon: 'trash', onSelect: () => void actions.trash() }
                : { label: t.restore, icon: 'undo', onSelect: () => void actions.restore() }
            ]
          }
        ]}
      />
      {renaming && (
        <RenameDialog
          article={article}
          onRename={(title) => void actions.rename(title)}
          onClose={() => setRenaming(false)}
        />
      )}
    </div>
  )
}
