import {
  $isListItemNode,
  CheckListExtension,
  INSERT_CHECK_LIST_COMMAND,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  ListExtension,
  ListItemNode,
  REMOVE_LIST_COMMAND
} from '@lexical/list'
import { CHECK_LIST, ORDERED_LIST, UNORDERED_LIST } from '@lexical/markdown'
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  configExtension,
  CONTROL_OR_META,
  defineExtension,
  INDENT_CONTENT_COMMAND,
  KEY_TAB_COMMAND,
  OUTDENT_CONTENT_COMMAND
} from 'lexical'
import type { LexicalCommand } from 'lexical'
import type { EditorAction, EditorFeature } from '../feature.ts'

const DEEPEST_INDENT = 6

/** Tab and Shift+Tab move list items in and out; anywhere else Tab moves the focus on, as in any form. */
const TabInListExtension = defineExtension({
  name: 'gengdu/tab-in-list',
  dependencies: [ListExtension],
  register: (editor) =>
    editor.registerCommand(
      KEY_TAB_COMMAND,
      (event) => {
        const selection = $getSelection()
        if (!$isRangeSelection(selection)) return false
        const item = $findMatchingParent(selection.anchor.getNode(), $isListItemNode)
        if (!item) return false
        event.preventDefault()
        if (!event.shiftKey && item.getIndent() >= DEEPEST_INDENT) return true
        return editor.dispatchCommand(event.shiftKey ? OUTDENT_CONTENT_COMMAND : INDENT_CONTENT_COMMAND, undefined)
      },
      COMMAND_PRIORITY_LOW
    )
})

/**
 * Lexical makes each task an `li` with the role of a checkbox, which HTML does not allow in a list. It stays a list item
 * here; the box that the style sheet draws carries the state in words.
 */
const TaskRoleExtension = defineExtension({
  name: 'gengdu/task-role',
  dependencies: [CheckListExtension],
  register: (editor) =>
    editor.registerMutationListener(ListItemNode, (mutations) => {
      for (const key of mutations.keys()) {
        const item = editor.getElementByKey(key)
        item?.removeAttribute('role')
        item?.removeAttribute('aria-checked')
      }
    })
})

const list = (
  type: string,
  command: LexicalCommand<void>,
  rest: Pick<EditorAction, 'icon' | 'label' | 'shortcut' | 'inToolbar'>
): EditorAction => ({
  id: type,
  ...rest,
  isOn: ({ block }) => block === type,
  run: (editor, { block }) => void editor.dispatchCommand(block === type ? REMOVE_LIST_COMMAND : command, undefined)
})

/** Bulleted, numbered and check lists. */
export const lists: EditorFeature = {
  extensions: [
    configExtension(ListExtension, { hasStrictIndent: true }),
    CheckListExtension,
    TaskRoleExtension,
    TabInListExtension
  ],
  transformers: [CHECK_LIST, UNORDERED_LIST, ORDERED_LIST],
  actions: [
    list('bullet', INSERT_UNORDERED_LIST_COMMAND, {
      icon: 'bullets',
      label: (t) => t.bulletList,
      inToolbar: true,
      shortcut: { key: '8', modifiers: { ...CONTROL_OR_META, altKey: true } }
    }),
    list('number', INSERT_ORDERED_LIST_COMMAND, {
      icon: 'numbers',
      label: (t) => t.numberList,
      shortcut: { key: '7', modifiers: { ...CONTROL_OR_META, altKey: true } }
    }),
    list('check', INSERT_CHECK_LIST_COMMAND, {
      icon: 'todo',
      label: (t) => t.checkList,
      shortcut: { key: '9', modifiers: { ...CONTROL_OR_META, altKey: true } }
    })
  ]
}
