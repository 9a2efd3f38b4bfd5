import type { EditorAction, EditorFeature } from '../feature.ts'
import { codeBlock } from './code-block.ts'
import { headings } from './headings.ts'
import { links } from './links.ts'
import { lists } from './lists.ts'
import { marks } from './marks.ts'
import { quote } from './quote.ts'
import { rule } from './rule.ts'

/** All the editor can do. A new ability is a new file here and a name in this list, in the order of the format menu. */
export const features: EditorFeature[] = [headings, lists, quote, codeBlock, rule, marks, links]

export const actions: EditorAction[] = features.flatMap((feature) => feature.actions)
