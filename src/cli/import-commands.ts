import { resolve } from 'node:path'
import type { CoreContract } from '../shared/contract.ts'
import { TEXT_ENCODINGS } from '../shared/imports.ts'
import type { ImportCounts, ImportedItem, ImportOptions, ImportReceipt, PreviewItem } from '../shared/imports.ts'
import type { Api, RunningJob } from '../shared/ipc.ts'
import type { Messages } from '../shared/messages/index.ts'
import { unwrap } from '../shared/result.ts'
import { idOperand, pathOf, WrongUse } from './arguments.ts'
import type { CommandLine } from './arguments.ts'
import type { Command, CommandContext, Outcome } from './commands.ts'

const ITEMS_AT_ONCE = 1000
const MOST_RECEIPTS = 500

export const importFiles: Command = async (context) => {
  const { line, client, kb, messages } = context
  if (line.operands.length === 0) throw new WrongUse(messages.cli.missing('<path>'))
  const paths = line.operands.map((path) => resolve(path))
  const options = await optionsFrom(line, kb)
  if (!line.flag('dry-run')) {
    return receiptOutcome(context, (how) => client.onPaths(paths, () => kb.imports.run(options, how)))
  }
  const { counts } = unwrap(await client.onPaths(paths, () => kb.imports.preview(options)).result)
  const pages = allPages(async (page) => unwrap(await kb.imports.previewItems(page)).items.map(withoutFacts))
  return importOutcome(null, counts, pages, context)
}

/** What a preview says of a file, as the receipt would. */
function withoutFacts(item: PreviewItem): ImportedItem {
  const { path, outcome, entryId, title, reason, loss, format, encoding, similarTo } = item
  return { path, outcome, entryId, title, reason, loss, format, encoding, similarTo, facts: null }
}

export const resume: Command = async (context) => {
  const batchId = idOperand(context.line, context.messages.cli)
  return receiptOutcome(context, (how) => context.kb.imports.resume({ batchId }, how))
}

async function optionsFrom(line: CommandLine, kb: Api<CoreContract>): Promise<NonNullable<ImportOptions>> {
  const encoding = line.oneOf('encoding', TEXT_ENCODINGS)
  const since = line.number('since-batch')
  const changedSince = since === undefined ? undefined : unwrap(await kb.imports.receipt({ batchId: since })).startedAt
  return {
    category: pathOf(line.text('category') ?? ''),
    tags: line.texts('tag'),
    exclude: [],
    encodings: [],
    books: line.oneOf('books', ['chapters', 'whole']) ?? 'chapters',
    patterns: { include: line.texts('include'), exclude: line.texts('exclude') },
    ...(changedSince === undefined ? {} : { changedSince }),
    ...(encoding === undefined ? {} : { encoding })
  }
}

type Progressing = { onProgress?: (progress: { done: number; total: number }) => void }

/** Imports and tells what it came to. */
async function receiptOutcome(
  context: CommandContext,
  start: (how: Progressing) => RunningJob<ImportReceipt>
): Promise<Outcome> {
  const { line, kb, messages, report } = context
  const onProgress = (progress: { done: number; total: number }) =>
    report(messages.cli.importing(progress.done, progress.total))
  const { batchId, counts } = unwrap(await start(line.json ? {} : { onProgress }).result)
  // A command ends with its process, so there is no idle time later in which the index could be worked on. Without the
  // index everything is still found, only slower: the receipt matters more than a failure here.
  await kb.search.catchUp(null).result
  const pages = allPages(async (page) => unwrap(await kb.imports.importedItems({ batchId, ...page })))
  return importOutcome(batchId, counts, pages, context)
}

async function* allPages<T>(read: (page: { offset: number; limit: number }) => Promise<T[]>): AsyncGenerator<T[]> {
  for (let offset = 0; ; offset += ITEMS_AT_ONCE) {
    const page = await read({ offset, limit: ITEMS_AT_ONCE })
    yield page
    if (page.length < ITEMS_AT_ONCE) return
  }
}

/** What an import came to; without a batch, what it would come to. */
async function importOutcome(
  batchId: number | null,
  counts: ImportCounts,
  pages: AsyncIterable<ImportedItem[]>,
  { line, messages }: CommandContext
): Promise<Outcome> {
  const data = { batchId, counts }
  const complete = counts.failed === 0
  if (line.json) return { data, pages: listed(pages, messages), lines: [], complete }
  const { imported, updated, duplicate, skipped, failed } = counts
  const lines = [messages.cli.importDone(imported + updated, duplicate, skipped, failed)]
  for await (const page of listed(pages, messages)) {
    for (const { outcome, path, reason } of page)
      if (outcome === 'failed' || outcome === 'skipped') lines.push(`${outcome}\t${path}\t${reason?.message ?? ''}`)
  }
  return { data, lines, complete }
}

/** Items as they are printed: reasons in words, and of what a duplicate is one. */
async function* listed(pages: AsyncIterable<ImportedItem[]>, messages: Messages) {
  const reasons: Record<string, string> = messages.imports.reasons
  for await (const page of pages) {
    yield page.map((item) => ({
      ...item,
      duplicateOf: item.outcome === 'duplicate' ? item.entryId : null,
      reason: item.reason && {
        code: item.reason.code,
        message: reasons[item.reason.code] ?? item.reason.code,
        detail: item.reason.detail
      }
    }))
  }
}

export const undo: Command = async ({ line, kb, messages }) => {
  const batchId = idOperand(line, messages.cli)
  const { removed, trashed, restored } = unwrap(await kb.imports.undo({ batchId }).result)
  // As after an import: without the index everything is still right, only slower.
  await kb.search.catchUp(null).result
  const lines = [messages.imports.undone(removed, trashed, restored)]
  return { data: { batchId, removed, trashed, restored }, lines, complete: true }
}

export const listReceipts: Command = async ({ line, kb, messages }) => {
  const limit = Math.max(1, Math.min(MOST_RECEIPTS, line.number('limit') ?? 50))
  const receipts = unwrap(await kb.imports.receipts({ limit }))
  const { importDone } = messages.cli
  const lines = receipts.map(({ batchId, startedAt, label, counts, undoneAt }) =>
    [
      batchId,
      new Date(startedAt).toISOString(),
      label,
      importDone(counts.imported + counts.updated, counts.duplicate, counts.skipped, counts.failed),
      undoneAt === null ? '' : messages.imports.wasUndone
    ].join('\t')
  )
  return { data: { total: receipts.length, items: receipts }, lines, complete: true }
}
