import type { LexicalEditor } from 'lexical'

/** Puts the focus back into the text, where its selection was; Lexical's own does nothing while that is still shown. */
export function focusText(editor: LexicalEditor): void {
  editor.focus()
  editor.getRootElement()?.focus({ preventScroll: true })
}
