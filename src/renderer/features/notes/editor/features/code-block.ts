import { $createCodeNode, CodeExtension } from '@lexical/code'
import { CODE } from '@lexical/markdown'
import { CONTROL_OR_META } from 'lexical'
import type { EditorFeature } from '../feature.ts'
import { toggleBlocks } from './blocks.ts'

export const codeBlock: EditorFeature = {
  extensions: [CodeExtension],
  transformers: [CODE],
  actions: [
    {
      id: 'code-block',
      icon: 'code',
      label: (t) => t.codeBlock,
      shortcut: { key: 'c', modifiers: { ...CONTROL_OR_META, altKey: true } },
      isOn: ({ block }) => block === 'code',
      run: (editor, { block }) => toggleBlocks(editor, block === 'code', () => $createCodeNode())
    }
  ]
}
