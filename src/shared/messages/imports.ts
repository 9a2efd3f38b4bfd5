import type { SourceFormat } from '../articles.ts'
import type { ImportOutcome, ImportReason } from '../imports.ts'
import * as preview from './import-preview.ts'
import { counted } from './text.ts'
import type { SameAs } from './text.ts'

const outcomes: Record<ImportOutcome, string> = {
  imported: '导入',
  updated: '更新',
  duplicate: '重复',
  skipped: '跳过',
  failed: '无法读取'
}

/** What a source has beside its text. */
const parts = {
  images: '图片',
  links: '链接',
  tables: '表格',
  headings: '标题',
  lists: '列表',
  code: '代码块',
  media: '音视频和内嵌页'
}
type Part = keyof typeof parts

/** A share in percent, with one decimal where that tells more; 100% only when nothing is missing. */
const percent = (share: number): string =>
  share === 1 ? '100%' : `${Math.min(Math.floor(share * 1000) / 10, 99.9).toFixed(share >= 0.9 ? 1 : 0)}%`

/** What is missing to `percent`: rounded up, never to nothing. Shares have four decimals. */
const missingPercent = (share: number): string => `${(Math.ceil(Math.round(share * 10_000) / 10) / 10).toFixed(1)}%`

function timeZh(seconds: number): string {
  if (seconds < 1) return '不到 1 秒'
  if (seconds < 60) return ` ${seconds} 秒`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? ` ${minutes} 分钟` : ` ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`
}
function timeEn(seconds: number): string {
  if (seconds < 1) return 'less than a second'
  if (seconds < 60) return counted(seconds, 'second', 'seconds')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return counted(minutes, 'minute', 'minutes')
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** What the user reads for each reason on a receipt. */
const reasons: Record<ImportReason, string> = {
  empty_file: '文件是空的',
  too_large: '文件太大',
  binary: '不是文本文件',
  unsupported_type: '还不支持这种文件',
  unreadable: '没有读取它的权限，或磁盘读不出来',
  vanished: '导入时文件已经不在了',
  symlink_loop: '链接绕了一圈指回自己',
  bad_encoding: '认不出文字编码',
  encrypted: '有密码保护，去掉密码后再导入',
  no_text: '里面没有文字，可能是扫描件',
  damaged: '文件不完整或已损坏',
  unsafe_archive: '不安全，没有打开：解开后大得异常，或指向别处',
  front_matter_unclosed: '开头的属性区没有结束标记，已按正文导入',
  front_matter_invalid: '开头的属性区有语法错误，已尽量读出',
  comments_hidden: '注释没有显示，原文件里还在',
  conflict_copy: '同步冲突留下的副本，已照样导入',
  table_cut: '表格太长，后面的行没有收进来，原文件里还在',
  page_frame: '页面的导航、边栏等已省略，只留正文',
  as_plain_text: '太长，没有按 Markdown 解析，已作为纯文本导入',
  unsafe_link: '不是网页链接，没有收录',
  export_details: '导出里的笔记本、标签等信息，已用在笔记上',
  same_table: '同一个数据库的另一份表，已导入行数最全的一份',
  same_bytes: '内容与资料库里的一篇完全相同',
  newer_text: '文章更新了；原来的正文留作版本',
  title_kept: '文章更新了；你改的标题保留',
  same_text: '正文没有变；更新了来源信息',
  earlier_text: '比资料库里的旧，留作那一篇的版本',
  shorter_text: '比资料库里的短得多，留作那一篇的版本',
  longer_beside: '同一次导入里另有更长的一份，留作那一篇的版本',
  hidden_file: '隐藏文件',
  excluded: '你没有选它',
  picture_stored: '文章里的图片，随文章存下',
  picture_unused: '图片，没有文章用到它',
  not_changed: '那次导入之后没有改过',
  too_slow: '读得太久，已停下',
  too_much_memory: '读它要太多内存，已停下',
  disk_full: '磁盘空间不够，没有写入',
  cancelled: '停下前还没有轮到',
  internal: '出了意外，没有导入'
}

export const zh = {
  preview: preview.zh,
  outcomes,
  reasons,
  parts,
  percent,
  columns: { file: '文件', outcome: '结果', title: '标题', reason: '说明', detail: '细节', text: '保留文字' },
  characters: '文字',
  charactersOf: (n: number) => `${n.toLocaleString('en')} 字`,
  keptOf: (source: number, kept: number) =>
    kept >= source ? source.toLocaleString('en') : `${kept.toLocaleString('en')} / ${source.toLocaleString('en')}`,
  overall: '整体保留度',
  kept: (share: number) => `保留 ${percent(share)}`,
  lostText: (share: number) => `文字 ${missingPercent(share)}`,
  lostPart: (part: Part, n: number) => `${parts[part]} ${n.toLocaleString('en')}`,
  nothingLost: '没有丢失',
  unmeasured: (n: number) => `另有 ${n} 个文件当时没有测量`,
  notKept: (list: string) => `没保留的：${list}`,
  between: '、',
  undo: '撤销本次导入',
  undoing: '正在撤销',
  stopUndoing: '停下',
  undoHint: '以后随时可以在“导入”里撤销。撤销只移走这一次带来的内容，你之后写的笔记会留下。',
  undone: (removed: number, trashed: number, restored: number) =>
    [
      `已撤销，移走 ${removed.toLocaleString('en')} 篇`,
      ...(restored > 0 ? [`${restored.toLocaleString('en')} 篇恢复了原来的正文`] : []),
      ...(trashed > 0 ? [`${trashed.toLocaleString('en')} 篇你用过或原文件已不在，放进了回收站`] : [])
    ].join('；'),
  wasUndone: '已撤销',
  undoneOn: (when: string) => `${when} 已撤销`,
  exportCsv: '导出 CSV',
  exported: (path: string) => `已写入 ${path}`,
  csvName: (label: string) => `导入回执 ${label}.csv`,
  dropTitle: '松开就导入',
  dropHint:
    'Markdown、网页、Word、PDF、EPUB、表格、ZIP，Obsidian、Notion、Joplin、印象笔记的导出；文件夹连同里面的文件一起导入',
  pickFiles: '选择文件…',
  pickFolder: '选择文件夹…',
  running: '正在导入',
  looking: '正在找文件',
  progress: (done: number, total: number) =>
    total > 0 ? `${done.toLocaleString('en')} / ${total.toLocaleString('en')}` : `${done.toLocaleString('en')} 个`,
  waiting: (n: number) => `还有 ${n} 批在等`,
  cancel: '取消',
  pause: '暂停',
  stopping: { pause: '正在暂停', cancel: '正在停下' },
  perSecond: (n: number) => `每秒 ${n < 10 ? n.toFixed(1) : Math.round(n).toLocaleString('en')} 个`,
  timeLeft: (seconds: number) =>
    seconds < 60 ? `还要 ${seconds} 秒` : `还要 ${Math.ceil(seconds / 60).toLocaleString('en')} 分钟`,
  interrupted: '导入停在半路',
  resume: (n: number) => `继续导入 ${n.toLocaleString('en')} 个文件`,
  notNow: '不再提示',
  oneImported: '已导入 1 篇',
  open: '打开',
  titleImported: (n: number) => `已导入 ${n.toLocaleString('en')} 篇`,
  titleUpdated: (n: number) => `已更新 ${n.toLocaleString('en')} 篇`,
  titlePictures: (n: number) => `${n.toLocaleString('en')} 张图片配到了文章里`,
  pictureFiles: (stored: number, unused: number) =>
    [
      ...(stored > 0 ? [`${stored.toLocaleString('en')} 个图片文件在文章里`] : []),
      ...(unused > 0 ? [`${unused.toLocaleString('en')} 个图片文件没有文章用到`] : [])
    ].join('，'),
  titleNothingNew: '没有新的内容',
  titleNothing: '没有导入',
  cancelledTitle: (n: number) => `停在半路，导入了 ${n.toLocaleString('en')} 篇`,
  took: (seconds: number) => `用时${timeZh(seconds)}`,
  tookAndKept: (seconds: number) => `用时${timeZh(seconds)}。原文件没有改动。`,
  unfinished: '没有做完',
  show: '去看看',
  receipt: '导入回执',
  number: (n: number) => `No. ${String(n).padStart(4, '0')}`,
  files: '文件',
  all: '全部',
  sum: (n: number) => `合计 ${n.toLocaleString('en')}，一个不少`,
  fileList: '逐个文件',
  none: '这一类没有文件',
  notFound: (query: string) => `没有文件名或标题里有“${query}”的`,
  findFile: '按文件名或标题找',
  anyReason: '全部说明',
  format: '格式',
  anyFormat: '全部格式',
  formats: {
    feed: '订阅文章',
    markdown: 'Markdown',
    html: '网页',
    text: '纯文本',
    docx: 'Word',
    mhtml: 'MHTML',
    enex: '印象笔记',
    pdf: 'PDF',
    epub: 'EPUB',
    joplin: 'Joplin',
    lake: '语雀',
    table: '表格',
    bookmark: '书签',
    clippings: '书摘'
  } satisfies Record<SourceFormat, string>,
  openEntry: (title: string) => `打开《${title}》`,
  records: '导入记录',
  noRecords: '还没有导入过',
  noRecordsHint: '把文件或文件夹拖到窗口里任何地方。每一次导入都会在这里留下一张回执。',
  recordSummary: (imported: number, total: number) =>
    `导入 ${imported.toLocaleString('en')} / ${total.toLocaleString('en')}`,
  wasCancelled: '没有做完'
}

const enParts = {
  images: 'pictures',
  links: 'links',
  tables: 'tables',
  headings: 'headings',
  lists: 'lists',
  code: 'code blocks',
  media: 'embedded media'
}
const enOne = {
  images: 'picture',
  links: 'link',
  tables: 'table',
  headings: 'heading',
  lists: 'list',
  code: 'code block',
  media: 'embedded media'
}

export const en: SameAs<typeof zh> = {
  preview: preview.en,
  parts: enParts,
  percent,
  columns: { file: 'File', outcome: 'Outcome', title: 'Title', reason: 'Reason', detail: 'Detail', text: 'Text kept' },
  characters: 'Text',
  charactersOf: (n) => counted(n, 'character', 'characters'),
  keptOf: (source, kept) =>
    kept >= source ? source.toLocaleString('en') : `${kept.toLocaleString('en')} / ${source.toLocaleString('en')}`,
  overall: 'Kept overall',
  kept: (share) => `${percent(share)} kept`,
  lostText: (share) => `${missingPercent(share)} of the text`,
  lostPart: (part, n) => counted(n, enOne[part], enParts[part]),
  nothingLost: 'Nothing lost',
  unmeasured: (n) => `${counted(n, 'file was', 'files were')} not measured at the time`,
  notKept: (list) => `Not kept: ${list}`,
  between: ', ',
  undo: 'Undo this import',
  undoing: 'Undoing',
  stopUndoing: 'Stop',
  undoHint: 'You can undo it later under Imports. Only what this import brought goes; notes you write stay.',
  undone: (removed, trashed, restored) =>
    [
      `Undone: ${counted(removed, 'article', 'articles')} removed`,
      ...(restored > 0 ? [`${counted(restored, 'article has its', 'articles have their')} former text again`] : []),
      ...(trashed > 0
        ? [`${counted(trashed, 'article', 'articles')} you have used, or whose file is gone, moved to the trash`]
        : [])
    ].join('; '),
  wasUndone: 'undone',
  undoneOn: (when) => `Undone ${when}`,
  exportCsv: 'Export CSV',
  exported: (path) => `Wrote ${path}`,
  csvName: (label) => `Import receipt ${label}.csv`,
  outcomes: {
    imported: 'Imported',
    updated: 'Updated',
    duplicate: 'Duplicate',
    skipped: 'Skipped',
    failed: 'Unreadable'
  },
  reasons: {
    empty_file: 'The file is empty',
    too_large: 'The file is too large',
    binary: 'Not a text file',
    unsupported_type: 'This kind of file is not supported yet',
    unreadable: 'No permission to read it, or the disk could not',
    vanished: 'The file was gone when its turn came',
    symlink_loop: 'A link leads back to itself',
    bad_encoding: 'The text encoding is unknown',
    encrypted: 'Protected by a password; remove it and import again',
    no_text: 'No text inside; it may be a scan',
    damaged: 'The file is incomplete or damaged',
    unsafe_archive: 'Not safe to open: it unpacks to far too much or points elsewhere',
    front_matter_unclosed: 'The properties at the top have no end mark; imported as text',
    front_matter_invalid: 'The properties at the top have a mistake; read as far as possible',
    comments_hidden: 'Comments are not shown; they are still in the original file',
    conflict_copy: 'A copy left by a sync conflict; imported all the same',
    table_cut: 'The table is long; its last rows are in the original file only',
    page_frame: 'Navigation and sidebars of the page were left out',
    as_plain_text: 'Too long for its Markdown to be read; imported as plain text',
    unsafe_link: 'Not a link to a web page; left out',
    export_details: 'Notebooks, tags and such of an export; used for its notes',
    same_table: 'Another table of the same database; the one with all rows was imported',
    same_bytes: 'Exactly the same as an article in the library',
    newer_text: 'Article updated; its former text is kept as a version',
    title_kept: 'Article updated; the title you gave it is kept',
    same_text: 'The text is the same; what is known of its source was updated',
    earlier_text: 'Older than the one in the library; kept as a version of it',
    shorter_text: 'Much shorter than the one in the library; kept as a version of it',
    longer_beside: 'Another file of this import has a longer text; kept as a version of it',
    hidden_file: 'Hidden file',
    excluded: 'You left it out',
    picture_stored: 'A picture of an article, stored with it',
    picture_unused: 'A picture that no article asks for',
    not_changed: 'Not changed since that import',
    too_slow: 'Took too long to read; stopped',
    too_much_memory: 'Needed too much memory to read; stopped',
    disk_full: 'Too little room on the disk; nothing was written',
    cancelled: 'Not reached before it stopped',
    internal: 'Something unexpected happened; not imported'
  },
  dropTitle: 'Let go to import',
  dropHint:
    'Markdown, web pages, Word, PDF, EPUB, tables, ZIP, exports of Obsidian, Notion, Joplin and Evernote; a folder comes with everything in it',
  pickFiles: 'Choose files…',
  pickFolder: 'Choose a folder…',
  running: 'Importing',
  looking: 'Looking for files',
  progress: (done, total) =>
    total > 0 ? `${done.toLocaleString('en')} / ${total.toLocaleString('en')}` : counted(done, 'file', 'files'),
  waiting: (n) => `${counted(n, 'batch', 'batches')} waiting`,
  cancel: 'Cancel',
  pause: 'Pause',
  stopping: { pause: 'Pausing', cancel: 'Stopping' },
  perSecond: (n) => `${n < 10 ? n.toFixed(1) : Math.round(n).toLocaleString('en')}/s`,
  timeLeft: (seconds) =>
    seconds < 60
      ? `${counted(seconds, 'second', 'seconds')} left`
      : `${counted(Math.ceil(seconds / 60), 'minute', 'minutes')} left`,
  interrupted: 'Import stopped half-way',
  resume: (n) => `Import the other ${counted(n, 'file', 'files')}`,
  notNow: 'Do not ask again',
  oneImported: '1 article imported',
  open: 'Open',
  titleImported: (n) => `${counted(n, 'article', 'articles')} imported`,
  titleUpdated: (n) => `${counted(n, 'article', 'articles')} updated`,
  titlePictures: (n) => `${counted(n, 'picture', 'pictures')} paired with articles`,
  pictureFiles: (stored, unused) =>
    [
      ...(stored > 0 ? [`${counted(stored, 'picture file', 'picture files')} in articles`] : []),
      ...(unused > 0 ? [`${counted(unused, 'picture file', 'picture files')} in none`] : [])
    ].join(', '),
  titleNothingNew: 'Nothing new',
  titleNothing: 'Nothing imported',
  cancelledTitle: (n) => `Stopped after ${counted(n, 'article', 'articles')}`,
  took: (seconds) => `Took ${timeEn(seconds)}`,
  tookAndKept: (seconds) => `Took ${timeEn(seconds)}. The files themselves were not changed.`,
  unfinished: 'Not finished',
  show: 'Show them',
  receipt: 'Import receipt',
  number: (n) => `No. ${String(n).padStart(4, '0')}`,
  files: 'Files',
  all: 'All',
  sum: (n) => `${n.toLocaleString('en')} in all, none missing`,
  fileList: 'File by file',
  none: 'No files of this kind',
  notFound: (query) => `No file name or title has “${query}” in it`,
  findFile: 'Find by file name or title',
  anyReason: 'Any reason',
  format: 'Format',
  anyFormat: 'Any format',
  formats: {
    feed: 'Feed article',
    markdown: 'Markdown',
    html: 'Web page',
    text: 'Plain text',
    docx: 'Word',
    mhtml: 'MHTML',
    enex: 'Evernote',
    pdf: 'PDF',
    epub: 'EPUB',
    joplin: 'Joplin',
    lake: 'Yuque',
    table: 'Table',
    bookmark: 'Bookmark',
    clippings: 'Clippings'
  },
  openEntry: (title) => `Open “${title}”`,
  records: 'Imports',
  noRecords: 'Nothing imported yet',
  noRecordsHint: 'Drop files or a folder anywhere on the window. Every import leaves a receipt here.',
  recordSummary: (imported, total) => `${imported.toLocaleString('en')} of ${total.toLocaleString('en')} imported`,
  wasCancelled: 'unfinished'
}
