import { counted } from './text.ts'
import type { SameAs } from './text.ts'

export const zh = {
  welcome: '先放进一篇，再慢慢耕',
  welcomeHint: '文章和笔记都留在这台电脑里，不联网也能读。',
  language: '语言',
  theme: '主题',
  place: '资料库放在这里',
  placeHint: '一个普通的文件夹，随时可以备份或搬走。',
  changePlace: '换一个位置…',
  start: '开始',
  opening: '正在打开',
  failedTitle: '资料库没有打开',
  chooseAnother: '换一个文件夹…',
  dropTitle: '把文件或文件夹拖到这里',
  dropHint: 'Markdown、网页、Word、PDF、EPUB、ZIP，Obsidian、Notion、Joplin、印象笔记的导出，拖到窗口的任何地方都行',
  or: '或者，先看看用起来的样子',
  samples: '放入示例资料库',
  samplesHint: '24 篇虚构的文章、8 篇笔记、一份计划。看完可在“保管”里一键移走。',
  addSamples: '放入',
  addingSamples: '正在放入示例',
  samplesAdded: (n: number) => `已放入 ${n} 篇示例`,
  libraryPlace: (folder: string) => `资料库位置：${folder}`,
  searchAnywhere: '任何时候都能搜索'
}

export const en: SameAs<typeof zh> = {
  welcome: 'Put one in, then tend it',
  welcomeHint: 'Articles and notes stay on this computer and open without a network.',
  language: 'Language',
  theme: 'Theme',
  place: 'The library lives here',
  placeHint: 'An ordinary folder that you can back up or move at any time.',
  changePlace: 'Another place…',
  start: 'Start',
  opening: 'Opening',
  failedTitle: 'The library did not open',
  chooseAnother: 'Another folder…',
  dropTitle: 'Drop files or a folder here',
  dropHint:
    'Markdown, web pages, Word, PDF, EPUB, ZIP, exports of Obsidian, Notion, Joplin and Evernote; anywhere on the window will do',
  or: 'or see first what it looks like in use',
  samples: 'Add the sample library',
  samplesHint: '12 invented articles, 4 notes and a study plan. One click in Care takes them away again.',
  addSamples: 'Add',
  addingSamples: 'Adding the samples',
  samplesAdded: (n) => `${counted(n, 'sample', 'samples')} added`,
  libraryPlace: (folder) => `Library: ${folder}`,
  searchAnywhere: 'searches everything, any time'
}
