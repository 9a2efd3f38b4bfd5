import { BOLD_ITALIC_STAR, BOLD_STAR, INLINE_CODE, ITALIC_STAR, STRIKETHROUGH } from '@lexical/markdown'
import { CONTROL_OR_META, FORMAT_TEXT_COMMAND } from 'lexical'
import type { TextFormatType } from 'lexical'
import type { EditorAction, EditorFeature } from '../feature.ts'

const mark = (
  format: TextFormatType,
  rest: Pick<EditorAction, 'icon' | 'label' | 'shortcut' | 'builtIn'>
): EditorAction => ({
  id: format,
  inToolbar: true,
  ...rest,
  isOn: ({ marks }) => marks.has(format),
  run: (editor) => void editor.dispatchCommand(FORMAT_TEXT_COMMAND, format)
})

/** Bold, italic, underline, strikethrough and inline code. */
export const marks: EditorFeature = {
  extensions: [],
  transformers: [BOLD_ITALIC_STAR, BOLD_STAR, ITALIC_STAR, STRIKETHROUGH, INLINE_CODE],
  actions: [
    mark('bold', {
      icon: 'bold',
      label: (t) => t.bold,
      shortcut: { key: 'b', modifiers: CONTROL_OR_META },
      builtIn: true
    }),
    mark('italic', {
      icon: 'italic',
      label: (t) => t.italic,
      shortcut: { key: 'i', modifiers: CONTROL_OR_META },
      builtIn: true
    }),
    mark('underline', {
      icon: 'underline',
      label: (t) => t.underline,
      shortcut: { key: 'u', modifiers: CONTROL_OR_META },
      builtIn: true
    }),
    mark('strikethrough', {
      icon: 'strike',
      label: (t) => t.strikethrough,
      shortcut: { key: 'x', modifiers: { ...CONTROL_OR_META, shiftKey: true } }
    }),
    mark('code', { icon: 'code', label: (t) => t.inlineCode, shortcut: { key: 'e', modifiers: CONTROL_OR_META } })
  ]
}
