import type { SameAs } from './text.ts'

export const zh = {
  /** One text for each reason code of a receipt; the command line uses them too. */
  reasons: {
    empty_file: '文件是空的',
    too_large: '文件超过 50 MB',
    binary: '不是文字文件',
    unsupported_type: '还不支持这种文件',
    unreadable: '没有权限读取，或文件坏了',
    vanished: '读取时文件已不在原处',
    symlink_loop: '链接绕回了自己，没有再走进去',
    bad_encoding: '认不出文字编码',
    front_matter_unclosed: '文件头没有结束标记，已当作正文保留',
    front_matter_invalid: '文件头写法有误，已按行读取',
    same_bytes: '内容与已有的一篇完全相同',
    hidden_file: '隐藏文件或系统文件',
    disk_full: '磁盘已满',
    cancelled: '取消时还没有处理到',
    internal: '出了意外'
  }
}

export const en: SameAs<typeof zh> = {
  reasons: {
    empty_file: 'The file is empty',
    too_large: 'The file is larger than 50 MB',
    binary: 'Not a text file',
    unsupported_type: 'This kind of file is not supported yet',
    unreadable: 'No permission to read it, or the file is damaged',
    vanished: 'The file was gone when it was read',
    symlink_loop: 'The link leads back to itself and was not followed',
    bad_encoding: 'The text encoding was not recognised',
    front_matter_unclosed: 'The front matter has no end; it was kept as text',
    front_matter_invalid: 'The front matter has an error; it was read line by line',
    same_bytes: 'Exactly the same as an entry that is already here',
    hidden_file: 'A hidden or system file',
    disk_full: 'The disk is full',
    cancelled: 'Not reached before you cancelled',
    internal: 'Something unexpected happened'
  }
}
