import { useCallback, useMemo, useState } from 'react'
import type { ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'
import type { Article } from '../../../shared/articles.ts'
import { findFolded } from '../../../shared/fold.ts'
import { unwrap } from '../../../shared/result.ts'
import { queryTerms } from '../../../shared/search-query.ts'
import { useMessages } from '../../i18n.tsx'
import { kb, queries } from '../../kb.ts'
import type { MenuAction } from '../../ui/index.ts'
import { useUndoable } from '../../undo.ts'

/** Where an advert begins: a block, nowhere, or where import found it. */
type Border = number | null | 'auto'

/**
 * The advert at an article's end: folded until it is opened or a searched word stands in it, kept as it was left; and what
 * can be said of where it begins.
 */
export function usePromotion(article: Article, query: string) {
  const t = useMessages().articles
  const undoable = useUndoable()
  const { id, tree, promotion } = article
  const { from, chosen } = promotion
  const start = from ?? 0
  const folds = start > 0
  const hit = useMemo(() => folds && holdsAny(tree.slice(start), queryTerms(query)), [folds, tree, start, query])
  const [choice, setChoice] = useState<{ query: string; open: boolean } | null>(null)
  const open = choice?.query === query ? choice.open : promotion.open || hit
  const shown = useMemo(() => (folds && !open ? tree.slice(0, start) : tree), [folds, open, tree, start])

  const toggle = useCallback(() => {
    setChoice({ query, open: !open })
    void keepOpen(id, !open)
  }, [id, query, open])

  const begin = (border: Border, text: string) =>
    undoable(async () => {
      unwrap(await kb.articles.setPromotion({ id, from: border }))
      return { text, undo: () => kb.articles.setPromotion({ id, from: chosen ? from : 'auto' }) }
    })
  const beginAt = (block: number) => void begin(block, t.promotionMoved(tree.length - block))
  const remove: MenuAction = {
    label: t.notPromotion,
    icon: 'x',
    onSelect: () => void begin(null, t.promotionRemoved)
  }
  const asFound: MenuAction = {
    label: t.promotionAsFound,
    icon: 'undo',
    onSelect: () => void begin('auto', t.promotionRestored)
  }
  const always = [...(from === null ? [] : [remove]), ...(chosen ? [asFound] : [])]

  return {
    /** Whether there is an advert to fold; a whole article that is one is not folded. */
    folds,
    open,
    /** The first block of the advert, and how many there are. */
    start,
    blocks: tree.length - start,
    /** The blocks that are shown. */
    shown,
    toggle,
    /** For the advert's own menu. */
    moves: [
      { label: t.promotionEarlier, icon: 'up', disabled: start <= 1, onSelect: () => beginAt(start - 1) },
      { label: t.promotionLater, icon: 'down', disabled: start >= tree.length - 1, onSelect: () => beginAt(start + 1) },
      ...always
    ] satisfies MenuAction[],
    /** For a menu at a block. */
    actionsAt: (block: number): MenuAction[] => [
      { label: t.promotionFromHere, icon: 'marker', disabled: block === from, onSelect: () => beginAt(block) },
      ...always
    ],
    /** For a menu far from the text; `inSight` is the block that the reader looks at. */
    actions: (inSight: number): MenuAction[] =>
      from === null
        ? [{ label: t.promotionFromSight, icon: 'marker', onSelect: () => beginAt(inSight) }, ...always]
        : always
  }
}
export type PromotionState = ReturnType<typeof usePromotion>

function holdsAny(tree: ArticleTree, terms: string[]): boolean {
  return terms.length > 0 && findFolded(tree.map(textOf).join('\n'), terms).length > 0
}

const textOf = (node: ArticleNode): string => (typeof node === 'string' ? node : node.children.map(textOf).join(''))

/** Keeps the choice, and the cached article in step: no event tells of it. */
async function keepOpen(id: number, open: boolean): Promise<void> {
  const result = await kb.articles.openPromotion({ id, open })
  if (!result.ok) return
  queries.setQueryData<Article>(
    ['articles', 'get', { id }],
    (article) => article && { ...article, promotion: { ...article.promotion, open } }
  )
}
