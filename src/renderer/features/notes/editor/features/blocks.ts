import { $setBlocksType } from '@lexical/selection'
import { $createParagraphNode, $getSelection } from 'lexical'
import type { ElementNode, LexicalEditor } from 'lexical'

/** Turns the selected blocks into another kind, or back into paragraphs when they are that kind already. */
export function toggleBlocks(editor: LexicalEditor, on: boolean, $create: () => ElementNode): void {
  editor.update(() => {
    const selection = $getSelection()
    if (selection) $setBlocksType(selection, on ? $createParagraphNode : $create)
  })
}
