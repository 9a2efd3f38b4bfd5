import {
  $createHorizontalRuleNode,
  $isHorizontalRuleNode,
  HorizontalRuleExtension,
  HorizontalRuleNode,
  INSERT_HORIZONTAL_RULE_COMMAND
} from '@lexical/extension'
import type { ElementTransformer } from '@lexical/markdown'
import type { EditorFeature } from '../feature.ts'

const RULE: ElementTransformer = {
  dependencies: [HorizontalRuleNode],
  export: (node) => ($isHorizontalRuleNode(node) ? '---' : null),
  regExp: /^(---|\*\*\*|___)\s$/,
  replace(parent) {
    const rule = $createHorizontalRuleNode()
    parent.insertBefore(rule)
    parent.clear().selectStart()
  },
  type: 'element'
}

/** A line between two parts of a note. */
export const rule: EditorFeature = {
  extensions: [HorizontalRuleExtension],
  transformers: [RULE],
  actions: [
    {
      id: 'rule',
      icon: 'minus',
      label: (t) => t.rule,
      isOn: () => false,
      run: (editor) => void editor.dispatchCommand(INSERT_HORIZONTAL_RULE_COMMAND, undefined)
    }
  ]
}
