import { HistoryExtension } from '@lexical/history'
import { registerMarkdownShortcuts } from '@lexical/markdown'
import { RichTextExtension } from '@lexical/rich-text'
import {
  $createParagraphNode,
  $getRoot,
  $parseSerializedNode,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  configExtension,
  defineExtension,
  HISTORY_PUSH_TAG,
  isExactShortcutMatch,
  KEY_DOWN_COMMAND
} from 'lexical'
import type { LexicalEditor } from 'lexical'
import { formatOf } from './feature.ts'
import { actions, features } from './features/index.ts'
import { KeepSelectionExtension } from './focus.ts'
import { withKnownNodes } from './known-nodes.ts'
import { theme } from './theme.ts'

/** Marks an update that shows what is stored already, so that it is not saved again. */
export const STORED_TAG = 'gengdu/stored'

const UNDO_STEPS = 500

const MarkdownShortcutsExtension = defineExtension({
  name: 'gengdu/markdown-shortcuts',
  register: (editor) =>
    registerMarkdownShortcuts(
      editor,
      features.flatMap((feature) => feature.transformers)
    )
})

/** Lexical sends no key of an IME composition through this command. */
const ActionShortcutsExtension = defineExtension({
  name: 'gengdu/action-shortcuts',
  register: (editor) =>
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        if (event.isComposing || !editor.isEditable()) return false
        const action = actions.find(
          ({ shortcut, builtIn }) =>
            shortcut && !builtIn && isExactShortcutMatch(event, shortcut.key, shortcut.modifiers ?? {})
        )
        if (!action) return false
        event.preventDefault()
        action.run(editor, formatOf(editor.getEditorState()))
        return true
      },
      COMMAND_PRIORITY_HIGH
    )
})

/** The note editor, showing a stored state. */
export const createNoteExtension = (state: string) =>
  defineExtension({
    name: 'gengdu/note',
    namespace: 'gengdu-note',
    theme,
    dependencies: [
      RichTextExtension,
      configExtension(HistoryExtension, { maxDepth: UNDO_STEPS }),
      ...features.flatMap((feature) => feature.extensions),
      MarkdownShortcutsExtension,
      ActionShortcutsExtension,
      KeepSelectionExtension
    ],
    $initialEditorState: (editor) => $show(editor, state)
  })

/** Shows a stored state in place of what the editor has; undo brings that back. */
export function showState(editor: LexicalEditor, state: string): void {
  editor.update(() => $show(editor, state), { tag: [HISTORY_PUSH_TAG, STORED_TAG], discrete: true })
}

function $show(editor: LexicalEditor, state: string): void {
  const { root } = withKnownNodes(state, new Set(editor._nodes.keys()))
  const blocks = root.children.map((node) => $parseSerializedNode(node))
  $setSelection(null)
  $getRoot()
    .clear()
    .append(...(blocks.length > 0 ? blocks : [$createParagraphNode()]))
}
