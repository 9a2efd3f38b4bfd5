import { useState } from 'react'
import type { Article } from '../../../shared/articles.ts'
import { useMessages } from '../../i18n.tsx'
import { Button, Dialog, TextField } from '../../ui/index.ts'

interface RenameDialogProps {
  article: Article
  onRename(title: string): void
  onClose(): void
}

/** Asks for another title; the source's own stays known. */
export function RenameDialog({ article, onRename, onClose }: RenameDialogProps) {
  const t = useMessages()
  const [title, setTitle] = useState(article.title)
  const empty = title.trim() === ''
  const rename = () => {
    if (empty) return
    if (title.trim() !== article.title) onRename(title.trim())
    onClose()
  }
  return (
    <Dialog
      open
      title={t.articles.renameTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="primary" disabled={empty} onClick={rename}>
            {t.common.rename}
          </Button>
        </>
      }
    >
      <TextField
        label={t.articles.titleField}
        value={title}
        maxLength={500}
        error={empty ? t.articles.titleEmpty : undefined}
        hint={article.originalTitle === null ? undefined : t.articles.originalTitle(article.originalTitle)}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          // The focus goes back to the menu's button, which must not take this key for a press.
          event.preventDefault()
          rename()
        }}
      />
    </Dialog>
  )
}
