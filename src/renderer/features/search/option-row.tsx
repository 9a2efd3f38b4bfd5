import { memo } from 'react'
import type { SearchHit, SearchItem, SearchItemOf } from '../../../shared/search.ts'
import { formatDay } from '../../format.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { Icon, Marked } from '../../ui/index.ts'
import type { IconName } from '../../ui/index.ts'
import { MOST_UNFOLDED } from './options.ts'
import type { Option } from './options.ts'

interface OptionRowProps {
  id: string
  /** Its place among all rows. */
  row: number
  option: Option
  active: boolean
  /** Shows where in the text the words stand. */
  withSnippet: boolean
}

/** One row of the palette, drawn anew only when it shows something else: most rows stay from one key to the next. */
export const OptionRow = memo(function OptionRow({ id, row, option, active, withSnippet }: OptionRowProps) {
  return (
    <div
      id={id}
      data-row={row}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={`found ${option.kind}${active ? ' on' : ''}`}
    >
      <Content option={option} withSnippet={withSnippet} />
    </div>
  )
}, isSameRow)

function isSameRow(before: OptionRowProps, now: OptionRowProps): boolean {
  const { id, row, option, active, withSnippet } = before
  const isSameItem = option.kind === 'item' && now.option.kind === 'item' && option.item === now.option.item
  return isSameItem && id === now.id && row === now.row && active === now.active && withSnippet === now.withSnippet
}

function Content({ option, withSnippet }: Pick<OptionRowProps, 'option' | 'withSnippet'>) {
  const t = useMessages()
  switch (option.kind) {
    case 'item':
      return <Item item={option.item} withSnippet={withSnippet} />
    case 'condition': {
      const { key, value, label } = option.option
      const hint = value === null ? t.searchQuery.help[key === 'words' ? 'length' : key] : undefined
      return <Line icon="plus" title={label} source={hint} />
    }
    case 'recent':
      return (
        <Line
          icon="clock"
          title={option.query}
          end={
            // For the pointer only; the keyboard has Shift+Delete.
            <span className="found-forget" aria-hidden="true" title={t.search.forget}>
              <Icon name="x" size={14} />
            </span>
          }
        />
      )
    case 'command': {
      const { icon, label, shortcut } = option.command
      return <Line icon={icon} title={label} end={shortcut && <kbd>{shortcut}</kbd>} />
    }
    case 'more':
      return (
        <Line
          icon="more"
          title={t.search.showAll(Math.min(option.total, MOST_UNFOLDED), option.total <= MOST_UNFOLDED)}
        />
      )
    case 'listed':
      return <Line icon="library" title={t.search.showInList(option.total, option.exact)} />
    case 'suggestion': {
      const { word, entries, exact } = option.suggestion
      return <Line icon="search" title={t.library.searchInstead(word)} end={t.search.found(entries, exact)} />
    }
    case 'relaxed': {
      const { condition, total, exact } = option.relaxed
      return <Line icon="x" title={t.search.without(condition)} end={t.search.found(total, exact)} />
    }
  }
}

function Item({ item, withSnippet }: { item: SearchItem; withSnippet: boolean }) {
  const t = useMessages()
  switch (item.type) {
    case 'entry':
      return <Entry hit={item.hit} pinyin={item.pinyin} withSnippet={withSnippet} />
    case 'highlight':
      return (
        <Line
          icon="marker"
          title={<Marked text={item.text} ranges={item.ranges} />}
          source={item.entry.title}
          snippet={item.note !== '' && <Marked text={item.note} ranges={item.noteRanges} />}
        />
      )
    case 'plan':
      return <Plan item={item} />
    case 'tag':
      return (
        <Line
          icon="hash"
          title={<Marked text={item.name} ranges={item.ranges} />}
          source={t.search.tag}
          end={t.search.entries(item.entries)}
        />
      )
    case 'category': {
      const name = item.path.at(-1) ?? ''
      return (
        <Line
          icon="folder"
          title={<Marked text={name} ranges={item.ranges} />}
          source={item.path.length > 1 ? item.path.slice(0, -1).join(' › ') : t.search.category}
          end={t.search.entries(item.entries)}
        />
      )
    }
  }
}

function Plan({ item }: { item: SearchItemOf<'plan'> }) {
  const t = useMessages().search
  const language = useLanguage()
  return (
    <Line
      icon={item.done ? 'done' : 'plan'}
      title={<Marked text={item.title} ranges={item.ranges} />}
      source={item.itemId === null ? t.plan : item.planTitle}
      end={item.date !== null && formatDay(item.date, language)}
    />
  )
}

function Entry({ hit, pinyin, withSnippet }: { hit: SearchHit; pinyin: boolean; withSnippet: boolean }) {
  const t = useMessages()
  const title = hit.title === '' ? t.common.untitled : <Marked text={hit.title} ranges={hit.titleRanges} />
  const tags = hit.tags.map((tag) => `#${tag}`).join(' ')
  return (
    <Line
      icon={hit.kind === 'note' ? 'note' : 'file'}
      title={title}
      source={hit.kind === 'note' ? t.common.note : hit.feed}
      end={pinyin ? t.search.byPinyin : hit.count > 0 ? t.search.places(hit.count) : tags}
      snippet={withSnippet && hit.snippet !== '' && <Marked text={hit.snippet} ranges={hit.ranges} />}
    />
  )
}

interface LineProps {
  icon: IconName
  title: React.ReactNode
  source?: React.ReactNode
  end?: React.ReactNode
  snippet?: React.ReactNode
}

function Line({ icon, title, source, end, snippet }: LineProps) {
  return (
    <>
      <span className="found-icon">
        <Icon name={icon} />
      </span>
      <div className="grow">
        <div className="row">
          <span className="cut found-title">{title}</span>
          {source && <span className="found-source cut">{source}</span>}
          <span className="grow" />
          {end && <span className="found-end cut">{end}</span>}
        </div>
        {snippet && <p className="found-text cut">{snippet}</p>}
      </div>
    </>
  )
}
