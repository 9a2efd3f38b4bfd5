import { counted, numbered } from './text.ts'
import type { SameAs } from './text.ts'

export const zh = {
  title: '搜索',
  placeholder: '搜标题、正文、笔记、标签，或找一个操作',
  results: '搜索结果',
  titles: '标题与标签',
  texts: '正文',
  notes: '笔记',
  commands: '操作',
  tag: '标签',
  showAll: (n: number) => `全部显示 ${n} 项`,
  found: (total: number, exact: boolean, shown: number, milliseconds: string) =>
    `${exact ? '' : '至少 '}${numbered(total, '篇')}${shown < total ? `，列出前 ${shown} 篇` : ''}，${milliseconds} 毫秒`,
  entries: (n: number) => numbered(n, '篇'),
  places: (n: number) => numbered(n, '处'),
  nothing: (query: string) => `没有找到“${query}”`,
  nothingHint: (entries: number, terms: number) =>
    terms > 1
      ? `在 ${numbered(entries, '篇')}的标题、正文和标签里，没有一篇同时有这 ${terms} 个词。去掉一个词再试。`
      : `搜过 ${numbered(entries, '篇')}的标题、正文和标签。简体繁体、全角半角、大小写都算同一个字。`,
  choose: '选择',
  open: '打开',
  jump: '跳到第一处',
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
  titles: 'Titles and tags',
  texts: 'Text',
  notes: 'Notes',
  commands: 'Commands',
  tag: 'Tag',
  showAll: (n) => `Show all ${n}`,
  found: (total, exact, shown, milliseconds) =>
    `${exact ? '' : 'at least '}${counted(total, 'entry', 'entries')}${shown < total ? `, best ${shown} shown` : ''}, ${milliseconds} ms`,
  entries: (n) => counted(n, 'entry', 'entries'),
  places: (n) => counted(n, 'place', 'places'),
  nothing: (query) => `Nothing found for “${query}”`,
  nothingHint: (entries, terms) =>
    terms > 1
      ? `None of ${counted(entries, 'entry', 'entries')} holds all ${terms} words in its title, text and tags. Try without one of them.`
      : `Searched the titles, texts and tags of ${counted(entries, 'entry', 'entries')}. Simplified or traditional, wide or narrow, upper or lower case make no difference.`,
  choose: 'Choose',
  open: 'Open',
  jump: 'Go to the first place',
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
