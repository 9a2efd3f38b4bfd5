import type { ArticleTree } from '../../../../shared/article-tree.ts'
import { blockSigns, hasRequest } from './promotion-signs.ts'
import type { BlockSigns } from './promotion-signs.ts'
import { readingMinutes } from './reading-time.ts'
import { treeImages } from './tree-images.ts'
import { treeExcerpt, treeToText } from './tree-text.ts'

/** An advert has at least so many points and blocks, and its text blocks so many points on average. */
const LEAST_POINTS = 6
const LEAST_BLOCKS = 4
const LEAST_AVERAGE = 0.6
/** Below this many points one request may be chance, so there must be two. */
const SURE_POINTS = 10
/** When less than this share of the text stands before the advert, the article is the advert. */
const LEAST_ARTICLE = 0.3
/** How far above its first point an advert may open. */
const OPENING_BLOCKS = 3
/** An event that a title announces, with posters and few words below it, is an advert as a whole. */
const EVENT = /大会|峰会|训练营|特训营|公开课|实战班|沙龙/
const ANNOUNCED = /官宣|开启|启动|来袭|报名|招募|售票|购票|早鸟|倒计时|限时|开课|名额|开讲/
const POSTERS = 3
const POSTER_TEXT = 500

/**
 * Where the advert at an article's end begins: the index of its first top-level block; 0 when the whole article is one;
 * null when there is none.
 *
 * Every block gets points for and against being promotion ({@link blockSigns}); the advert is the end of the article with
 * the largest sum, from the paragraph or heading that opens the pitch. `text` is the tree's text.
 */
export function promotionFrom(title: string, tree: ArticleTree, text: string): number | null {
  if (isPoster(title, tree, text)) return 0
  if (!hasRequest(text)) return null
  const signs = blockSigns(tree)
  const cut = heaviestEnd(signs)
  if (cut === null) return null
  const from = withOpening(signs, cut)
  const before = lengthOf(signs.slice(0, from))
  return before < LEAST_ARTICLE * lengthOf(signs) ? 0 : from
}

/**
 * What is told of an article without its advert. `text` is the whole tree's text; `promotionText` is how much of it stands
 * before the advert.
 */
export function withoutPromotion(
  tree: ArticleTree,
  text: string,
  from: number | null
): { promotionText: number | null; excerpt: string; readingMinutes: number } {
  const folded = from !== null && from > 0
  const article = folded ? tree.slice(0, from) : tree
  const before = folded ? treeToText(article) : text
  return {
    promotionText: folded ? before.length : null,
    excerpt: treeExcerpt(article),
    readingMinutes: readingMinutes(before, treeImages(article).length)
  }
}

function isPoster(title: string, tree: ArticleTree, text: string): boolean {
  if (!EVENT.test(title) || !ANNOUNCED.test(title) || text.length > POSTER_TEXT) return false
  return treeImages(tree).length >= POSTERS
}

function heaviestEnd(signs: BlockSigns[]): number | null {
  let sum = 0
  let best = 0
  let cut: number | null = null
  for (let i = signs.length - 1; i >= 0; i--) {
    sum += signs[i]?.points ?? 0
    if (sum > best) [best, cut] = [sum, i]
  }
  if (cut === null || best < LEAST_POINTS) return null
  const advert = signs.slice(cut)
  const counted = advert.filter((block) => block.length > 0 || block.points > 0)
  const enough = counted.length >= LEAST_BLOCKS && best / counted.length >= LEAST_AVERAGE
  const requests = advert.filter((block) => block.asks).length
  return enough && requests >= (best >= SURE_POINTS ? 1 : 2) ? cut : null
}

/** Moves the border up to the paragraph that opens the pitch or the heading above it, and over headings right above that. */
function withOpening(signs: BlockSigns[], cut: number): number {
  let from = cut
  for (let i = cut; i >= Math.max(0, cut - OPENING_BLOCKS); i--) {
    if (!signs[i]?.opens && !signs[i]?.heading) continue
    from = i
    break
  }
  for (let above = from - 1; above > 0; above--) {
    const block = signs[above]
    if (block?.heading) from = above
    else if (block === undefined || block.length > 0) break
  }
  return from
}

const lengthOf = (signs: BlockSigns[]): number => signs.reduce((sum, block) => sum + block.length, 0)
