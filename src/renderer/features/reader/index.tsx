import { useCallback, useMemo, useRef, useState } from 'react'
import type { MouseEvent } from 'react'
import type { Article } from '../../../shared/articles.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { useSettings } from '../../settings.tsx'
import { Button, ContextMenu, EmptyState, Title } from '../../ui/index.ts'
import { CategoryPicker, TagEditor } from '../filing/index.tsx'
import { FindBar, useFind, useFindQuery } from '../find/index.ts'
import { Related } from '../related/index.tsx'
import { ArticleBody, LinkProvider } from './article-body.tsx'
import { blockElements } from './blocks.ts'
import { PicturesProvider, useMissingPictures } from './article-pictures.tsx'
import { contentLanguage } from './content-language.ts'
import { Contents } from './contents.tsx'
import { Facts } from './facts.tsx'
import { currentHeading, headingsOf } from './headings.ts'
import { ImageBox } from './image-box.tsx'
import { leadBeside } from './lead.ts'
import { InnerLinks, useInnerLinks, useLinkedHeading } from './inner-links.tsx'
import { anchorId } from './link-target.ts'
import { LinkedFrom } from './linked-from.tsx'
import { NotesFromArticle } from './notes-from-article.tsx'
import { PromotionProvider } from './promotion-bar.tsx'
import { SameArticle, SimilarArticles } from './similar-articles.tsx'
import { Toolbar } from './toolbar.tsx'
import { useArticleActions, useOpenExternal } from './use-article-actions.ts'
import { usePromotion } from './use-promotion.ts'
import { useReadPosition } from './use-read-position.ts'
import './reader.css'

/** One article to read. With a `query`, its words are marked and the first of them is in view. */
export function ReaderPane({ id, query }: { id: number; query: string }) {
  const t = useMessages()
  const { data: article, error, refetch } = useAnswer('articles.get', kb.articles.get, { id })
  if (article) return <Reader key={id} article={article} query={query} />
  return (
    <article className="main reader" aria-busy={!error}>
      {error ? (
        <div className="center">
          <EmptyState
            icon="err"
            title={t.articles.notShown}
            actions={<Button onClick={() => void refetch()}>{t.common.retry}</Button>}
          >
            {failureText(t, error)}
          </EmptyState>
        </div>
      ) : (
        <Skeleton />
      )}
    </article>
  )
}

