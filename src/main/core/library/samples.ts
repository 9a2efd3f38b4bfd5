import { join } from 'node:path'
import { z } from 'zod'
import { addDays, localDay } from '../../../shared/days.ts'
import type { EntryId } from '../../../shared/entries.ts'
import type { JobContext } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import { findBySource, insertArticle, parseArticle, readyArticle } from '../articles/index.ts'
import type { CoreContext } from '../context.ts'
import { sha256Of, storeOriginal } from '../db/originals.ts'
import { transaction } from '../db/sql.ts'
import type { WritableDb } from '../db/sql.ts'
import { deleteForGood, setReadState, setStarred } from '../entries/index.ts'
import { createNoteFromMarkdown } from '../notes/index.ts'
import { deleteSamplePlans, insertSamplePlan } from '../plans/index.ts'
import {
  deleteEmpty,
  deleteMeta,
  hasSampleNote,
  hasSamplePlan,
  readMeta,
  sampleEntries,
  samplePlans,
  tagAndCategoryIds,
  writeMeta
} from './queries.ts'
import { readSampleFiles } from './sample-files.ts'
import type { Sample, SampleFiles } from './sample-files.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

// Samples seem to have been collected over the past weeks, so that no two share a time.
const HOURS_BETWEEN = 9

/** What the samples brought beside entries: goes with them when nothing else uses it. */
const Brought = z.object({ tags: z.array(z.int()), categories: z.array(z.int()) })
const BROUGHT_KEY = 'samples.brought'

/** Adds the samples of a language; those that are there already are left alone. Gives the number added. */
export async function addSamples(
  context: CoreContext,
  language: string,
  job: Pick<JobContext, 'signal' | 'progress'>
): Promise<number> {
  const { db } = context.library
  const files = await readSampleFiles(join(context.resources, 'sample', language))
  const before = tagAndCategoryIds(db)
  try {
    return await addFiles(context, files, job)
  } finally {
    rememberBrought(db, before)
  }
}

async function addFiles(
  { library: { db, assetsFolder }, now }: CoreContext,
  files: SampleFiles,
  job: Pick<JobContext, 'signal' | 'progress'>
): Promise<number> {
  const total = files.articles.length + files.notes.length + 1
  const start = now() - total * HOURS_BETWEEN * HOUR
  const ids = new Map<string, EntryId>()
  let done = 0
  let added = 0
  const step = (label: string) => {
    if (job.signal.aborted) throw new AppError('cancelled', 'cancelled')
    job.progress({ done, total, label })
    done += 1
    return start + done * HOURS_BETWEEN * HOUR
  }

  for (const { name, bytes } of files.articles) {
    const createdAt = step(name)
    const sha256 = sha256Of(bytes)
    const known = findBySource(db, sha256)
    if (known) {
      ids.set(name, known.id)
      continue
    }
    await storeOriginal(assetsFolder, sha256, bytes)
    const source = { batchId: null, sourceName: name, sha256, bytes: bytes.byteLength, now: createdAt, sample: true }
    const id = transaction(db, () => insertArticle(db, readyArticle(parseArticle(bytes, name)), source))
    dress(db, id, name, files.sample)
    ids.set(name, id)
    added += 1
  }
  for (const { title, tags, source, markdown } of files.notes) {
    const createdAt = step(title)
    if (hasSampleNote(db, title)) continue
    const sourceId = source === null ? undefined : ids.get(source)
    transaction(db, () =>
      createNoteFromMarkdown(db, {
        title,
        markdown,
        tags,
        sourceId,
        categoriesFrom: sourceId,
        now: createdAt,
        sample: true
      })
    )
    added += 1
  }
  step(files.sample.plan.title)
  if (!hasSamplePlan(db, files.sample.plan.title)) {
    transaction(db, () => addPlan(db, files.sample.plan, ids, now()))
    added += 1
  }
  job.progress({ done: total, total, label: '' })
  return added
}

/** Gives a new article the star and the read state that it has in `sample.json`. */
function dress(db: WritableDb, id: EntryId, name: string, sample: Sample): void {
  if (sample.starred.includes(name)) setStarred(db, [id], true)
  if (sample.reading.includes(name)) setReadState(db, [id], 'reading')
  if (sample.plan.items.some((item) => item.done && item.article === name)) setReadState(db, [id], 'read')
}

function addPlan(db: WritableDb, plan: Sample['plan'], articles: Map<string, EntryId>, now: number): void {
  const startDate = addDays(localDay(now), 1 - plan.today)
  const items = plan.items.map(({ day, title, minutes, article, done }) => ({
    title,
    minutes,
    date: addDays(startDate, day - 1),
    doneAt: done ? now - (plan.today - day) * DAY : null,
    entryId: article === undefined ? null : (articles.get(article) ?? null)
  }))
  insertSamplePlan(db, { ...plan, startDate, items }, now)
}

function rememberBrought(db: WritableDb, before: z.infer<typeof Brought>): void {
  const after = tagAndCategoryIds(db)
  const known = readBrought(db)
  const added = {
    tags: [...known.tags, ...without(after.tags, before.tags)],
    categories: [...known.categories, ...without(after.categories, before.categories)]
  }
  writeMeta(db, BROUGHT_KEY, JSON.stringify(added))
}

function readBrought(db: WritableDb): z.infer<typeof Brought> {
  const text = readMeta(db, BROUGHT_KEY)
  return text === undefined ? { tags: [], categories: [] } : Brought.parse(JSON.parse(text))
}

function without(ids: number[], known: number[]): number[] {
  const set = new Set(known)
  return ids.filter((id) => !set.has(id))
}

/** Deletes all samples for good, with the tags and categories that they brought and nothing else uses. */
export function removeSamples({ library }: CoreContext): { entries: EntryId[]; plans: number[] } {
  const { db } = library
  const entries = sampleEntries(db)
  const brought = readBrought(db)
  deleteForGood(library, entries)
  const plans = samplePlans(db)
  transaction(db, () => {
    deleteEmpty(db, JSON.stringify(brought.tags), JSON.stringify(brought.categories))
    deleteMeta(db, BROUGHT_KEY)
    deleteSamplePlans(db)
  })
  return { entries, plans }
}
