import { HEADING } from '@lexical/markdown'
import { $createHeadingNode } from '@lexical/rich-text'
import { CONTROL_OR_META } from 'lexical'
import type { EditorAction, EditorFeature } from '../feature.ts'
import { toggleBlocks } from './blocks.ts'

const heading = (level: 1 | 2 | 3): EditorAction => ({
  id: `h${level}`,
  icon: `h${level}`,
  label: (t) => t.heading(level),
  shortcut: { key: String(level), modifiers: { ...CONTROL_OR_META, altKey: true } },
  inToolbar: level === 2,
  isOn: ({ block }) => block === `h${level}`,
  run: (editor, { block }) => toggleBlocks(editor, block === `h${level}`, () => $createHeadingNode(`h${level}`))
})

export const headings: EditorFeature = {
  extensions: [],
  transformers: [HEADING],
  actions: [heading(1), heading(2), heading(3)]
}
