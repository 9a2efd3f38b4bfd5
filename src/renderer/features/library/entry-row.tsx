import { memo } from 'react'
import type { EntrySummary } from '../../../shared/entries.ts'
import type { SearchHit } from '../../../shared/search.ts'
import type { TagColor } from '../../../shared/tags.ts'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { Checkmark, Dot, Icon, Marked, Title } from '../../ui/index.ts'
import { TagLabel } from '../filing/index.tsx'
import { fitsSource, fittingTags } from './row-fit.ts'

export interface EntryRowProps {
  entry: EntrySummary
  /** Where the searched words stand, in a search. */
  hit?: SearchHit | undefined
  /** Width of the list, CSS pixels. */
  width: number
  colors: Map<string, TagColor>
  selected: boolean
  selecting: boolean
}

/** Padding left and right, and the scrollbar. */
const SIDES = 24 + 16 + 10
const PROGRESS = 44
const STAR = 24

/** The card of an entry in the list. Its box and star act by pointer; the list itself has keys for both. */
export const EntryRow = memo(function EntryRow({ entry, hit, width, colors, selected, selecting }: EntryRowProps) {
  const t = useMessages()
  const reading = entry.readState === 'reading' && entry.readProgress > 0
  const percent = Math.round(entry.readProgress * 100)
  const room = width - SIDES - (reading ? PROGRESS : 0) - STAR
  const shown = entry.tags.slice(0, fittingTags(entry.tags, room))
  const hidden = entry.tags.length - shown.length
  return (
    <>
      <span className={`gutter${selecting ? ' selecting' : ''}`}>
        {entry.readState === 'unread' && <i className="dot" title={t.library.unreadMark} />}
        <span className="pick" data-act="select" title={t.library.selectEntry}>
          <Checkmark checked={selected} />
        </span>
      </span>
      <p className="it-title">
        {hit && hit.titleRanges.length > 0 ? (
          <Marked text={hit.title} ranges={hit.titleRanges} />
        ) : (
          <Title text={entry.title || t.common.untitled} />
        )}
      </p>
      {hit && hit.snippet !== '' && (
        <p className="it-snippet">
          <Marked text={hit.snippet} ranges={hit.ranges} />
        </p>
      )}
      <MetaLine entry={entry} room={width - SIDES} />
      {(shown.length > 0 || reading) && (
        <div className="foot">
          {reading && <span className="prog" style={{ '--v': `${percent}%` }} title={t.library.readTo(percent)} />}
          {shown.map((tag) => (
            <TagLabel key={tag} name={tag} color={colors.get(tag)} />
          ))}
          {hidden > 0 && (
            <span className="t3 fs-12" title={entry.tags.slice(shown.length).join('、')}>
              {t.library.moreTags(hidden)}
            </span>
          )}
        </div>
      )}
      {entry.deletedAt === null && (
        <span
          className={`st${entry.starred ? ' star-on' : ''}`}
          data-act="star"
          title={entry.starred ? t.library.unstar : t.library.star}
        >
          <Icon name="star" size={14} />
          {entry.starred && <span className="visually-hidden">{t.library.starredMark}</span>}
        </span>
      )}
      {entry.readState === 'unread' && <span className="visually-hidden">{t.library.unreadMark}</span>}
    </>
  )
})

function MetaLine({ entry, room }: { entry: EntrySummary; room: number }) {
  const t = useMessages()
  const language = useLanguage()
  const day = formatDay(entry.publishedAt ?? (entry.kind === 'note' ? entry.updatedAt : entry.createdAt), language)
  const parts = [
    entry.author,
    entry.deletedAt === null ? day : t.library.deletedOn(formatDay(entry.deletedAt, language)),
    entry.readingMinutes > 0 ? t.library.minutes(entry.readingMinutes) : null
  ].filter((part) => part !== null)
  const named = entry.kind === 'note' ? t.common.note : entry.feed
  const source = named !== null && fitsSource(named, parts, room) ? named : null
  return (
    <div className="meta">
      {entry.kind === 'note' && <Icon name="note" size={12} />}
      {source && <span className="src">{source}</span>}
      {parts.map((part, index) => (
        <span key={index} className={`part${part === entry.author ? ' author' : ''}`}>
          {(index > 0 || source) && <Dot />}
          <span className="cut">{part}</span>
        </span>
      ))}
    </div>
  )
}
