import type { Transformer } from '@lexical/markdown'
import { $isListNode } from '@lexical/list'
import { $isLinkNode } from '@lexical/link'
import { $isHeadingNode } from '@lexical/rich-text'
import { $findMatchingParent, $getSelection, $isRangeSelection, $isRootOrShadowRoot } from 'lexical'
import type {
  AnyLexicalExtensionArgument,
  EditorState,
  KeyboardShortcutMatch,
  LexicalEditor,
  LexicalNode,
  TextFormatType
} from 'lexical'
import type { Messages } from '../../../../shared/messages/index.ts'
import type { IconName } from '../../../ui/index.ts'

/** What the selection stands in: for the buttons that are on. */
export interface SelectionFormat {
  marks: ReadonlySet<TextFormatType>
  /** `paragraph`, `h1`…`h6`, `bullet`, `number`, `check`, `quote`, `code`. */
  block: string
  /** Address of the link around the selection. */
  link: string | null
}

/** Something that the toolbar, the format menu and the keyboard can do. */
export interface EditorAction {
  id: string
  icon: IconName
  label(t: Messages['notes']): string
  shortcut?: KeyboardShortcutMatch
  /** Shortcuts of Lexical itself are only shown. */
  builtIn?: boolean
  /** Stands in the toolbar over the selection. */
  inToolbar?: boolean
  isOn(format: SelectionFormat): boolean
  run(editor: LexicalEditor, format: SelectionFormat): void
}

/** One ability of the editor: its nodes and commands, what typing turns into it, and its actions. */
export interface EditorFeature {
  extensions: AnyLexicalExtensionArgument[]
  transformers: Transformer[]
  actions: EditorAction[]
}

const MARKS: TextFormatType[] = ['bold', 'italic', 'underline', 'strikethrough', 'code']

const NOTHING: SelectionFormat = { marks: new Set(), block: 'paragraph', link: null }

/** What the selection of an editor state stands in. */
export function formatOf(state: EditorState): SelectionFormat {
  return state.read(() => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return NOTHING
    const anchor = selection.anchor.getNode()
    const link = $findMatchingParent(anchor, $isLinkNode)
    return {
      marks: new Set(MARKS.filter((mark) => selection.hasFormat(mark))),
      block: $blockOf(anchor),
      link: link?.getURL() ?? null
    }
  })
}

function $blockOf(node: LexicalNode): string {
  const list = $findMatchingParent(node, $isListNode)
  if (list) return list.getListType()
  const block = $findMatchingParent(node, (parent) => {
    const above = parent.getParent()
    return above !== null && $isRootOrShadowRoot(above)
  })
  if ($isHeadingNode(block)) return block.getTag()
  return block?.getType() ?? 'paragraph'
}
