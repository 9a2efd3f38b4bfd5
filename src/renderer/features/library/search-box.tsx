import { useEffect, useRef, useState } from 'react'
import { parseQuery } from '../../../shared/search-query.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { kb, useAnswer } from '../../kb.ts'
import type { LibraryFilter } from '../../route.ts'
import { commandKey, Icon, IconButton } from '../../ui/index.ts'
import { draftOf, queryOf, withoutChip, withText } from '../search/index.tsx'
import type { QueryDraft } from '../search/index.tsx'
import { draftIn } from './search-filter.ts'

interface SearchBoxProps {
  filter: LibraryFilter
  /** Shows what a query finds; an empty one goes back to the list that was there before. */
  onSearch(query: string): void
}

/** The list's own search: what is typed narrows the list at once, within the place that it shows. */
export function SearchBox({ filter, onSearch }: SearchBoxProps) {
  const t = useMessages()
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const { data: categories } = useAnswer('categories.list', kb.categories.list, null)
  const [draft, setDraft] = useState<QueryDraft>(() => draftOf(filter.search))
  const [shown, setShown] = useState(filter.search)

  // The query changed elsewhere: a saved search, the palette, back.
  if (filter.search !== shown) {
    setShown(filter.search)
    if (filter.search !== queryOf(draft).trim()) setDraft(draftOf(filter.search))
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey) return
      if (event.key.toLowerCase() !== 'f' || !event.shiftKey) return
      event.preventDefault()
      input.current?.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  function change(next: QueryDraft, composing = false) {
    setDraft(next)
    if (composing) return
    const query = queryOf(next).trim()
    setShown(query)
    onSearch(query)
  }
  function type(text: string, composing: boolean) {
    const from = filter.search === '' && draft.text === '' ? draftIn(filter, categories ?? [], language) : draft
    change(composing ? { ...from, text } : withText(from, text), composing)
  }
  function onKeyDown(event: React.KeyboardEvent<HTMLInputElement>) {
    const { selectionStart, selectionEnd, value } = event.currentTarget
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && queryOf(draft).trim() !== '') change(draftOf(''))
    else if (event.key === 'Escape') event.currentTarget.blur()
    else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0 && draft.chips.length > 0)
      change(withoutChip(draft, draft.chips.length - 1))
    else if (event.key === 'ArrowDown' || (event.key === 'Enter' && value !== ''))
      document.querySelector<HTMLElement>('.entries')?.focus()
    else return
    if (event.key === 'Enter' && filter.search !== '') void kb.search.remember({ query: filter.search })
    event.preventDefault()
  }

  const { problems } = parseQuery(filter.search)
  // What may still become right is no problem while it is being typed.
  const problem = problems.find(({ unfinished }) => !unfinished) ?? problems[0]
  return (
    <div className="list-search">
      <span className="fld">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          aria-label={t.library.searchList}
          placeholder={t.library.searchList}
          title={`${t.library.searchList} (${commandKey('⇧F')})`}
          value={draft.text}
          maxLength={MAX_TEXT}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            const { nativeEvent } = event
            type(event.target.value, nativeEvent instanceof InputEvent && nativeEvent.isComposing)
          }}
          onCompositionEnd={(event) => type(event.currentTarget.value, false)}
          onKeyDown={onKeyDown}
        />
        {queryOf(draft).trim() !== '' && (
          <IconButton
            icon="x"
            label={t.library.clearSearch}
            onClick={() => {
              change(draftOf(''))
              input.current?.focus()
            }}
          />
        )}
      </span>
      {problem && (
        <p className={`palette-problem${problem.unfinished ? ' unfinished' : ''}`} role="status">
          <code>{filter.search.slice(problem.start, problem.end)}</code> {t.searchQuery.problems[problem.key]}
        </p>
      )}
    </div>
  )
}

const MAX_TEXT = 500
