import { counted, numbered } from './text.ts'
import type { SameAs } from './text.ts'

export const zh = {
  usage: `用法：gengdu <命令> --library <文件夹> [--json]

  import <路径…> [--category "甲/乙"] [--tag 标签]… [--dry-run]   导入文件或文件夹；--dry-run 只看结果，不写入
         [--include 通配符]… [--exclude 通配符]… [--since-batch 批次]   只要、不要哪些文件；只要那次之后改过的
         [--encoding 编码] [--books chapters|whole]   文本文件的编码；书按章节还是整本
  receipts [--limit N]                          列出每次导入
  resume <批次>                                 接着做没有做完的一次导入
  undo <批次>                                   撤销一次导入
  list [--kind article|note] [--tag 标签] [--category "甲/乙"] [--limit N] [--offset N]
  show <编号> --format json|markdown|html|text   显示一篇
  search <词…> [--limit N] [--offset N]         搜索，例如 '权限 -测试 标签:访谈 日期:2022..'
  duplicates [--limit N] [--merge]              列出几乎相同的文章；--merge 合并 95% 以上的
  note add --title 标题 --markdown 文件 [--tag 标签]…
  plan list                                     列出学习计划
  plan export <编号> --format md|csv --out 文件  导出计划
  check                                         检查数据、索引和原文件
  reindex                                       重建搜索索引`,
  unknownCommand: (name: string) => `没有这个命令：${name}`,
  missing: (name: string) => `缺少 ${name}`,
  notANumber: (name: string) => `${name} 应是正整数`,
  notOneOf: (name: string, values: string) => `${name} 应是 ${values} 之一`,
  noCategory: (path: string) => `没有分类“${path}”`,
  importing: (done: number, total: number) => `已处理 ${done} / ${total}`,
  importDone: (imported: number, duplicate: number, skipped: number, failed: number) =>
    `导入 ${imported}，重复 ${duplicate}，跳过 ${skipped}，失败 ${failed}`,
  found: (total: string, ms: string) => `${total} 篇，${ms} 毫秒`,
  pairs: (n: number) => `${n} 对几乎相同的文章`,
  highlightIn: (title: string) => `${title}（高亮）`,
  plan: (title: string) => `${title}（计划）`,
  suggested: (query: string, entries: number) => `是不是想找 ${query}（${numbered(entries, '篇')}）`,
  healthy: '数据、索引和原文件都完好',
  indexed: (n: number) => `已索引 ${n} 篇`,
  noteAdded: (id: number) => `已新建笔记 ${id}`,
  written: (path: string) => `已写入 ${path}`
}

export const en: SameAs<typeof zh> = {
  usage: `Usage: gengdu <command> --library <folder> [--json]

  import <path…> [--category "A/B"] [--tag T]… [--dry-run]   import files or folders; --dry-run writes nothing
         [--include GLOB]… [--exclude GLOB]… [--since-batch B]   which files; those changed since that import
         [--encoding E] [--books chapters|whole]   how text is read; a book as chapters or as one
  receipts [--limit N]                           list the imports
  resume <batch>                                 go on with an import that was stopped
  undo <batch>                                   take an import back
  list [--kind article|note] [--tag T] [--category "A/B"] [--limit N] [--offset N]
  show <id> --format json|markdown|html|text     show one entry
  search <words…> [--limit N] [--offset N]       search, for example 'roles -test tag:interview date:2022..'
  duplicates [--limit N] [--merge]               list articles that are nearly the same; --merge merges from 95% on
  note add --title T --markdown FILE [--tag T]…
  plan list                                      list the study plans
  plan export <id> --format md|csv --out FILE    export a plan
  check                                          check data, index and original files
  reindex                                        rebuild the search index`,
  unknownCommand: (name) => `There is no command ${name}`,
  missing: (name) => `${name} is missing`,
  notANumber: (name) => `${name} must be a positive whole number`,
  notOneOf: (name, values) => `${name} must be one of ${values}`,
  noCategory: (path) => `There is no category “${path}”`,
  importing: (done, total) => `${done} of ${total} done`,
  importDone: (imported, duplicate, skipped, failed) =>
    `${imported} imported, ${duplicate} duplicate, ${skipped} skipped, ${failed} failed`,
  found: (total, ms) => `${total} found in ${ms} ms`,
  pairs: (n) => `${counted(n, 'pair', 'pairs')} of articles nearly the same`,
  highlightIn: (title) => `${title} (highlight)`,
  plan: (title) => `${title} (plan)`,
  suggested: (query, entries) => `Did you mean ${query} (${counted(entries, 'entry', 'entries')})`,
  healthy: 'Data, index and original files are sound',
  indexed: (n) => `${n} entries indexed`,
  noteAdded: (id) => `Note ${id} added`,
  written: (path) => `Wrote ${path}`
}
