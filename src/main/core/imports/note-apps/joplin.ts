import type { KnownFacts } from '../../articles/index.ts'
import { isJoplinItem, JOPLIN_NOTE, readJoplinItem } from '../../articles/index.ts'
import type { JoplinItem } from '../../articles/index.ts'
import type { FoundFile } from '../find-files.ts'
import { readSource } from '../read-file.ts'
import { refusal } from '../refusal.ts'
import { folderOf, nameOf, withFacts } from './places.ts'

const ITEM = /^[\da-f]{32}\.md$/i
const FOLDER = '2'
const RESOURCE = '4'
const TAG = '5'
const TAG_OF_NOTE = '6'
/** Notebooks within notebooks. */
const MAX_DEPTH = 20
/** Longer items are read when their turn comes, and have no attachments named. */
const MAX_ITEM_BYTES = 4 * 1024 * 1024
const AT_ONCE = 32
/** Other writers name files by hashes too: a folder whose first ones are no items is none. */
const PROBED = 5

interface Item extends JoplinItem {
  id: string
  file: FoundFile
}

/**
 * Tells the notes of Joplin's exports, JEX archives and RAW folders, their notebook, tags and attachments. Notebooks, tags
 * and such are refused as details; within an archive they are not listed, for nobody put them there as files.
 */
export async function placeJoplinNotes(found: FoundFile[], signal: AbortSignal): Promise<FoundFile[]> {
  const folders = Map.groupBy(
    found.filter((file) => ITEM.test(nameOf(file))),
    folderOf
  )
  const placed = new Map<FoundFile, FoundFile | null>()
  for (const [folder, files] of folders) {
    const items = await readItems(files, signal)
    if (items.length > 0) placeItems(folder, items, found, placed)
  }
  if (placed.size === 0) return found
  return found.flatMap((file) => {
    const now = placed.get(file)
    return now === null ? [] : [now ?? file]
  })
}

async function readItems(files: readonly FoundFile[], signal: AbortSignal): Promise<Item[]> {
  const items = await readSome(files.slice(0, PROBED))
  if (items.length === 0) return []
  for (let at = PROBED; at < files.length && !signal.aborted; at += AT_ONCE)
    for (const item of await readSome(files.slice(at, at + AT_ONCE))) items.push(item)
  return items
}

const readSome = async (files: readonly FoundFile[]): Promise<Item[]> =>
  (await Promise.all(files.map(readItem))).filter((item) => item !== null)

async function readItem(file: FoundFile): Promise<Item | null> {
  if (file.refused !== null) return null
  const read = await readSource(file, MAX_ITEM_BYTES)
  if (!('bytes' in read) || !isJoplinItem(read.bytes)) return null
  const item = readJoplinItem(Buffer.from(read.bytes).toString('utf8'))
  return { ...item, id: nameOf(file).slice(0, 32).toLowerCase(), file }
}

function placeItems(folder: string, items: Item[], found: FoundFile[], placed: Map<FoundFile, FoundFile | null>): void {
  const byType = Map.groupBy(items, ({ values }) => values.get('type_') ?? '')
  const titled = (type: string) => new Map((byType.get(type) ?? []).map((item) => [item.id, item]))
  const notebooks = titled(FOLDER)
  const tags = titled(TAG)
  const tagsByNote = Map.groupBy(byType.get(TAG_OF_NOTE) ?? [], ({ values }) => values.get('note_id') ?? '')
  const attachments = new Map<string, string>()
  const resources = titled(RESOURCE)
  for (const file of found) {
    if (!file.path.startsWith(`${folder}resources`)) continue
    const id = nameOf(file).slice(0, 32).toLowerCase()
    attachments.set(id, `resources/${nameOf(file)}`)
    const title = resources.get(id)?.title.replace(/\.[a-z\d]{1,8}$/i, '')
    placed.set(file, withFacts(file, { names: [`:/${id}`], ...(title && { title }) }))
  }
  for (const item of items) {
    const { file, id, body, values } = item
    if (values.get('type_') !== JOPLIN_NOTE) {
      placed.set(file, /\.jex!$/i.test(folder) ? null : { ...file, refused: refusal('export_details') })
    } else if (values.get('encryption_applied') === '1') {
      placed.set(file, { ...file, refused: refusal('encrypted', 'encrypted by Joplin') })
    } else {
      const named = (tagsByNote.get(id) ?? []).map((link) => tags.get(link.values.get('tag_id') ?? '')?.title ?? '')
      const facts: KnownFacts = {
        names: [`:/${id}`],
        category: notebookPath(values.get('parent_id') ?? '', notebooks),
        tags: named.filter((tag) => tag !== ''),
        files: attachmentsIn(body, attachments)
      }
      placed.set(file, withFacts(file, facts))
    }
  }
}

/** Titles from the root on; a notebook that is not there, or encrypted, is left out. */
function notebookPath(id: string, notebooks: ReadonlyMap<string, Item>): string[] {
  const path: string[] = []
  for (let at = notebooks.get(id), depth = 0; at && depth < MAX_DEPTH; depth++) {
    if (at.title !== '') path.unshift(at.title)
    at = notebooks.get(at.values.get('parent_id') ?? '')
  }
  return path
}

function attachmentsIn(body: string, attachments: ReadonlyMap<string, string>): Record<string, string> {
  const files: Record<string, string> = {}
  for (const [, written = ''] of body.matchAll(/:\/([\da-f]{32})/gi)) {
    const path = attachments.get(written.toLowerCase())
    if (path !== undefined) files[written.toLowerCase()] = path
  }
  return files
}
