import { resolve } from 'node:path'
import type { CoreContract } from '../shared/contract.ts'
import { TEXT_ENCODINGS } from '../shared/imports.ts'
import type { ImportCounts, ImportedItem, ImportOptions, ImportReceipt } from '../shared/imports.ts'
import type { Api, RunningJob } from '../shared/ipc.ts'
import type { Messages } from '../shared/messages/index.ts'
import { unwrap } from '../shared/result.ts'
import { idOperand, pathOf, WrongUse } from './arguments.ts'
import type { CommandLine } from './arguments.ts'
import type { Command, CommandContext, Outcome } from './commands.ts'

const ITEMS_AT_ONCE = 10_000
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
  const items = await allPages(async (page) => unwrap(await kb.imports.previewItems(page)).items)
  const listed = items.map(({ path, outcome, entryId, title, reason, loss, format, encoding, similarTo }) => {
    return { path, outcome, entryId, title, reason, loss, format, encoding, similarTo, facts: null }
  })
  return importOutcome(null, counts, listed, messages)
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
  { line, kb, messages, report }: CommandContext,
  start: (how: Progressing) => RunningJob<ImportReceipt>
): Promise<Outcome> {
  const onProgress = (progress: { done: number; total: number }) =>
    report(messages.cli.importing(progress.done, progress.total))
  const { batchId, counts } = unwrap(await start(line.json ? {} : { onProgress }).result)
  // A command ends with its process, so there is no idle time later in which the index could be worked on. Without the
  // index everything is still found, only slower: the receipt matters more than a failure here.
  await kb.search.catchUp(null).result
  const items = await allPages(async (page) => unwrap(await kb.imports.importedItems({ batchId, ...page })))
  return importOutcome(batchId, counts, items, messages)
}

async function allPages<T>(read: (page: { offset: number; limit: number }) => Promise<T[]>): Promise<T[]> {
  const pages: T[][] = []
  for (let offset = 0; ; offset += ITEMS_AT_ONCE) {
    const page = await read({ offset, limit: ITEMS_AT_ONCE })
    pages.push(page)
    if (page.length < ITEMS_AT_ONCE) return pages.flat()
  }
}

/** What an import came to; without a batch, what it would come to. */
function importOutcome(
  batchId: number | null,
  counts: ImportCounts,
  items: ImportedItem[],
  messages: Messages
): Outcome {
  const reasons: Record<string, string> = messages.imports.reasons
  const listed = items.map((item) => ({
    ...item,
    duplicateOf: item.outcome === 'duplicate' ? item.entryId : null,
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
