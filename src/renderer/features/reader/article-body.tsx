import { createContext, createElement, memo, useContext } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import type { ArticleElement, ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'
import { useMessages } from '../../i18n.tsx'
import { partStarts } from './blocks.ts'
import { ImageBox, LinkedContext } from './image-box.tsx'
import { InnerLink, OpenLink, useInnerLink } from './inner-links.tsx'
import { anchorId, linkTarget } from './link-target.ts'
import { PromotionBar } from './promotion-bar.tsx'

/** Where links of the article lead. The functions stay the same while an article is open. */
export interface LinkHandlers {
  onAnchor(id: string): void
  onExternal(url: string): void
}
const LinkContext = createContext<LinkHandlers>({ onAnchor() {}, onExternal() {} })
export const LinkProvider = LinkContext.Provider

interface ArticleBodyProps {
  tree: ArticleTree
  /** Language of the content, for fonts and line breaking. */
  lang: string
  /** The block before which the line of the advert stands. */
  promotionAt?: number | null
  ref: React.Ref<HTMLDivElement>
}

/**
 * An article's sanitised tree as React elements: one for each block of the tree, in order, those of a long article in parts.
 *
 * Nothing of the tree is ever parsed as HTML, and nothing in it loads anything but stored pictures.
 */
export const ArticleBody = memo(function ArticleBody({ tree, lang, promotionAt = null, ref }: ArticleBodyProps) {
  const starts = partStarts(tree)
  return (
    <div className="read" lang={lang} ref={ref}>
      {starts
        ? starts.map((from, index) => {
            const to = starts[index + 1] ?? tree.length
            return (
              <div key={from} className="read-part" style={{ '--blocks': to - from }}>
                {renderBlocks(tree, from, to, promotionAt)}
              </div>
            )
          })
        : renderBlocks(tree, 0, tree.length, promotionAt)}
    </div>
  )
})

function renderBlocks(tree: ArticleTree, from: number, to: number, promotionAt: number | null): ReactNode {
  const render = (start: number, end: number) =>
    tree.slice(start, end).map((block, index) => renderNode(block, start + index))
  const isHere = promotionAt !== null && promotionAt >= from && (promotionAt < to || to === tree.length)
  if (!isHere) return render(from, to)
  return (
    <>
      {render(from, promotionAt)}
      <PromotionBar />
      {render(promotionAt, to)}
    </>
  )
}

function renderNode(node: ArticleNode, index: number): ReactNode {
  return typeof node === 'string' ? node : renderElement(node, index)
}

function renderElement(element: ArticleElement, key: number): ReactNode {
  const { tag, attributes = {} } = element
  const children = element.children.map(renderNode)
  const align = attributes.align ? { className: `align-${attributes.align}` } : {}

  switch (tag) {
    case 'br':
    case 'hr':
      return createElement(tag, { key })
    case 'img':
      return <ImageBox key={key} attributes={attributes} />
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      // The page's only h1 is the article's title.
      const level = tag === 'h1' ? 'h2' : tag
      const anchor = attributes.id ? { id: anchorId(attributes.id), tabIndex: -1 } : {}
      return createElement(level, { key, ...anchor, ...align }, ...children)
    }
    case 'a':
      return (
        <ArticleLink key={key} href={attributes.href} hrefRaw={attributes.hrefRaw} title={attributes.title}>
          {children}
        </ArticleLink>
      )
    case 'table':
      return (
        <ScrollingTable key={key}>
          <table>{children}</table>
        </ScrollingTable>
      )
    case 'td':
    case 'th': {
      const { colspan: colSpan, rowspan: rowSpan } = attributes
      return createElement(tag, { key, colSpan, rowSpan, ...align }, ...children)
    }
    case 'ol':
      return (
        <ol key={key} start={attributes.start}>
          {children}
        </ol>
      )
    case 'li':
      if (attributes.checked === undefined) return <li key={key}>{children}</li>
      return (
        <TaskItem key={key} checked={attributes.checked}>
          {children}
        </TaskItem>
      )
    case 'pre':
      return (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
        <pre key={key} lang="en" tabIndex={0} data-language={attributes.language}>
          {children}
        </pre>
      )
    default:
      return createElement(tag, { key, title: attributes.title, ...align }, ...children)
  }
}

interface ArticleLinkProps {
  href: string | undefined
  hrefRaw: string | undefined
  title: string | undefined
  children: ReactNode
}

function ArticleLink({ href, hrefRaw, title, children }: ArticleLinkProps) {
  const { onAnchor, onExternal } = useContext(LinkContext)
  const inner = useInnerLink(hrefRaw)
  const target = linkTarget(href)
  if (inner && hrefRaw !== undefined) {
    return (
      <InnerLink target={inner} hrefRaw={hrefRaw}>
        <LinkedContext value={true}>{children}</LinkedContext>
      </InnerLink>
    )
  }
  if (target.kind === 'none')
    return hrefRaw === undefined ? <span>{children}</span> : <OpenLink hrefRaw={hrefRaw}>{children}</OpenLink>
  const follow = (event: MouseEvent) => {
    event.preventDefault()
    if (target.kind === 'anchor') onAnchor(target.id)
    else onExternal(target.url)
  }
  return (
    <a href={href} title={title ?? href} draggable={false} onClick={follow} onAuxClick={follow}>
      <LinkedContext value={true}>{children}</LinkedContext>
    </a>
  )
}

function ScrollingTable({ children }: { children: ReactNode }) {
  const t = useMessages().articles
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <div className="table-scroll scroll" role="region" aria-label={t.table} tabIndex={0}>
      {children}
    </div>
  )
}

function TaskItem({ checked, children }: { checked: boolean; children: ReactNode }) {
  const t = useMessages().articles
  return (
    <li className="task">
      <input type="checkbox" checked={checked} disabled aria-label={checked ? t.taskDone : t.taskOpen} />
      {children}
    </li>
  )
}
