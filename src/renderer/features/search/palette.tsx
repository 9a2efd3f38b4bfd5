import { queryTerms } from '../../../shared/search-query.ts'
import { useEffect, useId, useMemo, useState } from 'react'
import type { SearchAnswer } from '../../../shared/search.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { everything, go, goToEntry } from '../../route.ts'
import { useSettings } from '../../settings.tsx'
import { Banner, Dialog, Icon } from '../../ui/index.ts'
import { commandsFor } from './commands.ts'
import { OptionRow } from './option-row.tsx'
import { groupOptions, keyOf } from './options.ts'
import type { Group, GroupName, Option } from './options.ts'
import { closePalette, usePaletteOpen } from './palette-open.ts'

const WIDTH = 760
const LIMIT = 50
const MAX_QUERY = 500

/** One field over everything: entries, tags and commands. Stands once in the window; ⌘K or Ctrl+K opens it. */
export function SearchPalette() {
  const open = usePaletteOpen()
  const t = useMessages().search
  return (
    <Dialog open={open} title={t.title} hideTitle width={WIDTH} className="palette" onClose={closePalette}>
      <Palette />
    </Dialog>
  )
}

function Palette() {
  const id = useId()
  const t = useMessages()
  const settings = useSettings()
  const [text, setText] = useState('')
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [entered, setEntered] = useState(false)
  const [unfolded, setUnfolded] = useState<ReadonlySet<GroupName>>(new Set())

  const hasTerms = queryTerms(query).length > 0
  const search = useAnswer(
    'search.query',
    kb.search.query,
    { query, limit: LIMIT },
    { enabled: hasTerms, keepPrevious: true }
  )
  const { data: tags } = useAnswer('tags.list', kb.tags.list, null)
  const answer = hasTerms ? search.data : undefined

  const groups = useMemo(
    () =>
      groupOptions({
        query,
        hits: answer?.hits ?? [],
        tags: tags ?? [],
        commands: commandsFor(t, settings, query),
        unfolded
      }),
    [query, answer, tags, t, settings, unfolded]
  )
  const options = groups.flatMap((group) => group.options)
  const current = Math.min(active, options.length - 1)
  // Until the answer is there, the rows are those of the words before the last key; Enter waits for it.
  const stale = hasTerms && (search.isPending || search.isPlaceholderData)

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])

  function ask(value: string) {
    setQuery(value)
    setActive(0)
    setUnfolded(new Set())
    setEntered(false)
  }
  function pick(option: Option) {
    if (option.kind === 'more') setUnfolded(new Set([...unfolded, option.group]))
    else openOption(option, query)
  }
  function enter() {
    const option = options[current]
    if (stale) setEntered(true)
    else if (option) pick(option)
  }
  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing || options.length === 0) return
    if (event.key === 'ArrowDown') setActive((current + 1) % options.length)
    else if (event.key === 'ArrowUp') setActive((current - 1 + options.length) % options.length)
    else if (event.key === 'Enter') enter()
    else return
    event.preventDefault()
  }

  useEffect(() => {
    const option = options[current]
    if (entered && !stale && option) openOption(option, query)
  }, [entered, stale, options, current, query])

  return (
    <>
      <div className="palette-field">
        <Icon name="search" size={20} />
        <input
          role="combobox"
          aria-label={t.search.title}
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={options.length > 0 ? `${id}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder={t.search.placeholder}
          value={text}
          maxLength={MAX_QUERY}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value)
            if (!(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) ask(event.target.value)
          }}
          onCompositionEnd={(event) => ask(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <span className="palette-count" role="status">
          {answer && t.search.found(answer.total, answer.exact, answer.hits.length, formatMilliseconds(answer.tookMs))}
        </span>
      </div>
      <div className="palette-results scroll">
        {search.error && hasTerms && <Banner kind="err">{failureText(t, search.error)}</Banner>}
        {answer?.total === 0 && <NothingFound query={query.trim()} answer={answer} />}
        <div id={`${id}-list`} role="listbox" aria-label={t.search.results}>
          {groups.map((group, index) => (
            <GroupRows
              key={group.name}
              id={id}
              group={group}
              first={groups.slice(0, index).reduce((sum, before) => sum + before.options.length, 0)}
              current={current}
              onHover={setActive}
              onPick={pick}
            />
          ))}
        </div>
      </div>
      <div className="palette-keys" aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd>
          {t.search.choose}
        </span>
        <span>
          <kbd>↵</kbd>
          {options[current]?.kind === 'hit' ? t.search.jump : t.search.open}
        </span>
        <span>
          <kbd>Esc</kbd>
          {t.search.close}
        </span>
      </div>
    </>
  )
}

function openOption(option: Option, query: string): void {
  closePalette()
  if (option.kind === 'hit') goToEntry(option.hit.id, query.trim())
  else if (option.kind === 'command') option.command.run()
  else if (option.kind === 'tag') {
    go({ room: 'library', filter: { ...everything, tags: [option.tag.name] }, entry: null, query: '' })
  }
}

/** Answers come in milliseconds: one decimal below ten. */
const formatMilliseconds = (value: number): string => value.toFixed(value < 9.95 ? 1 : 0)

interface GroupRowsProps {
  id: string
  group: Group
  /** The place of the group's first row among all rows. */
  first: number
  current: number
  onHover(index: number): void
  onPick(option: Option): void
}

function GroupRows({ id, group, first, current, onHover, onPick }: GroupRowsProps) {
  const t = useMessages().search
  const { name, options, total } = group
  return (
    <div role="group" aria-label={t[name]}>
      <div className="palette-group" aria-hidden="true">
        <span>{t[name]}</span>
        {name !== 'commands' && <span>{total}</span>}
      </div>
      {options.map((option, index) => (
        <OptionRow
          key={keyOf(option)}
          id={`${id}-${first + index}`}
          option={option}
          active={first + index === current}
          withSnippet={name !== 'titles'}
          onHover={() => onHover(first + index)}
          onPick={() => onPick(option)}
        />
      ))}
    </div>
  )
}

function NothingFound({ query, answer }: { query: string; answer: SearchAnswer }) {
  const t = useMessages().search
  const { data: status } = useAnswer('search.status', kb.search.status, null)
  return (
    <div className="palette-nothing" role="status">
      <h3>{t.nothing(query)}</h3>
      {status && <p>{t.nothingHint(status.total, answer.terms.length)}</p>}
    </div>
  )
}
