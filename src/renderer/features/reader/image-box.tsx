import type { ArticleAttributes } from '../../../shared/article-tree.ts'
import { useMessages } from '../../i18n.tsx'
import { Dot, Icon } from '../../ui/index.ts'

/** Below this width or height, in CSS pixels, a box has room for its icon only. */
const SMALL = 72
const UNKNOWN = { width: 16, height: 9 }

/** Where an image of an article stands: a box of its size that loads nothing. */
export function ImageBox({ attributes }: { attributes: ArticleAttributes }) {
  const t = useMessages().articles
  const { alt = '', src = '', width, height } = attributes
  const host = hostOf(src) || t.imageUnknownHost
  const known = width !== undefined && height !== undefined
  const small = (width !== undefined && width < SMALL * 2) || (height !== undefined && height < SMALL)
  const ratio = known ? { width, height } : UNKNOWN
  return (
    <span
      className={`figbox image-box${small ? ' small' : ''}`}
      role="img"
      aria-label={t.imageName(alt, host)}
      title={small ? t.imageName(alt, host) : undefined}
      style={{
        aspectRatio: `${ratio.width} / ${ratio.height}`,
        width: width === undefined ? '100%' : `min(100%, ${width}px)`
      }}
    >
      <Icon name="image" size={small ? 14 : 20} />
      {!small && (
        <span className="image-facts">
          {alt && <b>{alt}</b>}
          <span>{host}</span>
          <span>
            {known && t.imageSize(width, height)}
            {known && <Dot />}
            {t.notDownloaded}
          </span>
        </span>
      )}
    </span>
  )
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
