import { useEffect, useId, useState } from 'react'
import { applyCompletion } from '../../../shared/search-complete.ts'
import { parseQuery, queryTerms } from '../../../shared/search-query.ts'
import type { SearchGroupName, SearchOverview, SearchSuggestion } from '../../../shared/search.ts'
import { failureText, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { useSettings } from '../../settings.tsx'
import { Banner, Dialog } from '../../ui/index.ts'
import { commandsFor } from './commands.ts'
import { HelpCard } from './help-card.tsx'
import { openOption } from './open-option.ts'
import { OptionRow } from './option-row.tsx'
import { commandsNamed, groupOptions, keyOf } from './options.ts'
import type { Group, Option } from './options.ts'
import { closePalette, usePaletteOpen } from './palette-open.ts'
import { draftOf, emptyDraft, queryOf, withText } from './query-draft.ts'
import type { QueryDraft } from './query-draft.ts'
import { QueryField } from './query-field.tsx'
import { SaveSearch } from './save-search.tsx'
import { Suggestions } from './suggestions.tsx'
import { useConditions } from './use-conditions.ts'
import { useFound } from './use-found.ts'

const WIDTH = 760
const RECENT = 6

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
  const [draft, setDraft] = useState(emptyDraft)
  /** What is looked for: not yet what an input method is composing. */
  const [query, setQuery] = useState('')
  const [caret, setCaret] = useState(0)
  const [caretAt, setCaretAt] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const [entered, setEntered] = useState(false)
  const [allConditions, setAllConditions] = useState(false)
  const [unfolded, setUnfolded] = useState<ReadonlySet<SearchGroupName>>(new Set())

  const { overview, suggestions, error, stale } = useFound(query, unfolded)
  const conditions = useConditions(draft.text, caret, allConditions)
  const { data: recent } = useAnswer('search.recent', kb.search.recent, null)
  const terms = queryTerms(query)
  const words = parseQuery(query).root?.type === 'text' || terms.length > 0 ? query.trim() : ''
  const showsCommands = query.trim() === '' || terms.length > 0
  const groups = groupOptions({
    found: allConditions ? [] : (overview?.groups ?? []),
    conditions: conditions.options,
    conditionsFirst: conditions.first,
    recent: query === '' && !allConditions ? (recent ?? []).slice(0, RECENT).map((each) => each.query) : [],
    commands: showsCommands && !allConditions ? commandsNamed(commandsFor(t, settings, words), terms) : []
  })
  const options = groups.flatMap((group) => group.options)
  const current = Math.min(active, options.length - 1)
  const option = options[current]

  useEffect(() => {
    document.getElementById(`${id}-${current}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current])
  // Until the answer is there, the rows are those of the words before the last key; Enter waits for it.
  useEffect(() => {
    if (entered && !stale && option) openOption(option, query)
  }, [entered, stale, option, query])

  function change(next: QueryDraft, at: number | null, composing = false) {
    setDraft(next)
    setCaretAt(at)
    setAllConditions(false)
    if (!composing) ask(queryOf(next).trim())
  }
  function ask(next: string) {
    if (next === query) return
    setQuery(next)
    setActive(0)
    setUnfolded(new Set())
    setEntered(false)
  }
  function take({ query: other }: SearchSuggestion) {
    const next = draftOf(other)
    change(next, next.text.length)
  }
  function pick(chosen: Option) {
    if (chosen.kind === 'condition') {
      const { query: text, caret: at } = applyCompletion(draft.text, conditions.range, chosen.option)
      const next = withText(draft, text)
      setCaret(next.chips.length > draft.chips.length ? next.text.length : at)
      change(next, next.chips.length > draft.chips.length ? next.text.length : at)
    } else if (chosen.kind === 'recent') {
      const next = draftOf(chosen.query)
      change(next, next.text.length)
    } else if (chosen.kind === 'more' && !isListed(chosen.group)) {
      setUnfolded(new Set([...unfolded, chosen.group]))
    } else openOption(chosen, query)
  }
  function onKeyDown(event: React.KeyboardEvent) {
    const { key, altKey, shiftKey } = event
    const [suggestion] = suggestions
    if (event.nativeEvent.isComposing) return
    if (key === 'Enter' && altKey && suggestion) take(suggestion)
    else if (key === 'Tab' && !shiftKey && option?.kind === 'condition') pick(option)
    else if (key === 'Tab' && !shiftKey && !allConditions) {
      setAllConditions(true)
      setActive(0)
    } else if (key === 'Escape' && allConditions) {
      setAllConditions(false)
      event.stopPropagation()
    } else if (key === 'Delete' && shiftKey && option?.kind === 'recent') void kb.search.forget({ query: option.query })
    else if (options.length === 0) return
    else if (key === 'ArrowDown') setActive((current + 1) % options.length)
    else if (key === 'ArrowUp') setActive((current - 1 + options.length) % options.length)
    else if (key === 'Enter' && stale && option?.kind !== 'condition') setEntered(true)
    else if (key === 'Enter' && option) pick(option)
    else return
    event.preventDefault()
  }

  return (
    <>
      <QueryField
        draft={draft}
        caretAt={caretAt}
        onCaret={setCaret}
        onChange={change}
        onKeyDown={onKeyDown}
        listId={`${id}-list`}
        rowId={options.length > 0 ? `${id}-${current}` : null}
      >
        <span className="palette-count" role="status">
          {overview && t.search.foundIn(overview.total, overview.exact, formatMilliseconds(overview.tookMs))}
        </span>
      </QueryField>
      {overview && <Problems query={query} overview={overview} />}
      <Suggestions suggestions={suggestions} onTake={take} />
      <div className="palette-results scroll">
        {error && <Banner kind="err">{failureText(t, error)}</Banner>}
        {overview?.total === 0 && !allConditions && <NothingFound query={query} overview={overview} />}
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
      <Keys option={option} query={query} />
    </>
  )
}

/** Groups of entries open in the library's list; the others unfold in the palette. */
const isListed = (group: SearchGroupName): boolean => ['titles', 'articles', 'notes'].includes(group)

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
  const { name, options, total, exact } = group
  return (
    <div role="group" aria-label={t[name]}>
      <div className="palette-group" aria-hidden="true">
        <span>{t[name]}</span>
        {total !== null && <span>{t.countOf(total, exact)}</span>}
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
          onForget={(query) => void kb.search.forget({ query })}
        />
      ))}
    </div>
  )
}

/** What of the query could not be followed, beside what may still become right with the next key. */
function Problems({ query, overview }: { query: string; overview: SearchOverview }) {
  const t = useMessages().searchQuery
  const [problem] = overview.problems.filter(({ unfinished }) => !unfinished)
  if (!problem) return null
  return (
    <p className="palette-problem" role="status">
      <code>{query.slice(problem.start, problem.end)}</code> {t.problems[problem.key]}
    </p>
  )
}

function NothingFound({ query, overview }: { query: string; overview: SearchOverview }) {
  const t = useMessages().search
  const { data: status } = useAnswer('search.status', kb.search.status, null)
  return (
    <div className="palette-nothing" role="status">
      <h3>{t.nothing(query)}</h3>
      {status && <p>{t.nothingHint(status.total, overview.terms.length)}</p>}
    </div>
  )
}

function Keys({ option, query }: { option: Option | undefined; query: string }) {
  const t = useMessages().search
  const jumps = option?.kind === 'item' && option.item.type === 'entry'
  return (
    <div className="palette-keys">
      <span aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        {t.choose}
      </span>
      <span aria-hidden="true">
        <kbd>↵</kbd>
        {option?.kind === 'condition' ? t.take : jumps ? t.jump : t.open}
      </span>
      <span aria-hidden="true">
        <kbd>Tab</kbd>
        {t.addCondition}
      </span>
      <span className="grow" />
      <SaveSearch query={query} />
      <HelpCard />
    </div>
  )
}
