import { writeFilter } from '../../../shared/search-edit.ts'
import type { Filter } from '../../../shared/search-query.ts'
import { OPERATORS } from '../../../shared/search-words.ts'
import type { Language } from '../../../shared/shell.ts'
import { useLanguage, useMessages } from '../../i18n.tsx'
import { IconButton, Popover } from '../../ui/index.ts'

/** The query language on one card. */
export function HelpCard() {
  const t = useMessages()
  const language = useLanguage()
  const { help } = t.searchQuery
  return (
    <Popover
      label={help.title}
      align="end"
      trigger={<IconButton icon="help" label={help.title} className="palette-help" />}
    >
      <div className="query-help">
        <h4>{help.title}</h4>
        <dl>
          {examples(language, t.search.helpWords).map(([name, example]) => (
            <div key={name}>
              <dt>
                <code>{example}</code>
              </dt>
              <dd>{help[name]}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Popover>
  )
}

interface HelpWords {
  word: string
  other: string
  phrase: string
  tag: string
  category: string
  author: string
  source: string
}
type HelpName = Exclude<keyof ReturnType<typeof useMessages>['searchQuery']['help'], 'title'>

/** Each part of the language as it is written in the user's own words. */
function examples(language: Language, words: HelpWords): [HelpName, string][] {
  const filter = (example: Filter) => writeFilter(example, language)
  return [
    ['words', `${words.word} ${words.other}`],
    ['exact', `"${words.phrase}"`],
    ['not', `${words.word} -${words.other}`],
    ['or', `${words.word} ${OPERATORS.or[language]} ${words.other}`],
    ['group', `(${words.word} ${OPERATORS.or[language]} ${words.other}) ${words.phrase}`],
    ['tag', filter({ key: 'tag', value: words.tag })],
    ['category', filter({ key: 'category', value: words.category })],
    ['kind', filter({ key: 'kind', value: 'note' })],
    ['author', filter({ key: 'author', value: words.author })],
    ['source', filter({ key: 'source', value: words.source })],
    ['in', filter({ key: 'in', value: 'title' })],
    ['has', filter({ key: 'has', value: 'image' })],
    ['is', filter({ key: 'is', value: 'unread' })],
    ['date', filter({ key: 'date', value: { from: '2022-02', to: '2022-05' } })],
    ['length', filter({ key: 'words', value: { from: 2000, to: null } })],
    ['sort', filter({ key: 'sort', value: 'date' })]
  ]
}
