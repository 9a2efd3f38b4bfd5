import { counted, numbered } from './text.ts'
import type { SameAs } from './text.ts'

export const zh = {
  appName: '耕读',
  undo: '撤销',
  redo: '重做',
  cancel: '取消',
  close: '关闭',
  save: '保存',
  rename: '改名',
  delete: '删除',
  add: '添加',
  done: '完成',
  retry: '重试',
  more: '更多',
  back: '返回',
  loading: '正在读取',
  notifications: '通知',
  article: '文章',
  note: '笔记',
  untitled: '无标题',
  minutes: (n: number) => `${n} 分钟`,
  entries: (n: number) => numbered(n, '篇')
}

export const en: SameAs<typeof zh> = {
  appName: 'Gengdu',
  undo: 'Undo',
  redo: 'Redo',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  rename: 'Rename',
  delete: 'Delete',
  add: 'Add',
  done: 'Done',
  retry: 'Try again',
  more: 'More',
  back: 'Back',
  loading: 'Loading',
  notifications: 'Notifications',
  article: 'Article',
  note: 'Note',
  untitled: 'Untitled',
  minutes: (n) => `${n} min`,
  entries: (n) => counted(n, 'entry', 'entries')
}
