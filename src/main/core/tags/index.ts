import { TagName } from '../../../shared/entries.ts'
import type { EntryId } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import { AppError } from '../../../shared/result.ts'
import type { DeletedTag, Tag, tags as contract } from '../../../shared/tags.ts'
import type { CoreContext } from '../context.ts'
import { transaction } from '../db/sql.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import {
  allTags,
  countTagged,
  deleteTag,
  entriesTagged,
  insertTag,
  linkTag,
  linkTagToAll,
  recolorTag,
  renameTag,
  tagByName,
  tagNamesOf,
  unlinkTagFromAll
} from './queries.ts'
import type { TagRow } from './queries.ts'

/** A tag name from a source file in the form the library keeps, or null when nothing is left of it. */
export function cleanTagName(name: string): string | null {
  const cleaned = name
    .replace(/[\s,#]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim()
  return TagName.safeParse(cleaned).success ? cleaned : null
}

/**
 * Gives an entry these tags beside those it has; unknown ones are created, names are cleaned, empty ones left out.
 * `batchId` is the import that does it, if one does.
 */
export function addTags(db: WritableDb, entryId: number, names: string[], batchId: number | null = null): void {
  for (const raw of names) {
    const name = cleanTagName(raw)
    if (name !== null) linkTag(db, entryId, tagByName(db, name)?.id ?? insertTag(db, name, batchId))
  }
}

/** The tag names of each entry, by name; entries without tags are left out. */
export function tagsOf(db: ReadableDb, ids: number[]): Map<number, string[]> {
  const names = new Map<number, string[]>()
  for (const row of tagNamesOf(db, JSON.stringify(ids))) {
    const known = names.get(row.entryId)
    if (known) known.push(row.name)
    else names.set(row.entryId, [row.name])
  }
  return names
}

/** Gives the entries these tags; unknown ones are created. */
export function tagEntries(db: WritableDb, ids: EntryId[], names: string[]): void {
  for (const name of names) linkTagToAll(db, JSON.stringify(ids), tagByName(db, name)?.id ?? insertTag(db, name))
}

/** Takes these tags from the entries; the tags themselves stay. */
export function untagEntries(db: WritableDb, ids: EntryId[], names: string[]): void {
  for (const name of names) {
    const tag = tagByName(db, name)
    if (tag) unlinkTagFromAll(db, JSON.stringify(ids), tag.id)
  }
}

/** Entries outside the trash by tag name, every tag included. */
export function countByTag(db: ReadableDb): Record<string, number> {
  return Object.fromEntries(listTags(db).map((tag) => [tag.name, tag.count]))
}

function listTags(db: ReadableDb): Tag[] {
  const counts = new Map(countTagged(db).map((row) => [row.id, row.count]))
  return allTags(db).map(({ id, name, color }) => ({ name, color, count: counts.get(id) ?? 0 }))
}

function requireTag(db: ReadableDb, name: string): TagRow {
  const tag = tagByName(db, name)
  if (!tag) throw new AppError('not_found', 'tagNotFound', { name })
  return tag
}

// Names are unique without regard to the case of Latin letters, so a tag may take its own name in another case.
function refuseTaken(db: ReadableDb, name: string, id: number | null): void {
  const tag = tagByName(db, name)
  if (tag && tag.id !== id) throw new AppError('conflict', 'tagExists', { name: tag.name })
}

function mergeTags(db: WritableDb, from: string, into: string): DeletedTag {
  const source = requireTag(db, from)
  const target = requireTag(db, into)
  if (source.id === target.id) throw new AppError('invalid_input', 'tagIntoItself')
  const had = new Set(entriesTagged(db, target.id))
  const entries = entriesTagged(db, source.id)
  linkTagToAll(db, JSON.stringify(entries), target.id)
  deleteTag(db, source.id)
  const gained = { tag: target.name, entries: entries.filter((id) => !had.has(id)) }
  return { name: source.name, color: source.color, entries, gained }
}

function restoreTag(db: WritableDb, deleted: DeletedTag): void {
  const existing = tagByName(db, deleted.name)
  const id = existing?.id ?? insertTag(db, deleted.name)
  if (!existing) recolorTag(db, id, deleted.color)
  linkTagToAll(db, JSON.stringify(deleted.entries), id)
  if (deleted.gained) untagEntries(db, deleted.gained.entries, [deleted.gained.tag])
}

export function createTags({ library: { db }, emit }: CoreContext): Handlers<typeof contract> {
  /** Runs a change in one transaction, then tells listeners; `ids` are the entries that look different now. */
  function change<T>(work: () => { ids: EntryId[]; result: T }): T {
    const { ids, result } = transaction(db, work)
    emit('tags.changed', null)
    if (ids.length > 0) emit('entries.changed', { ids })
    return result
  }

  return {
    list: () => listTags(db).toSorted((a, b) => byName.compare(a.name, b.name)),

    create: ({ name }) =>
      change(() => {
        refuseTaken(db, name, null)
        insertTag(db, name)
        return { ids: [], result: { name, color: null, count: 0 } }
      }),

    rename: ({ name, newName }) =>
      change(() => {
        const tag = requireTag(db, name)
        refuseTaken(db, newName, tag.id)
        renameTag(db, tag.id, newName)
        return { ids: entriesTagged(db, tag.id), result: null }
      }),

    setColor: ({ name, color }) =>
      change(() => {
        recolorTag(db, requireTag(db, name).id, color)
        return { ids: [], result: null }
      }),

    merge: ({ from, into }) =>
      change(() => {
        const result = mergeTags(db, from, into)
        return { ids: result.entries, result }
      }),

    delete: ({ name }) =>
      change(() => {
        const tag = requireTag(db, name)
        const entries = entriesTagged(db, tag.id)
        deleteTag(db, tag.id)
        return { ids: entries, result: { name: tag.name, color: tag.color, entries } }
      }),

    restore: (deleted) =>
      change(() => {
        restoreTag(db, deleted)
        return { ids: deleted.entries, result: null }
      })
  }
}

const byName = new Intl.Collator('zh-CN', { numeric: true })
