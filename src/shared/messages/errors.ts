import type { SameAs } from './text.ts'

/** One text for each `key` of a failure; parameters are its details. */
export const zh = {
  internal: (d: Record<string, string>) => `出了意外：${d['message'] ?? ''}`,
  unknownMethod: (d: Record<string, string>) => `没有这个操作：${d['method'] ?? ''}`,
  invalidField: (d: Record<string, string>) => `“${d['field'] || d['method']}”的内容不合要求：${d['reason'] ?? ''}`,
  cancelled: (_: Record<string, string>) => '已取消',
  diskFull: (d: Record<string, string>) => `磁盘空间不够，没有写入。腾出空间后再试。${d['path'] ?? ''}`,
  diskError: (d: Record<string, string>) =>
    `磁盘读写出错，没有写入（${d['code'] ?? ''}）。请检查磁盘有没有接好、是否还有空间，然后重试。`,
  settingsNotKept: (d: Record<string, string>) =>
    `设置已生效，但没能存下来，下次打开会变回去：${d['path'] ?? ''}（${d['reason'] ?? ''}）`,
  folderReadOnly: (d: Record<string, string>) => `这个文件夹不能写入，请换一个位置或改它的权限：${d['path'] ?? ''}`,
  notAFolder: (d: Record<string, string>) => `这里是一个文件，不是文件夹：${d['path'] ?? ''}`,
  folderUnusable: (d: Record<string, string>) => `打不开文件夹 ${d['path'] ?? ''}（${d['reason'] ?? ''}）`,
  libraryInUse: (d: Record<string, string>) => `另一个耕读正开着这个资料库。请先关掉它：${d['path'] ?? ''}`,
  libraryMissing: (d: Record<string, string>) =>
    `这里的资料库不见了：${d['path'] ?? ''}。如果它在移动硬盘或网络盘上，接好后重试；如果搬走了，请选择现在的文件夹。`,
  libraryDamaged: (d: Record<string, string>) =>
    `资料库的数据文件已损坏，没有改动它。可以从 backups 文件夹里的备份恢复：${d['path'] ?? ''}`,
  libraryFromNewerVersion: (d: Record<string, string>) =>
    `这个资料库由更新的耕读写成（版本 ${d['found']}，这里认识到 ${d['known']}）。请更新耕读；资料库没有被改动。`,
  migrationBrokeReferences: (d: Record<string, string>) => `升级资料库时有 ${d['rows']} 处引用对不上，已退回升级前。`,
  backupDamaged: (d: Record<string, string>) =>
    `备份没有通过检查，已删掉它（${d['reason'] ?? ''}）。资料库本身没有改动。`,
  sampleUnreadable: (d: Record<string, string>) => `示例文件读不出来：${d['path'] ?? ''}（${d['reason'] ?? ''}）`,
  entryNotFound: (_: Record<string, string>) => '这一篇已经不在资料库里',
  versionNotFound: (_: Record<string, string>) => '这个版本已经不在了',
  versionMerged: (_: Record<string, string>) => '这是合并进来的一篇：先拆开，再作为正文',
  pairNotFound: (_: Record<string, string>) => '这两篇不再相似',
  mergeIntoItself: (_: Record<string, string>) => '一篇文章不能与自己合并',
  categoryNotFound: (_: Record<string, string>) => '这个分类已经不在了',
  categoryExists: (d: Record<string, string>) => `这里已有名为“${d['name'] ?? ''}”的分类`,
  categoryIntoItself: (_: Record<string, string>) => '分类不能移到自己下面',
  tagNotFound: (d: Record<string, string>) => `没有标签“${d['name'] ?? ''}”`,
  tagExists: (d: Record<string, string>) => `已有标签“${d['name'] ?? ''}”，可以合并`,
  tagIntoItself: (_: Record<string, string>) => '请选择另一个标签来合并',
  noteConflict: (_: Record<string, string>) => '这篇笔记在别处改过。两个版本都留着，请选择保留哪一个。',
  noteInvalid: (d: Record<string, string>) => `笔记内容读不懂：${d['reason'] ?? ''}`,
  noteInOtherLibrary: (_: Record<string, string>) => '这篇笔记在另一个资料库里，打开那个资料库就会保存',
  planNotFound: (_: Record<string, string>) => '这份计划已经不在了',
  planItemNotFound: (_: Record<string, string>) => '这一项已经不在计划里',
  pictureNotFound: (_: Record<string, string>) => '这张图片不在资料库里',
  batchNotFound: (_: Record<string, string>) => '没有这次导入的记录',
  importUndone: (_: Record<string, string>) => '这次导入已经撤销过了',
  importNotResumable: (_: Record<string, string>) => '这次导入没有剩下的文件',
  nothingToImport: (_: Record<string, string>) => '没有收到文件',
  coreStopped: (d: Record<string, string>) =>
    `资料库意外关闭了，已写入的内容都在。请重新打开。（${d['message'] ?? ''}）`,
  savedSearchNotFound: (_: Record<string, string>) => '这个保存的搜索已经不在了',
  noLibrary: (_: Record<string, string>) => '还没有打开资料库',
  linkRefused: (d: Record<string, string>) => `只打开 https 和 mailto 链接：${d['url'] ?? ''}`,
  printTimedOut: (_: Record<string, string>) => '页面没有准备好，没有写成 PDF',
  writeFailed: (d: Record<string, string>) => `没有写成 ${d['path'] ?? ''}（${d['reason'] ?? ''}）`,
  fileUnreadable: (d: Record<string, string>) => `读不了文件 ${d['path'] ?? ''}（${d['reason'] ?? ''}）`,
  wrongUse: (d: Record<string, string>) => d['reason'] ?? ''
}

