import { formatKeyboardShortcut } from '@lexical/extension'
import { HistoryExtension } from '@lexical/history'
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext'
import { useExtensionSignalValue } from '@lexical/react/useExtensionSignalValue'
import { REDO_COMMAND, UNDO_COMMAND } from 'lexical'
import type { Note } from '../../../shared/notes.ts'
import { useMessages } from '../../i18n.tsx'
import { IconButton, Menu } from '../../ui/index.ts'
import type { MenuAction } from '../../ui/index.ts'
import type { SaveStatus } from './autosave.ts'
import type { EditorAction } from './editor/feature.ts'
import { formatOf } from './editor/feature.ts'
import { features } from './editor/features/index.ts'
import { links } from './editor/features/links.ts'
import { marks } from './editor/features/marks.ts'
import { focusText } from './editor/focus.ts'
import { useFormat } from './editor/use-format.ts'
import { SaveState } from './save-state.tsx'
import type { NoteActions } from './use-note-actions.ts'

interface NoteBarProps {
  note: Note
  status: SaveStatus
  actions: NoteActions
  onRetry(): void
}

/** What can be done with the note, above it. */
export function NoteBar({ note, status, actions, onRetry }: NoteBarProps) {
  const [editor] = useLexicalComposerContext()
  const messages = useMessages()
  const t = messages.notes
  const canUndo = useExtensionSignalValue(HistoryExtension, 'canUndo')
  const canRedo = useExtensionSignalValue(HistoryExtension, 'canRedo')
  const editable = note.deletedAt === null
  return (
    <div className="bar" role="toolbar" aria-label={t.toolbar}>
      <IconButton icon="left" label={t.goBack} onClick={() => history.back()} />
      <IconButton icon="right" label={t.goForward} onClick={() => history.forward()} />
      <span className="grow" />
      <SaveState status={status} onRetry={onRetry} />
      <IconButton
        icon="undo"
        label={messages.common.undo}
        disabled={!editable || !canUndo}
        onClick={() => editor.dispatchCommand(UNDO_COMMAND, undefined)}
      />
      <IconButton
        icon="redo"
        label={messages.common.redo}
        disabled={!editable || !canRedo}
        onClick={() => editor.dispatchCommand(REDO_COMMAND, undefined)}
      />
      {editable && <FormatMenu />}
      <IconButton
        icon="star"
        className={note.starred ? 'star-on' : ''}
        label={note.starred ? t.unstar : t.star}
        aria-pressed={note.starred}
        onClick={() => void actions.setStarred(!note.starred)}
      />
      <Menu
        align="end"
        trigger={<IconButton icon="more" label={messages.common.more} />}
        groups={[
          { items: [{ label: t.copyMarkdown, icon: 'dup', onSelect: () => void actions.copyMarkdown() }] },
          {
            items: [
              editable
                ? { label: t.trash, icon: 'trash', onSelect: () => void actions.trash() }
                : { label: t.restore, icon: 'undo', onSelect: () => void actions.restore() }
            ]
          }
        ]}
      />
    </div>
  )
}

const textFeatures = [marks, links]
const blockActions = features.filter((feature) => !textFeatures.includes(feature)).flatMap((feature) => feature.actions)
const textActions = textFeatures.flatMap((feature) => feature.actions)

/** All formats by name, with what typing them takes: where the mouse finds what the keyboard knows. */
function FormatMenu() {
  const [editor] = useLexicalComposerContext()
  const t = useMessages().notes
  const format = useFormat()
  const item = (action: EditorAction): MenuAction => ({
    label: action.label(t),
    icon: action.icon,
    checked: action.isOn(format),
    ...(action.shortcut ? { shortcut: formatKeyboardShortcut(action.shortcut).join('+') } : {}),
    onSelect() {
      action.run(editor, formatOf(editor.getEditorState()))
      // after the menu has given the focus back to its button; a link's address field keeps its own
      if (action.id !== 'link') requestAnimationFrame(() => focusText(editor))
    }
  })
  return (
    <Menu
      align="end"
      trigger={<IconButton icon="aa" label={t.format} />}
      groups={[
        { heading: t.blocks, items: blockActions.map(item) },
        { heading: t.marks, items: textActions.map(item) }
      ]}
    />
  )
}
