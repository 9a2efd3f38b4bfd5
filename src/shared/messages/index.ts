import type { Language } from '../shell.ts'
import * as articles from './articles.ts'
import * as care from './care.ts'
import * as cli from './cli.ts'
import * as common from './common.ts'
import * as duplicates from './duplicates.ts'
import * as errors from './errors.ts'
import * as filing from './filing.ts'
import * as imports from './imports.ts'
import * as library from './library.ts'
import * as notes from './notes.ts'
import * as pictures from './pictures.ts'
import * as plans from './plans.ts'
import * as search from './search.ts'
import * as searchQuery from './search-query.ts'
import * as setup from './setup.ts'
import * as shell from './shell.ts'

const rooms = {
  articles,
  care,
  cli,
  common,
  duplicates,
  errors,
  filing,
  imports,
  library,
  notes,
  pictures,
  plans,
  search,
  searchQuery,
  setup,
  shell
}
type Rooms = typeof rooms

/** Every text a user can see, by room. A text that takes a number or a name is a function. */
export type Messages = { [R in keyof Rooms]: Rooms[R]['zh'] }

function catalogue(pick: <R extends keyof Rooms>(room: Rooms[R]) => Rooms[R]['zh']): Messages {
  return {
    articles: pick<'articles'>(articles),
    care: pick<'care'>(care),
    cli: pick<'cli'>(cli),
    common: pick<'common'>(common),
    duplicates: pick<'duplicates'>(duplicates),
    errors: pick<'errors'>(errors),
    filing: pick<'filing'>(filing),
    imports: pick<'imports'>(imports),
    library: pick<'library'>(library),
    notes: pick<'notes'>(notes),
    pictures: pick<'pictures'>(pictures),
    plans: pick<'plans'>(plans),
    search: pick<'search'>(search),
    searchQuery: pick<'searchQuery'>(searchQuery),
    setup: pick<'setup'>(setup),
    shell: pick<'shell'>(shell)
  }
}

const catalogues: Record<Language, Messages> = {
  'zh-CN': catalogue((room) => room.zh),
  en: catalogue((room) => room.en)
}

/** The message catalogue of a language. */
export const messagesFor = (language: Language): Messages => catalogues[language]

/** The interface language for an operating system locale. */
export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en')
