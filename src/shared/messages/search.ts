import { counted, numbered } from './text.ts'
import type { SameAs } from './text.ts'

const LONGEST = 60

/** A query as a heading has room for it. */
const shortened = (query: string): string => (query.length > LONGEST ? `${query.slice(0, LONGEST)}…` : query)

export const zh = {
  title: '搜索',
  placeholder: '搜标题、正文、笔记、标签，或找一个操作',
  results: '搜索结果',
  titles: '标题',
  articles: '正文',
  notes: '笔记',
  highlights: '高亮',
  plans: '计划',
  tags: '标签',
  categories: '分类',
  conditions: '条件',
  relaxed: '少一个条件',
  recent: '最近搜过',
  commands: '操作',
  tag: '标签',
  category: '分类',
  plan: '计划',
  byPinyin: '拼音',
  forget: '从最近搜过里去掉',
  removeCondition: (condition: string) => `去掉条件 ${condition}`,
  suggestions: '换个读法',
  readAsPinyin: (typed: string) => `“${typed}” 按拼音当作`,
  didYouMean: (typed: string) => `“${typed}” 也许是`,
  related: '相关',
  sharedTerms: '共有的词：',
  take: '用它',
  back: '返回',
  addCondition: '加条件',
  save: '存为智能视图',
  savedName: '名字',
  saved: (name: string) => `已存为智能视图“${name}”`,
  helpWords: {
    word: '权限',
    other: '审批',
    phrase: '到期收回',
    tag: '定价',
    category: '行业研究',
    author: '林知远',
    source: '交付现场'
  },
  showAll: (n: number) => `全部显示 ${n.toLocaleString('en')} 项`,
  showInList: (n: number | null, exact: boolean) =>
    `在列表里看全部${n === null ? '' : exact ? ` ${numbered(n, '篇')}` : `，至少 ${numbered(n, '篇')}`}`,
  without: (condition: string | null) => `去掉 ${condition ?? '所有条件'}`,
  countOf: (n: number, exact: boolean) => `${exact ? '' : '至少 '}${n.toLocaleString('en')}`,
  found: (n: number, exact: boolean) => `${exact ? '' : '至少 '}${numbered(n, '篇')}`,
  foundIn: (n: number, exact: boolean, milliseconds: string) =>
    `${exact ? '' : '至少 '}${numbered(n, '条')}，${milliseconds} 毫秒`,
  entries: (n: number) => numbered(n, '篇'),
  places: (n: number) => numbered(n, '处'),
  nothing: (query: string) => `没有找到“${shortened(query)}”`,
  nothingHint: (entries: number, terms: number) =>
    terms > 1
      ? `在 ${numbered(entries, '篇')}的标题、正文和标签里，没有一篇同时有这 ${terms} 个词。去掉一个词再试。`
      : `搜过 ${numbered(entries, '篇')}的标题、正文和标签。简体繁体、全角半角、大小写都算同一个字。`,
  nothingWithConditions: (entries: number) => `搜过 ${numbered(entries, '篇')}，没有一篇同时符合这些词和条件。`,
  choose: '选择',
  open: '打开',
  jump: '跳到第一处',
  openBeside: '在结果旁打开',
  close: '关闭',
  newNote: '新建笔记',
  newNoteNamed: (title: string) => `新建笔记“${title}”`,
  importFiles: '导入文件',
  importFolder: '导入文件夹',
  goTo: (room: string) => `前往${room}`,
  lightTheme: '换成浅色外观',
  darkTheme: '换成深色外观',
  systemTheme: '外观跟随系统',
  otherLanguage: 'Switch to English'
}

export const en: SameAs<typeof zh> = {
  title: 'Search',
  placeholder: 'Search titles, texts, notes, tags, or find a command',
  results: 'Search results',
  titles: 'Titles',
  articles: 'Text',
  notes: 'Notes',
  highlights: 'Highlights',
  plans: 'Plans',
  tags: 'Tags',
  categories: 'Categories',
  conditions: 'Conditions',
  relaxed: 'One condition less',
  recent: 'Recent searches',
  commands: 'Commands',
  tag: 'Tag',
  category: 'Category',
  plan: 'Plan',
  byPinyin: 'Pinyin',
  forget: 'Take off the recent searches',
  removeCondition: (condition) => `Remove the condition ${condition}`,
  suggestions: 'Other readings',
  readAsPinyin: (typed) => `“${typed}” read as pinyin`,
  didYouMean: (typed) => `“${typed}” may be`,
  related: 'Related',
  sharedTerms: 'Shared words:',
  take: 'Use it',
  back: 'Back',
  addCondition: 'Add condition',
  save: 'Save as a view',
  savedName: 'Name',
  saved: (name) => `Saved as the view “${name}”`,
  helpWords: {
    word: 'roles',
    other: 'approval',
    phrase: 'access review',
    tag: 'pricing',
    category: 'Industry',
    author: 'Lin',
    source: 'Newsletter'
  },
  showAll: (n) => `Show all ${n.toLocaleString('en')}`,
  showInList: (n, exact) =>
    `See all ${n === null ? '' : `${exact ? '' : 'of at least '}${n.toLocaleString('en')} `}in the list`,
  without: (condition) => `Without ${condition ?? 'any condition'}`,
  countOf: (n, exact) => `${exact ? '' : 'at least '}${n.toLocaleString('en')}`,
  found: (n, exact) => `${exact ? '' : 'at least '}${n.toLocaleString('en')}`,
  foundIn: (n, exact, milliseconds) =>
    `${exact ? '' : 'at least '}${counted(n, 'result', 'results')}, ${milliseconds} ms`,
  entries: (n) => counted(n, 'entry', 'entries'),
  places: (n) => counted(n, 'place', 'places'),
  nothing: (query) => `Nothing found for “${shortened(query)}”`,
  nothingHint: (entries, terms) =>
    terms > 1
      ? `None of ${counted(entries, 'entry', 'entries')} holds all ${terms} words in its title, text and tags. Try without one of them.`
      : `Searched the titles, texts and tags of ${counted(entries, 'entry', 'entries')}. Simplified or traditional, wide or narrow, upper or lower case make no difference.`,
  nothingWithConditions: (entries) =>
    `None of ${counted(entries, 'entry', 'entries')} fits all these words and conditions.`,
  choose: 'Choose',
  open: 'Open',
  jump: 'Jump to it',
  openBeside: 'Open beside results',
  close: 'Close',
  newNote: 'New note',
  newNoteNamed: (title) => `New note “${title}”`,
  importFiles: 'Import files',
  importFolder: 'Import a folder',
  goTo: (room) => `Go to ${room}`,
  lightTheme: 'Use the light theme',
  darkTheme: 'Use the dark theme',
  systemTheme: 'Let the theme follow the system',
  otherLanguage: '切换到简体中文'
}
