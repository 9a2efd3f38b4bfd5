import { TagName } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { tags as contract } from '../../../shared/tags.ts'
import type { CoreContext } from '../core.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { insertTag, linkTag, tagByName, tagNamesOf } from './queries.ts'

/** A tag name from a source file in the form the library keeps, or null when nothing is left of it. */
export function cleanTagName(name: string): string | null {
  const cleaned = name
    .replace(/[\s,#]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim()
  return TagName.safeParse(cleaned).success ? cleaned : null
}

/** Gives an entry these tags beside those it has; unknown ones are created, names are cleaned, empty ones left out. */
export function addTags(db: WritableDb, entryId: number, names: string[]): void {
  for (const raw of names) {
    const name = cleanTagName(raw)
    if (name !== null) linkTag(db, entryId, tagByName(db, name)?.id ?? insertTag(db, name))
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

export function createTags(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
