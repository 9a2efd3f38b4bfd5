import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CoreContract } from '../shared/contract.ts'
import type { EntrySummary } from '../shared/entries.ts'
import type { ImportCounts, ImportItem, ImportReceipt } from '../shared/imports.ts'
import type { Api } from '../shared/ipc.ts'
import type { Language } from '../shared/shell.ts'
import { AppError, unwrap } from '../shared/result.ts'
import type { Messages } from '../shared/messages/index.ts'
import type { DirectClient } from '../main/core/client.ts'
import { idOperand, WrongUse } from './arguments.ts'
import type { CommandLine } from './arguments.ts'
import { search } from './search-command.ts'

/** What a command prints: data for `--json`, lines for people, and whether all of it succeeded. */
export interface Outcome {
  data: unknown
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

type Command = (context: CommandContext) => Promise<Outcome>

const done = (data: unknown, lines: string[]): Outcome => ({ data, lines, complete: true })

const PAGE = 500
const MOST_PAIRS = 1000
const MAX_ITEMS = 100_000
const PREVIEW_PAGE = 10_000

const importFiles: Command = async ({ line, client, kb, messages, report }) => {
  if (line.operands.length === 0) throw new WrongUse(messages.cli.missing('<path>'))
  const paths = line.operands.map((path) => resolve(path))
  const options = { category: pathOf(line.text('category') ?? ''), tags: line.tags }
  if (line.flag('dry-run')) {
    const { counts } = unwrap(await client.onPaths(paths, () => kb.imports.preview(options)).result)
    return importOutcome(null, { counts, items: await previewItems(kb) }, messages)
  }
  const onProgress = line.json
    ? undefined
    : (progress: { done: number; total: number }) => report(messages.cli.importing(progress.done, progress.total))
  const job = client.onPaths(paths, () => kb.imports.run(options, onProgress ? { onProgress } : {}))
  return receiptOutcome(unwrap(await job.result), kb, messages)
}

const resume: Command = async ({ line, kb, messages }) => {
  const { result } = kb.imports.resume({ batchId: idOperand(line, messages.cli) })
  return receiptOutcome(unwrap(await result), kb, messages)
}

async function receiptOutcome(
  { batchId, counts }: ImportReceipt,
  kb: Api<CoreContract>,
  messages: Messages
): Promise<Outcome> {
  // A command ends with its process, so there is no idle time later in which the index could be worked on. Without the
  // index everything is still found, only slower: the receipt matters more than a failure here.
  await kb.search.catchUp(null).result
  const { items } = unwrap(await kb.imports.items({ batchId, limit: MAX_ITEMS }))
  return importOutcome(batchId, { counts, items }, messages)
}

async function previewItems(kb: Api<CoreContract>): Promise<ImportItem[]> {
  const listed: ImportItem[] = []
  for (;;) {
    const { total, items } = unwrap(await kb.imports.previewItems({ offset: listed.length, limit: PREVIEW_PAGE }))
    for (const { path, outcome, entryId, title, reason, loss } of items)
      listed.push({ path, outcome, entryId, title, reason, loss })
    if (items.length === 0 || listed.length >= total) return listed
  }
}

/** What an import came to; without a batch, what it would come to. */
function importOutcome(
  batchId: number | null,
  { counts, items }: { counts: ImportCounts; items: ImportItem[] },
  messages: Messages
): Outcome {
  const reasons: Record<string, string> = messages.imports.reasons
  const listed = items.map((item) => ({
    ...item,
    reason: item.reason && {
      code: item.reason.code,
      message: reasons[item.reason.code] ?? item.reason.code,
      detail: item.reason.detail
    }
  }))
  const notImported = listed.filter((item) => item.outcome === 'failed' || item.outcome === 'skipped')
  return {
    data: { batchId, counts, items: listed },
    lines: [
      messages.cli.importDone(counts.imported + counts.updated, counts.duplicate, counts.skipped, counts.failed),
      ...notImported.map((item) => `${item.outcome}\t${item.path}\t${item.reason?.message ?? ''}`)
    ],
    complete: counts.failed === 0
  }
}

const undo: Command = async ({ line, kb, messages }) => {
  const batchId = idOperand(line, messages.cli)
  const { removed, trashed, restored } = unwrap(await kb.imports.undo({ batchId }).result)
  // As after an import: without the index everything is still right, only slower.
  await kb.search.catchUp(null).result
  return done({ batchId, removed, trashed, restored }, [messages.imports.undone(removed, trashed, restored)])
}

const listReceipts: Command = async ({ line, kb, messages }) => {
  const limit = Math.max(1, Math.min(PAGE, line.number('limit') ?? 50))
  const receipts = unwrap(await kb.imports.receipts({ limit }))
  const { importDone } = messages.cli
  return done(
    { total: receipts.length, items: receipts },
    receipts.map(({ batchId, startedAt, label, counts, undoneAt }) =>
      [
        batchId,
        new Date(startedAt).toISOString(),
        label,
        importDone(counts.imported + counts.updated, counts.duplicate, counts.skipped, counts.failed),
        undoneAt === null ? '' : messages.imports.wasUndone
      ].join('\t')
    )
  )
}

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

/** The names in a category given as `A/B/C`. */
const pathOf = (path: string): string[] =>
  path
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '')

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
