import type { ArticleElement, ArticleTree } from '../../../../../shared/article-tree.ts'
import type { ParsedHighlight } from '../parsed-article.ts'
import { textToTree } from '../text-tree.ts'

/** Marked sentences as an article: each a quotation with where it stands, followed by the reader's note. */
export const highlightsToTree = (highlights: readonly ParsedHighlight[]): ArticleTree =>
  highlights.flatMap(({ text, note, location }) => {
    const place: ArticleElement[] =
      location === '' ? [] : [{ tag: 'p', children: [{ tag: 'em', children: [location] }] }]
    if (text === '') return [...textToTree(note), ...place]
    return [{ tag: 'blockquote', children: [...textToTree(text), ...place] }, ...textToTree(note)]
  })
