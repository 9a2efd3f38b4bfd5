import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CoreContract } from '../shared/contract.ts'
import type { EntrySummary } from '../shared/entries.ts'
import type { Api } from '../shared/ipc.ts'
import type { Language } from '../shared/shell.ts'
import { AppError, unwrap } from '../shared/result.ts'
import type { Messages } from '../shared/messages/index.ts'
import type { DirectClient } from '../main/core/client.ts'
import { idOperand, pathOf, WrongUse } from './arguments.ts'
import type { CommandLine } from './arguments.ts'
import { importFiles, listReceipts, resume, undo } from './import-commands.ts'
import { search } from './search-command.ts'

/**
 * What a command prints: data for `--json`, lines for people, and whether all of it succeeded. A list that may be too long
 * for memory comes in `pages`, as the last member `items` of the data.
 */
export interface Outcome {
  data: object | string
  pages?: AsyncIterable<readonly unknown[]>
  lines: string[]
  complete: boolean
}

export interface CommandContext {
  line: CommandLine
  client: DirectClient
  kb: Api<CoreContract>
  messages: Messages
  language: Language
  /** Says something on stderr while the command runs. */
  report(text: string): void
}

export type Command = (context: CommandContext) => Promise<Outcome>

const done = (data: object | string, lines: string[]): Outcome => ({ data, lines, complete: true })

const PAGE = 500
const MOST_PAIRS = 1000

/** The members of a summary that the command line promises. */
function listItem(entry: EntrySummary) {
  const { id, kind, title, author, feed, publishedAt, categories, tags, images, readingMinutes } = entry
  const { createdAt, updatedAt } = entry
  return { id, kind, title, author, feed, publishedAt, categories, tags, images, readingMinutes, createdAt, updatedAt }
}

const list: Command = async ({ line, kb, messages }) => {
  const path = line.text('category')
  const kind = line.oneOf('kind', ['article', 'note'])
  const category = path === undefined ? undefined : await categoryId(kb, path, messages)
  const filter = { tags: line.tags, ...(kind ? { kind } : {}), ...(category ? { category } : {}) }
  const wanted = line.number('limit') ?? 100
  const start = line.number('offset') ?? 0
  const items: EntrySummary[] = []
  let total = 0
  do {
    const limit = Math.max(1, Math.min(PAGE, wanted - items.length))
    const page = unwrap(await kb.entries.list({ ...filter, offset: start + items.length, limit }))
    total = page.total
    if (page.items.length === 0) break
    items.push(...page.items.slice(0, wanted - items.length))
  } while (items.length < wanted && start + items.length < total)
  return done(
    { total, items: items.map(listItem) },
    items.map((entry) => [entry.id, entry.publishedAt ?? '', entry.title, entry.tags.join(' ')].join('\t'))
  )
}

/** The id of a category given as `A/B/C`. */
async function categoryId(kb: Api<CoreContract>, path: string, messages: Messages): Promise<number> {
  const tree = unwrap(await kb.categories.list(null))
  let parent: number | null = null
  for (const name of pathOf(path)) {
    const child = tree.find((category) => category.parentId === parent && category.name === name)
    if (!child) throw new WrongUse(messages.cli.noCategory(path))
    parent = child.id
  }
  if (parent === null) throw new WrongUse(messages.cli.noCategory(path))
  return parent
}

const show: Command = async ({ line, kb, messages }) => {
  const id = idOperand(line, messages.cli)
  const format = line.oneOf('format', ['json', 'markdown', 'html', 'text']) ?? 'markdown'
  const { kind } = unwrap(await kb.entries.get({ id }))
  if (kind === 'note') {
    const note = unwrap(await kb.notes.get({ id }))
    const markdown = unwrap(await kb.notes.markdown({ id }))
    if (format === 'html') throw new WrongUse(messages.cli.notOneOf('--format', 'json, markdown, text'))
    const data = { ...listItem(note), source: note.source, markdown }
    return done(data, [format === 'json' ? JSON.stringify(data, null, 2) : markdown])
  }
  if (format !== 'json') {
    const text = unwrap(await kb.articles.export({ id, format }))
    return done(text, [text])
  }
  const article = unwrap(await kb.articles.get({ id }))
  const { toc, facts, source, summary, url, originalTitle, imageList, readState } = article
  const data = { ...listItem(article), images: imageList, toc, facts, source, summary, url, originalTitle, readState }
  return done(data, [JSON.stringify(data, null, 2)])
}

const duplicates: Command = async ({ line, kb, messages }) => {
  if (line.flag('merge')) {
    const { versions } = unwrap(await kb.articles.mergeAlike({}))
    await kb.search.catchUp(null).result
    return done({ merged: versions.length }, [messages.duplicates.mergedMany(versions.length)])
  }
  const limit = Math.max(1, Math.min(MOST_PAIRS, line.number('limit') ?? 100))
  const { total, items } = unwrap(await kb.articles.duplicates({ limit }))
  const pairs = items.map(({ a, b, score }) => ({ a: a.id, b: b.id, score }))
  return done({ total, items: pairs }, [
    messages.cli.pairs(total),
    ...items.map(({ a, b, score }) => `${score.toFixed(2)}\t${a.id}\t${a.title}\n\t${b.id}\t${b.title}`)
  ])
}

const addNote: Command = async ({ line, kb, messages }) => {
  const path = line.required('markdown')
  const markdown = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new AppError('io', 'fileUnreadable', { path, reason: error instanceof Error ? error.message : '' })
  })
  const note = unwrap(await kb.notes.create({ title: line.required('title'), markdown, tags: line.tags }))
  return done(listItem(note), [messages.cli.noteAdded(note.id)])
}

const listPlans: Command = async ({ kb }) => {
  const plans = unwrap(await kb.plans.list(null))
  return done(
    { total: plans.length, items: plans },
    plans.map((plan) => `${plan.id}\t${plan.startDate}\t${plan.doneItems}/${plan.items}\t${plan.title}`)
  )
}

const exportPlan: Command = async ({ line, client, kb, messages, language }) => {
  const id = idOperand(line, messages.cli)
  const format = line.oneOf('format', ['md', 'csv'])
  if (!format) throw new WrongUse(messages.cli.missing('--format'))
  const target = resolve(line.required('out'))
  client.saveTo(target)
  const { path } = unwrap(await kb.plans.export({ id, format, language, name: target }).result)
  return done({ path }, [messages.cli.written(path)])
}

const check: Command = async ({ kb, messages }) => {
  const report = unwrap(await kb.library.check(null).result)
  const lines = report.ok ? [messages.cli.healthy] : report.problems.map((each) => `${each.code}\t${each.detail}`)
  return { data: report, lines, complete: report.ok }
}

const reindex: Command = async ({ kb, messages }) => {
  const { indexed } = unwrap(await kb.search.reindex(null).result)
  return done({ indexed }, [messages.cli.indexed(indexed)])
}

export const commands: Record<string, Command> = {
  import: importFiles,
  resume,
  undo,
  receipts: listReceipts,
  list,
  show,
  search,
  duplicates,
  'note add': addNote,
  'plan list': listPlans,
  'plan export': exportPlan,
  check,
  reindex
}
