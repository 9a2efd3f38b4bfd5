import type { SearchHit } from '../../../shared/search.ts'
import { useMessages } from '../../i18n.tsx'
import { Icon, Marked } from '../../ui/index.ts'
import type { IconName } from '../../ui/index.ts'
import type { Option } from './options.ts'

interface OptionRowProps {
  id: string
  option: Option
  active: boolean
  /** Shows where in the text the words stand. */
  withSnippet: boolean
  onHover(): void
  onPick(): void
}

/** One row of the palette. The pointer never takes the focus from the field. */
export function OptionRow({ id, option, active, withSnippet, onHover, onPick }: OptionRowProps) {
  return (
    // Keys are the combobox's: focus stays in its field, as the pattern asks.
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      className={`found${active ? ' on' : ''}${option.kind === 'more' ? ' more' : ''}`}
      onPointerMove={active ? undefined : onHover}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      <Content option={option} withSnippet={withSnippet} />
    </div>
  )
}

function Content({ option, withSnippet }: { option: Option; withSnippet: boolean }) {
  const t = useMessages()
  if (option.kind === 'command') {
    const { icon, label, shortcut } = option.command
    return <Line icon={icon} title={label} end={shortcut && <kbd>{shortcut}</kbd>} />
  }
  if (option.kind === 'more') return <Line icon="more" title={t.search.showAll(option.total)} />
  if (option.kind === 'tag') {
    const { tag, ranges } = option
    return (
      <Line
        icon="hash"
        title={<Marked text={tag.name} ranges={ranges} />}
        source={t.search.tag}
        end={t.search.entries(tag.count)}
      />
    )
  }
  return <Hit hit={option.hit} withSnippet={withSnippet} />
}

function Hit({ hit, withSnippet }: { hit: SearchHit; withSnippet: boolean }) {
  const t = useMessages()
  const title = hit.title === '' ? t.common.untitled : <Marked text={hit.title} ranges={hit.titleRanges} />
  return (
    <Line
      icon={hit.kind === 'note' ? 'note' : 'file'}
      title={title}
      source={hit.kind === 'note' ? t.common.note : hit.feed}
      end={hit.count > 0 ? t.search.places(hit.count) : hit.tags.map((tag) => `#${tag}`).join(' ')}
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
