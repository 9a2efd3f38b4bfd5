import {
  $addUpdateTag,
  $getSelection,
  COMMAND_PRIORITY_LOW,
  defineExtension,
  FOCUS_COMMAND,
  mergeRegister,
  SKIP_SCROLL_INTO_VIEW_TAG
} from 'lexical'
import type { LexicalEditor } from 'lexical'

/**
 * Keeps the selection while something else has the focus: a browser that gives the focus back, as when a dialog closes,
 * puts the caret at the start of the text. A press of the mouse sets its own place.
 */
export const KeepSelectionExtension = defineExtension({
  name: 'gengdu/keep-selection',
  register: (editor) => {
    let pressed = false
    const onMouseDown = () => {
      pressed = true
      setTimeout(() => (pressed = false)) // the focus it brings comes before
    }
    return mergeRegister(
      editor.registerRootListener((root) => {
        root?.addEventListener('mousedown', onMouseDown)
        return () => root?.removeEventListener('mousedown', onMouseDown)
      }),
      editor.registerCommand(
        FOCUS_COMMAND,
        () => {
          const selection = $getSelection()
          if (pressed || !selection) return false
          selection.dirty = true
          $addUpdateTag(SKIP_SCROLL_INTO_VIEW_TAG)
          return false
        },
        COMMAND_PRIORITY_LOW
      )
    )
  }
})

/** Puts the focus back into the text, where its selection was; Lexical's own does nothing while that is still shown. */
export function focusText(editor: LexicalEditor): void {
  editor.focus()
  editor.getRootElement()?.focus({ preventScroll: true })
}
