import { createContext, useContext, useState } from 'react'
import type { ArticleAttributes } from '../../../shared/article-tree.ts'
import type { ArticlePicture } from '../../../shared/pictures.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { pictureUrl } from '../../picture-url.ts'
import { Button, Dot, Icon } from '../../ui/index.ts'
import { PicturesContext } from './pictures-context.ts'

/** Below this width or height, in CSS pixels, a box has room for its icon only. */
const SMALL = 72
const UNKNOWN = { width: 16, height: 9 }

/** True within a link, where a picture has no buttons of its own. */
export const LinkedContext = createContext(false)

interface ImageBoxProps {
  attributes: ArticleAttributes
  /** A low box, whatever the picture's shape. */
  compact?: boolean
}

/** An image of an article: the picture where it is stored, else a box of its size that loads nothing. */
export function ImageBox({ attributes, compact = false }: ImageBoxProps) {
  const { get } = useContext(PicturesContext)
  const key = attributes.src ?? attributes.srcRaw
  const picture = key === undefined ? undefined : get(key)
  const [broken, setBroken] = useState<string | null>(null)
  if (picture?.sha256 && broken !== picture.sha256)
    return <StoredPicture attributes={attributes} picture={picture} onBroken={() => setBroken(picture.sha256)} />
  return <EmptyBox attributes={attributes} picture={picture} compact={compact} />
}

interface StoredPictureProps {
  attributes: ArticleAttributes
  picture: ArticlePicture
  onBroken(): void
}

function StoredPicture({ attributes, picture, onBroken }: StoredPictureProps) {
  const t = useMessages().pictures
  const { enlarge } = useContext(PicturesContext)
  const isLinked = useContext(LinkedContext)
  const { sha256, width, height, src } = picture
  const { alt = '' } = attributes
  if (sha256 === null) return null
  const image = (
    <img
      src={pictureUrl(sha256)}
      alt={alt || t.picture}
      loading="lazy"
      decoding="async"
      draggable={false}
      {...(width !== null && height !== null ? { width, height } : {})}
      style={{ width: shownWidth(attributes, picture), ...(height === null ? { aspectRatio: '2 / 1' } : {}) }}
      onError={onBroken}
    />
  )
  const className = isSmall(attributes.width ?? width, attributes.height ?? height) ? 'picture small' : 'picture'
  if (isLinked) return <span className={className}>{image}</span>
  return (
    <button type="button" className={className} aria-label={t.open(alt)} onClick={() => enlarge(src)}>
      {image}
    </button>
  )
}

/** Whether an image stands in a line of text. */
const isSmall = (width: number | null | undefined, height: number | null | undefined): boolean =>
  (width != null && width < SMALL * 2) || (height != null && height < SMALL)

/** As wide as the article says, else as the picture is, and never wider than the text. */
function shownWidth({ width: wanted, height: wantedHeight }: ArticleAttributes, { width, height }: ArticlePicture) {
  if (wanted !== undefined) return `min(100%, ${wanted}px)`
  if (width === null || height === null) return '100%'
  const scale = wantedHeight === undefined ? 1 : Math.min(1, wantedHeight / height)
  return `min(100%, ${Math.round(width * scale)}px)`
}

interface EmptyBoxProps {
  attributes: ArticleAttributes
  picture: ArticlePicture | undefined
  compact: boolean
}

function EmptyBox({ attributes, picture, compact }: EmptyBoxProps) {
  const t = useMessages()
  const language = useLanguage()
  const { download, pair } = useContext(PicturesContext)
  const isLinked = useContext(LinkedContext)
  const { alt = '', src = '', width, height } = attributes
  const host = hostOf(src) || t.articles.imageUnknownHost
  const known = width !== undefined && height !== undefined
  const small = isSmall(width, height)
  const ratio = known ? { width, height } : UNKNOWN
  const name = t.articles.imageName(alt, host)
  const place = src === '' && picture ? sourceName(picture.src, t.pictures.missingPart) : host
  return (
    <span
      className={`figbox image-box${small ? ' small' : ''}`}
      style={{
        ...(compact ? {} : { aspectRatio: `${ratio.width} / ${ratio.height}` }),
        width: width === undefined ? '100%' : `min(100%, ${width}px)`
      }}
    >
      <span className="image-about" role="img" aria-label={name} title={small ? name : undefined}>
        <Icon name="image" size={small ? 14 : 20} />
        {!small && (
          <span className="image-facts">
            {alt && <b>{alt}</b>}
            {compact || <span>{place}</span>}
            <span>
              {compact && place}
              {compact && <Dot />}
              {known && t.articles.imageSize(width, height)}
              {known && <Dot />}
              {stateText(picture, t)}
            </span>
          </span>
        )}
      </span>
      {!small && !isLinked && picture && (
        <span className="image-act" lang={language}>
          <Button variant="text" onClick={picture.state === 'missing' ? pair : download}>
            {picture.state === 'missing' ? t.pictures.pair : picture.failure ? t.pictures.retry : t.pictures.download}
          </Button>
        </span>
      )}
    </span>
  )
}

function stateText(picture: ArticlePicture | undefined, t: ReturnType<typeof useMessages>): string {
  if (picture?.state === 'stored') return t.pictures.broken
  if (picture?.failure) return t.pictures.failures[picture.failure]
  return picture?.state === 'missing' ? t.pictures.states.missing : t.articles.notDownloaded
}

/** The source's own name for a picture, to be read. */
function sourceName(src: string, within: string): string {
  if (src.startsWith('embedded:')) return within
  try {
    return decodeURI(src)
  } catch {
    return src
  }
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
