import type { SearchSuggestion } from '../../../shared/search.ts'
import { useMessages } from '../../i18n.tsx'

interface SuggestionsProps {
  suggestions: SearchSuggestion[]
  onTake(suggestion: SearchSuggestion): void
}

/** What a word may have been meant as; nothing when there is nothing to say. */
export function Suggestions({ suggestions, onTake }: SuggestionsProps) {
  const t = useMessages().search
  const [first] = suggestions
  if (!first) return null
  // All of one bar read the same word the same way.
  const shown = suggestions.filter(({ typed, kind }) => typed === first.typed && kind === first.kind).slice(0, SHOWN)
  return (
    <div className="suggestions" role="group" aria-label={t.suggestions}>
      <span>{first.kind === 'pinyin' ? t.readAsPinyin(first.typed) : t.didYouMean(first.typed)}</span>
      {shown.map((suggestion, index) => (
        <button
          key={suggestion.word}
          type="button"
          className={`chip ${index === 0 ? 'on' : 'line'}`}
          onClick={() => onTake(suggestion)}
        >
          {suggestion.word}
          <span className="suggestion-count">{t.found(suggestion.entries, suggestion.exact)}</span>
        </button>
      ))}
      <span className="grow" />
      <span className="row">
        <kbd>Alt</kbd>
        <kbd>↵</kbd>
      </span>
    </div>
  )
}

const SHOWN = 4
