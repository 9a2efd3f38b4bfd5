import {
  $addUpdateTag,
  $createRangeSelectionFromDom,
  $getSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_LOW,
  defineExtension,
  FOCUS_COMMAND,
  mergeRegister,
  SKIP_DOM_SELECTION_TAG,
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
    const onKeyDown = (event: KeyboardEvent) => {
      const isShortcut = (event.ctrlKey || event.metaKey) && !event.isComposing
      if (isShortcut) editor.update(() => $takeShownSelection(editor), { discrete: true })
    }
    return mergeRegister(
      editor.registerRootListener((root) => {
        root?.addEventListener('mousedown', onMouseDown)
        root?.addEventListener('keydown', onKeyDown, true)
        return () => {
          root?.removeEventListener('mousedown', onMouseDown)
          root?.removeEventListener('keydown', onKeyDown, true)
        }
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

/**
 * Takes over what is selected on the screen: of a key pressed just before a shortcut, the editor may not have heard yet, and
 * it does not hear of it any more once the focus is elsewhere.
 */
function $takeShownSelection(editor: LexicalEditor): void {
  const current = $getSelection()
  const shown = window.getSelection()
  if (current !== null && !$isRangeSelection(current)) return
  if (!shown?.anchorNode || !editor.getRootElement()?.contains(shown.anchorNode)) return
  const selection = $createRangeSelectionFromDom(shown, editor)
  if (!selection || current?.is(selection)) return
  $setSelection(selection)
  // It is shown already; showing it again would take the focus from where it may have gone.
  $addUpdateTag(SKIP_DOM_SELECTION_TAG)
}

/** Puts the focus back into the text, where its selection was; Lexical's own does nothing while that is still shown. */
export function focusText(editor: LexicalEditor): void {
  editor.focus()
  editor.getRootElement()?.focus({ preventScroll: true })
}
