import { QUOTE } from '@lexical/markdown'
import { $createQuoteNode } from '@lexical/rich-text'
import { CONTROL_OR_META } from 'lexical'
import type { EditorFeature } from '../feature.ts'
import { toggleBlocks } from './blocks.ts'

export const quote: EditorFeature = {
  extensions: [],
  transformers: [QUOTE],
  actions: [
    {
      id: 'quote',
      icon: 'quote',
      label: (t) => t.quote,
      shortcut: { key: '.', modifiers: { ...CONTROL_OR_META, shiftKey: true } },
      isOn: ({ block }) => block === 'quote',
      run: (editor, { block }) => toggleBlocks(editor, block === 'quote', () => $createQuoteNode())
    }
  ]
}
