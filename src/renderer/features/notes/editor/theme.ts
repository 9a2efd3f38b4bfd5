import type { EditorThemeClasses } from 'lexical'

/** Class names of nodes and formats; see note.css. */
export const theme: EditorThemeClasses = {
  quote: 'n-quote',
  code: 'n-code',
  hr: 'n-rule',
  hrSelected: 'n-selected',
  link: 'wl',
  list: {
    ul: 'n-ul',
    ol: 'n-ol',
    listitem: 'n-li',
    nested: { listitem: 'n-nested' },
    checklist: 'n-check',
    listitemChecked: 'n-todo n-done',
    listitemUnchecked: 'n-todo'
  },
  text: {
    bold: 'n-bold',
    italic: 'n-italic',
    underline: 'n-underline',
    strikethrough: 'n-strike',
    underlineStrikethrough: 'n-underline-strike',
    code: 'n-inline-code'
  }
}
