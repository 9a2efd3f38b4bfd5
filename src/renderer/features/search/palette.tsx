import { useEffect, useEffectEvent, useId, useState } from 'react'
import { applyCompletion } from '../../../shared/search-complete.ts'
import { withFilter } from '../../../shared/search-edit.ts'
import { parseQuery, queryTerms, textsOf } from '../../../shared/search-query.ts'
import type { SearchGroupName, SearchSuggestion } from '../../../shared/search.ts'
import { failureText, useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import { useSettings } from '../../settings.tsx'
import { Banner, Dialog } from '../../ui/index.ts'
import { commandsFor } from './commands.ts'
import { leadsAway, openOption } from './open-option.ts'
import { OptionRow } from './option-row.tsx'
import { commandsNamed, groupOptions, keyOf } from './options.ts'
import type { Group, Option } from './options.ts'
import { PaletteKeys } from './palette-keys.tsx'
import { closePalette, focusAfterPalette, usePaletteOpen } from './palette-open.ts'
import { draftOf, emptyDraft, queryOf, withText } from './query-draft.ts'
import type { QueryDraft } from './query-draft.ts'
import { QueryField } from './query-field.tsx'
import { NothingFound, Problems } from './query-notes.tsx'
import { Suggestions } from './suggestions.tsx'
import { useConditions } from './use-conditions.ts'
import { askEarly, useFound } from './use-found.ts'
import { useRelaxed } from './use-relaxed.ts'

const WIDTH = 760
const RECENT = 6
const FEW_SUGGESTIONS = 3

/** One field over everything: entries, tags and commands. Stands once in the window; ⌘K or Ctrl+K opens it. */
export function SearchPalette() {
  const open = usePaletteOpen()
  const t = useMessages().search
  return (
    <Dialog
      open={open}
      title={t.title}
      hideTitle
      width={WIDTH}
      className="palette"
      finalFocus={focusAfterPalette}
      onClose={() => closePalette()}
    >
      <Palette />
    </Dialog>
  )
}

function Palette() {
  const id = useId()
  const t = useMessages()
  const language = useLanguage()
  const settings = useSettings()
  const [draft, setDraft] = useState(emptyDraft)
  /** What is looked for: not yet what an input method is composing. */
  const [query, setQuery] = useState('')
  /** It was typed on from another: until its answer is there, the rows of that one stay. */
  const [follows, setFollows] = useState(false)
  const [caret, setCaret] = useState(0)
  const [caretAt, setCaretAt] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  /** Enter was pressed before the answer was there. */
  const [entered, setEntered] = useState<'here' | 'beside' | null>(null)
  const [allConditions, setAllConditions] = useState(false)
  const [unfolded, setUnfolded] = useState<ReadonlySet<SearchGroupName>>(new Set())

  const inTitles = withFilter(query, { key: 'in', value: 'title' }, { language })
  const { overview, suggestions, error, stale } = useFound(query, { inTitles, unfolded, follows })
  const conditions = useConditions(draft.text, caret, allConditions)
  const { data: recent } = useAnswer('search.recent', kb.search.recent, null)
  const isNothing = overview?.total === 0 && !stale
  const relaxed = useRelaxed(query, isNothing)
  const terms = queryTerms(query)
  const words = textsOf(parseQuery(query).root).join(' ')
  const showsCommands = query.trim() === '' || terms.length > 0
  const groups = groupOptions({
    found: allConditions ? [] : (overview?.groups ?? []),
    query,
    inTitles,
    suggestions: isNothing && !allConditions ? suggestions.slice(0, FEW_SUGGESTIONS) : [],
    relaxed: allConditions ? [] : relaxed,
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
  const settle = useEffectEvent(() => {
    if (option?.kind === 'suggestion' || (option && leadsAway(option))) pick(option, entered ?? 'here')
  })
  useEffect(() => {
    if (entered && !stale) settle()
  }, [entered, stale])

  function change(next: QueryDraft, at: number | null, composing = false) {
    setDraft(next)
    setCaretAt(at)
    setAllConditions(false)
    if (!composing) ask(queryOf(next).trim())
  }
  function ask(next: string) {
    if (next === query) return
    askEarly(next)
    setQuery(next)
    setFollows(parseQuery(query).root !== null)
    setActive(0)
    setUnfolded(new Set())
    setEntered(null)
  }
  function take({ query: other }: SearchSuggestion) {
    const next = draftOf(other)
    change(next, next.text.length)
  }
  function pick(chosen: Option, place: 'here' | 'beside' = 'here') {
    if (chosen.kind === 'condition') {
      const { query: text, caret: at } = applyCompletion(draft.text, conditions.range, chosen.option)
      const next = withText(draft, text)
      setCaret(next.chips.length > draft.chips.length ? next.text.length : at)
      change(next, next.chips.length > draft.chips.length ? next.text.length : at)
    } else if (chosen.kind === 'recent' || chosen.kind === 'relaxed') {
      const next = draftOf(chosen.kind === 'recent' ? chosen.query : chosen.relaxed.query)
      change(next, next.text.length)
    } else if (chosen.kind === 'suggestion') take(chosen.suggestion)
    else if (chosen.kind === 'more') setUnfolded(new Set([...unfolded, chosen.group]))
    else openOption(chosen, query, place)
  }
  function onKeyDown(event: React.KeyboardEvent) {
    const { key, altKey, shiftKey } = event
    const place = event.ctrlKey || event.metaKey ? 'beside' : 'here'
    const [suggestion] = suggestions
    if (event.nativeEvent.isComposing) return
    setEntered(null)
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
    else if (key === 'Enter' && stale && option?.kind !== 'condition') setEntered(place)
    else if (key === 'Enter' && option) pick(option, place)
    else return
    event.preventDefault()
  }

  function onClick({ target }: React.MouseEvent) {
    const chosen = options[rowAt(target) ?? -1]
    if (!chosen) return
    const forgets = chosen.kind === 'recent' && target instanceof Element && target.closest('.found-forget') !== null
    if (forgets) void kb.search.forget({ query: chosen.query })
    else pick(chosen)
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
      <Suggestions suggestions={isNothing ? [] : suggestions} onTake={take} />
      <div className="palette-results scroll">
        {error && <Banner kind="err">{failureText(t, error)}</Banner>}
        {overview?.total === 0 && !allConditions && <NothingFound query={query} overview={overview} />}
        {/* The keys are the field's, which keeps the focus. */}
        <div
          id={`${id}-list`}
          role="listbox"
          tabIndex={-1}
          aria-label={t.search.results}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={(event) => setActive(rowAt(event.target) ?? active)}
          onClick={onClick}
        >
          {groups.map((group, index) => (
            <GroupRows
              key={group.name}
              id={id}
              group={group}
              first={groups.slice(0, index).reduce((sum, before) => sum + before.options.length, 0)}
              current={current}
            />
          ))}
        </div>
      </div>
      <PaletteKeys option={option} query={query} allConditions={allConditions} />
    </>
  )
}

/** The place among all rows of the one that was pointed at. */
function rowAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-row]') : null
  return row ? Number(row.getAttribute('data-row')) : null
}

/** Answers come in milliseconds: one decimal below ten. */
const formatMilliseconds = (value: number): string => value.toFixed(value < 9.95 ? 1 : 0)

interface GroupRowsProps {
  id: string
  group: Group
  /** The place of the group's first row among all rows. */
  first: number
  current: number
}

function GroupRows({ id, group, first, current }: GroupRowsProps) {
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
          row={first + index}
          option={option}
          active={first + index === current}
          withSnippet={name !== 'titles'}
        />
      ))}
    </div>
  )
}
