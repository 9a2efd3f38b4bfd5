import type { ArticleNode, ArticleTree } from '../../../shared/article-tree.ts'
import type { EntryId } from '../../../shared/entries.ts'
import type { ReadableDb, WritableDb } from '../db/sql.ts'
import { transaction } from '../db/sql.ts'
import { nameKey, pathsFrom, placeOfLink, sharedEnd, sharedStart, stemOf } from './link-places.ts'
import {
  deleteOtherLinks,
  entriesWithKey,
  entriesWithTitle,
  filesOf,
  insertLink,
  isOfBatch,
  linksIntoTrash,
  openLinksAfter,
  openLinksOf,
  setTarget
} from './link-queries.ts'
import type { OpenLink } from './link-queries.ts'
import { saveKey } from './pair-queries.ts'
import { inlineText } from './parse/tree-text.ts'

/** More links than any note has; those beyond stay text. */
const MAX_LINKS = 5000
/** Of notes with the same name. */
const MAX_CANDIDATES = 30
/** Folders above the linking file in which a path of a wikilink may begin: it may count from the vault's root. */
const MAX_ABOVE = 10
/** What comes again takes the place of what lies in the trash. */
const MAX_INTO_TRASH = 1000
/** A few milliseconds of work. */
const AT_ONCE = 50
const MAX_TEXT = 500

/** Keeps the links of an article's text to other sources, in place of those of its former text. */
export function keepLinks(db: WritableDb, id: EntryId, treeJson: string): void {
  // Written by this app; most articles have none, and need no second look.
  const tree: ArticleTree = treeJson.includes('"hrefRaw":') ? JSON.parse(treeJson) : []
  const links = new Map<string, string>()
  const visit = (node: ArticleNode): void => {
    if (typeof node === 'string') return
    const href = node.attributes?.hrefRaw
    if (href !== undefined && !links.has(href) && links.size < MAX_LINKS)
      links.set(href, inlineText(node.children).slice(0, MAX_TEXT))
    node.children.forEach(visit)
  }
  tree.forEach(visit)
  deleteOtherLinks(db, id, JSON.stringify([...links.keys()]))
  for (const [href, text] of links) insertLink(db, { entryId: id, href, text })
}

/** Finds where the links of one article lead whose text was changed. */
export function resolveLinksOf(db: WritableDb, id: EntryId): void {
  for (const link of openLinksOf(db, id)) {
    const target = findTarget(db, link)
    if (target !== null) setTarget(db, link, target)
  }
}

/** Keeps by what names links may call an article beside its title: its file's, aliases and ids. */
export function keepNames(db: WritableDb, id: EntryId, fileName: string, names: readonly string[]): void {
  for (const name of [stemOf(fileName), ...names]) saveKey(db, id, nameKey(name))
}

/** Keeps the name of a file that has the bytes of an article of the same import: whichever was read first, links lead to it. */
export function keepNameOfCopy(db: WritableDb, id: EntryId, fileName: string, batchId: number): void {
  if (isOfBatch(db, id, batchId)) keepNames(db, id, fileName, [])
}

/**
 * Finds where links lead that led nowhere so far: to the file at their path, else to a file with their name, else to an
 * entry with such a title or alias. Run after each import, for its own links and for those that waited for what it
 * brought. `turn` lets other work go first. Gives the articles with a link that leads somewhere now.
 */
export async function resolveLinks(db: WritableDb, turn: () => Promise<void>): Promise<Set<EntryId>> {
  const changed = new Set<EntryId>()
  const resolve = (link: OpenLink): void => {
    const target = findTarget(db, link)
    if (target === null) return
    setTarget(db, link, target)
    changed.add(link.entryId)
  }
  transaction(db, () => linksIntoTrash(db, MAX_INTO_TRASH).forEach(resolve))
  let after: Pick<OpenLink, 'entryId' | 'href'> = { entryId: 0, href: '' }
  for (;;) {
    await turn()
    if (!db.open) return changed
    const links = openLinksAfter(db, { id: after.entryId, href: after.href, limit: AT_ONCE })
    const last = links.at(-1)
    if (last === undefined) return changed
    transaction(db, () => links.forEach(resolve))
    after = last
  }
}

function findTarget(db: ReadableDb, { entryId, href, text }: OpenLink): EntryId | null {
  const { path, names, byName } = placeOfLink(href, text)
  for (const name of names) {
    const candidates = entriesWithKey(db, nameKey(name), MAX_CANDIDATES)
    const [first] = candidates
    if (first !== undefined && candidates.length === 1) return first
    const files = first === undefined ? [] : filesOf(db, entryId)
    const found =
      first === undefined
        ? titled(db, name, byName)
        : (atPath(db, files, path, byName) ?? nearest(db, candidates, files, path, byName))
    if (found !== null) return found
  }
  return null
}

/** The entry whose file is exactly where the link says. */
function atPath(db: ReadableDb, files: string[], path: string | null, byName: boolean): EntryId | null {
  if (path === null) return null
  for (const file of files) {
    for (let above = 0; above <= (byName ? MAX_ABOVE : 0); above++) {
      const exact = pathsFrom(file, '../'.repeat(above) + path)
      if (exact.length === 0) break
      for (const each of exact) {
        const [found] = entriesWithKey(db, `path:${each}`, 1)
        if (found !== undefined) return found
      }
    }
  }
  return null
}

/** The candidate whose path ends most like the wanted one and that lies nearest to the file that links. */
function nearest(
  db: ReadableDb,
  candidates: EntryId[],
  files: string[],
  path: string | null,
  byName: boolean
): EntryId | null {
  const ranked = candidates
    .flatMap((id) =>
      filesOf(db, id).map((file) => ({
        id,
        end: path === null ? 0 : sharedEnd(file, path),
        start: Math.max(0, ...files.map((own) => sharedStart(own, file)))
      }))
    )
    .toSorted((a, b) => b.end - a.end || b.start - a.start || a.id - b.id)
  const [best] = ranked
  if (best === undefined) return byName ? (candidates[0] ?? null) : null
  // A name such as "README" says little: without a folder it would have to be the only one.
  return byName || best.end > 1 ? best.id : null
}

/** The entry with a title; for a path only when there is no other. */
function titled(db: ReadableDb, title: string, byName: boolean): EntryId | null {
  const found = entriesWithTitle(db, title)
  return byName || found.length === 1 ? (found[0] ?? null) : null
}