function Reader({ article, query }: { article: Article; query: string }) {
  const t = useMessages().articles
  const { readSize, readMeasure, readFont } = useSettings()
  const scroller = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const actions = useArticleActions(article)
  const { toc } = article
  const cover = article.pictures.find((picture) => picture.cover)
  const pictureActions = useMissingPictures(article)
  const asked = useFindQuery(query)
  const promotion = usePromotion(article, asked.query)
  const { shown: tree } = promotion
  const headings = useMemo(() => headingsOf(tree, toc), [tree, toc])
  const lead = useMemo(() => leadBeside(article.summary, article.tree), [article.summary, article.tree])
  const lang = useMemo(() => contentLanguage(article.title, article.tree), [article.title, article.tree])
  const { percent, inSight, look, quietly } = useReadPosition({
    article,
    tree,
    scroller,
    body,
    layout: `${readSize} ${readMeasure} ${readFont}`
  })
  const listed = useListedBeside(article.id)
  const find = useFind({
    query: asked.query,
    roots: () => [title.current, body.current],
    content: tree,
    reveal: (range) => quietly(() => scrollTo(scroller.current, range))
  })

  const goToAnchor = useCallback((anchor: string) => {
    const heading = document.getElementById(anchorId(anchor))
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }, [])
  // The heading gone to stays the current one until the reader moves on: near the end it may not reach the top.
  const [gone, setGone] = useState<{ index: number; inSight: number } | null>(null)
  const goToHeading = useCallback(
    (index: number) => {
      const heading = headings[index]
      if (!heading) return
      goToAnchor(heading.id)
      setGone({ index, inSight: look().inSight })
    },
    [headings, goToAnchor, look]
  )
  useLinkedHeading(article.id, headings, goToHeading, quietly)
  const innerLinks = useInnerLinks(article)
  const openExternal = useOpenExternal()
  const links = useMemo(() => ({ onAnchor: goToAnchor, onExternal: openExternal }), [goToAnchor, openExternal])

  const [pointed, setPointed] = useState(0)
  const pointAt = (event: MouseEvent) => {
    const block = blockOf(body.current, event.target)
    if (block === null) event.stopPropagation()
    else setPointed(block)
  }

  const openSource = () => {
    if (article.url) openExternal(article.url)
  }

  return (
    <article
      className="main reader"
      aria-label={article.title}
      style={{ '--read-size': `${readSize}px`, '--read-measure': `${readMeasure}em` }}
    >
      <Toolbar
        article={article}
        actions={actions}
        pictures={pictureActions}
        promotion={promotion.actions(inSight)}
        percent={percent}
        onOpenSource={openSource}
      />
      <SameArticle id={article.id} />
      <FindBar find={find} asked={asked} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard */}
      <div className="reader-scroll scroll" ref={scroller} tabIndex={0} role="region" aria-label={t.body}>
        <div className="reader-page">
          <div className="reader-column">
            <h1 className="reader-title" lang={lang} ref={title}>
              <Title text={article.title} />
            </h1>
            <Facts article={article} onOpenSource={openSource} />
            <div className="reader-filing">
              <CategoryPicker entryId={article.id} categories={article.categories} />
              <TagEditor entryId={article.id} tags={article.tags} />
            </div>
            <ContextMenu groups={[{ items: promotion.actionsAt(pointed) }]}>
              <div className={readFont === 'serif' ? 'serif' : undefined} onContextMenuCapture={pointAt}>
                {lead && (
                  <div className="read" lang={lang}>
                    <blockquote aria-label={t.summary}>{lead}</blockquote>
                  </div>
                )}
                <PicturesProvider article={article}>
                  {cover && (
                    <div className="read read-cover">
                      <ImageBox attributes={{ src: cover.src, alt: t.cover }} compact />
                    </div>
                  )}
                  <InnerLinks value={innerLinks}>
                    <LinkProvider value={links}>
                      <PromotionProvider value={promotion}>
                        <ArticleBody
                          tree={tree}
                          lang={lang}
                          promotionAt={promotion.folds ? promotion.start : null}
                          ref={body}
                        />
                      </PromotionProvider>
                    </LinkProvider>
                  </InnerLinks>
                </PicturesProvider>
              </div>
            </ContextMenu>
            <NotesFromArticle id={article.id} />
            <LinkedFrom id={article.id} />
            <SimilarArticles id={article.id} />
            <Related id={article.id} except={listed} />
          </div>
          <Contents
            headings={headings}
            current={gone?.inSight === inSight ? gone.index : currentHeading(headings, inSight)}
            onGo={goToHeading}
          />
        </div>
      </div>
    </article>
  )
}

/** The entries that the page names already: notes from the article, and articles nearly the same. */
function useListedBeside(id: number): number[] {
  const { data: notes } = useAnswer('notes.bySource', kb.notes.bySource, { id })
  const { data: similar } = useAnswer('articles.similar', kb.articles.similar, { id })
  return [...(notes ?? []), ...(similar ?? [])].map((entry) => entry.id)
}

/** Puts a place at a third of the scroller's height, where the eye starts. */
function scrollTo(scroller: HTMLElement | null, range: Range): void {
  if (!scroller) return
  const top = range.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  scroller.scrollTop += top - scroller.clientHeight / 3
}

/** The block of the text that an event befell; null beside the text. */
function blockOf(body: HTMLElement | null, target: EventTarget): number | null {
  const block = blockElements(body).findIndex((element) => target instanceof Node && element.contains(target))
  return block < 0 ? null : block
}

/** The shape of an article while it loads; seen only when that takes long. */
function Skeleton() {
  return (
    <div className="reader-skeleton" aria-hidden="true">
      {[60, 100, 96, 98, 72, 100, 94, 40].map((width, index) => (
        <div key={index} className="skel" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