export const en: SameAs<typeof zh> = {
  internal: (d) => `Something unexpected happened: ${d['message'] ?? ''}`,
  unknownMethod: (d) => `There is no such action: ${d['method'] ?? ''}`,
  invalidField: (d) => `“${d['field'] || d['method']}” is not valid: ${d['reason'] ?? ''}`,
  cancelled: () => 'Cancelled',
  diskFull: (d) =>
    `Too little room on the disk; nothing was written. Free some space and try again. ${d['path'] ?? ''}`,
  diskError: (d) =>
    `The disk could not be read or written, nothing was saved (${d['code'] ?? ''}). Check that it is connected and has room, then try again.`,
  settingsNotKept: (d) =>
    `The setting is in force, but could not be kept for the next start: ${d['path'] ?? ''} (${d['reason'] ?? ''})`,
  folderReadOnly: (d) =>
    `This folder cannot be written. Choose another place or change its permissions: ${d['path'] ?? ''}`,
  notAFolder: (d) => `This is a file, not a folder: ${d['path'] ?? ''}`,
  folderUnusable: (d) => `Cannot open the folder ${d['path'] ?? ''} (${d['reason'] ?? ''})`,
  libraryInUse: (d) => `Another Gengdu has this library open. Close it first: ${d['path'] ?? ''}`,
  libraryMissing: (d) =>
    `The library is no longer here: ${d['path'] ?? ''}. If it is on a removable or network disk, connect it and try again; if it was moved, choose its folder.`,
  libraryDamaged: (d) =>
    `The library’s data file is damaged and was left as it is. You can restore a backup from its backups folder: ${d['path'] ?? ''}`,
  libraryFromNewerVersion: (d) =>
    `A newer Gengdu wrote this library (version ${d['found']}, this one knows up to ${d['known']}). Please update Gengdu; the library was not changed.`,
  migrationBrokeReferences: (d) => `Upgrading the library broke ${d['rows']} references, so it was put back as it was.`,
  backupDamaged: (d) =>
    `The backup did not pass its check and was removed (${d['reason'] ?? ''}). The library itself was not changed.`,
  sampleUnreadable: (d) => `Cannot read the sample file ${d['path'] ?? ''} (${d['reason'] ?? ''})`,
  entryNotFound: () => 'This entry is no longer in the library',
  versionNotFound: () => 'This version is no longer there',
  versionMerged: () => 'This is an article that was merged: take it out first',
  pairNotFound: () => 'These two articles are no longer alike',
  mergeIntoItself: () => 'An article cannot be merged with itself',
  categoryNotFound: () => 'This category is gone',
  categoryExists: (d) => `There is already a category “${d['name'] ?? ''}” here`,
  categoryIntoItself: () => 'A category cannot move under itself',
  tagNotFound: (d) => `There is no tag “${d['name'] ?? ''}”`,
  tagExists: (d) => `There is already a tag “${d['name'] ?? ''}”; you can merge them`,
  tagIntoItself: () => 'Choose another tag to merge into',
  noteConflict: () => 'This note was changed elsewhere. Both versions are kept; choose which one stays.',
  noteInvalid: (d) => `The note’s content cannot be read: ${d['reason'] ?? ''}`,
  noteInOtherLibrary: () => 'This note is in another library and is saved once that is open',
  planNotFound: () => 'This plan is gone',
  planItemNotFound: () => 'This item is no longer in the plan',
  pictureNotFound: () => 'This picture is not in the library',
  batchNotFound: () => 'There is no record of this import',
  importUndone: () => 'This import was undone before',
  importNotResumable: () => 'This import has no files left to do',
  nothingToImport: () => 'No files arrived',
  coreStopped: (d) =>
    `The library closed unexpectedly; what was saved is there. Please open it again. (${d['message'] ?? ''})`,
  savedSearchNotFound: () => 'This saved search is gone',
  noLibrary: () => 'No library is open yet',
  linkRefused: (d) => `Only https and mailto links are opened: ${d['url'] ?? ''}`,
  printTimedOut: () => 'The page did not get ready, so no PDF was written',
  writeFailed: (d) => `Could not write ${d['path'] ?? ''} (${d['reason'] ?? ''})`,
  fileUnreadable: (d) => `Could not read ${d['path'] ?? ''} (${d['reason'] ?? ''})`,
  wrongUse: (d) => d['reason'] ?? ''
}
