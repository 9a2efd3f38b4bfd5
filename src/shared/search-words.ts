import type { Language } from './shell.ts'

/** A word of the query language: the one that is written in each language, and others that are read as well. */
interface Word {
  en: string
  'zh-CN': string
  also?: string[]
}

/** The words before a colon. */
export const KEYS = {
  tag: { en: 'tag', 'zh-CN': '标签' },
  category: { en: 'category', 'zh-CN': '分类', also: ['cat'] },
  kind: { en: 'kind', 'zh-CN': '类型', also: ['type', '种类'] },
  author: { en: 'author', 'zh-CN': '作者', also: ['by'] },
  source: { en: 'source', 'zh-CN': '来源', also: ['feed'] },
  in: { en: 'in', 'zh-CN': '范围', also: ['在'] },
  has: { en: 'has', 'zh-CN': '含', also: ['有'] },
  is: { en: 'is', 'zh-CN': '状态', also: ['是'] },
  date: { en: 'date', 'zh-CN': '日期', also: ['时间'] },
  words: { en: 'words', 'zh-CN': '字数', also: ['length'] },
  sort: { en: 'sort', 'zh-CN': '排序', also: ['order'] }
} satisfies Record<string, Word>
export type FilterKey = keyof typeof KEYS

/** The values of filters that have few. */
export const VALUES = {
  kind: {
    article: { en: 'article', 'zh-CN': '文章', also: ['articles'] },
    note: { en: 'note', 'zh-CN': '笔记', also: ['notes'] },
    plan: { en: 'plan', 'zh-CN': '计划', also: ['plans', '学习计划'] },
    highlight: { en: 'highlight', 'zh-CN': '高亮', also: ['highlights', '划线'] }
  },
  in: {
    title: { en: 'title', 'zh-CN': '标题', also: ['titles'] },
    text: { en: 'text', 'zh-CN': '正文', also: ['body'] }
  },
  has: {
    image: { en: 'image', 'zh-CN': '图片', also: ['images', '图'] },
    highlight: { en: 'highlight', 'zh-CN': '高亮', also: ['highlights', '划线'] },
    note: { en: 'note', 'zh-CN': '笔记', also: ['notes', '批注'] }
  },
  is: {
    unread: { en: 'unread', 'zh-CN': '未读' },
    reading: { en: 'reading', 'zh-CN': '在读' },
    read: { en: 'read', 'zh-CN': '已读' },
    starred: { en: 'starred', 'zh-CN': '星标', also: ['star'] },
    duplicate: { en: 'duplicate', 'zh-CN': '重复', also: ['duplicates'] },
    trash: { en: 'trash', 'zh-CN': '回收站', also: ['deleted'] }
  },
  sort: {
    relevance: { en: 'relevance', 'zh-CN': '相关', also: ['相关度'] },
    date: { en: 'date', 'zh-CN': '日期', also: ['时间'] },
    title: { en: 'title', 'zh-CN': '标题' },
    words: { en: 'words', 'zh-CN': '字数', also: ['length'] }
  }
} satisfies Partial<Record<FilterKey, Record<string, Word>>>

export type ListedKey = keyof typeof VALUES
export type ListedValue<K extends ListedKey> = keyof (typeof VALUES)[K] & string

/** Words between other words. In English they are upper case, so that `or` in a sentence is a word like any other. */
export const OPERATORS = {
  or: { en: 'OR', 'zh-CN': '或' },
  and: { en: 'AND', 'zh-CN': '且' },
  not: { en: 'NOT', 'zh-CN': '非' }
} satisfies Record<string, Word>
export type Operator = keyof typeof OPERATORS

/** What other programs can be asked for and this one does not know. */
export const ARCHIVED = ['archived', 'archive', '归档', '已归档']

export const namesOf = (word: Word): string[] => [word.en, word['zh-CN'], ...(word.also ?? [])]

const keyNames = new Map<string, FilterKey>()
const operatorNames = new Map<string, Operator>()
const valueNames = new Map<ListedKey, Map<string, string>>()
for (const key of keysOf(KEYS)) for (const name of namesOf(KEYS[key])) keyNames.set(name, key)
for (const name of keysOf(OPERATORS)) {
  operatorNames.set(OPERATORS[name].en, name)
  operatorNames.set(OPERATORS[name]['zh-CN'], name)
}
for (const key of keysOf(VALUES)) {
  const names = new Map<string, string>()
  for (const [value, word] of Object.entries<Word>(VALUES[key]))
    for (const name of namesOf(word)) names.set(name, value)
  valueNames.set(key, names)
}

/** The names of an object whose names are all known. */
export function keysOf<T extends object>(object: T): (keyof T & string)[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only for the literal tables of this language
  return Object.keys(object) as (keyof T & string)[]
}

/** The filter that a word before a colon names, in either language and any case. */
export const keyNamed = (name: string): FilterKey | undefined => keyNames.get(name.toLowerCase())

export const operatorNamed = (word: string): Operator | undefined => operatorNames.get(word)

export const isListed = (key: FilterKey): key is ListedKey => Object.hasOwn(VALUES, key)

/** The value that a word after `key:` names, in either language and any case. */
export function valueNamed<K extends ListedKey>(key: K, name: string): ListedValue<K> | undefined {
  const value = valueNames.get(key)?.get(name.toLowerCase())
  return keysOf(VALUES[key]).find((known) => known === value)
}

/** How a listed value is written. */
export function valueWord(key: ListedKey, value: string, language: Language): string {
  const words: Record<string, Word> = VALUES[key]
  return words[value]?.[language] ?? value
}
