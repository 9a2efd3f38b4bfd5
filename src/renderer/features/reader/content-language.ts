import type { ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'

/** Characters looked at: enough to tell, however long the article is. */
const SAMPLE = 4000
const HANZI_SHARE = 0.2

/** The language of an article for `lang`: Chinese when more than a fifth of its characters are Hanzi. */
export function contentLanguage(title: string, tree: ArticleTree): 'zh-CN' | 'en' {
  const text = (title + sampleText(tree)).replace(/\s/gu, '')
  const hanzi = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return hanzi > text.length * HANZI_SHARE ? 'zh-CN' : 'en'
}

function sampleText(tree: ArticleTree): string {
  let text = ''
  const visit = (node: ArticleNode) => {
    if (text.length >= SAMPLE) return
    if (typeof node === 'string') text += node
    else node.children.forEach(visit)
  }
  tree.forEach(visit)
  return text.slice(0, SAMPLE)
}
