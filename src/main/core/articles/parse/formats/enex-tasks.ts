import type { ArticleElement } from '../../../../../shared/article-tree.ts'
import type { Task } from './enex-xml.ts'

/** Evernote's tasks stand beside a note's text: as a list, to stand after it. */
export function taskList(tasks: readonly Task[]): ArticleElement[] {
  const items = tasks
    .filter(({ title }) => title !== '')
    .map(({ title, done }): ArticleElement => ({ tag: 'li', attributes: { checked: done }, children: [title] }))
  return items.length === 0 ? [] : [{ tag: 'ul', children: items }]
}
