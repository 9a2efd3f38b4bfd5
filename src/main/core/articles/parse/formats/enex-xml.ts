import { createHash } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { tagsField } from '../fields.ts'
import { webUrl } from '../urls.ts'

/** What a `<note>` element holds. Texts are empty where it says nothing. */
export interface NoteXml {
  title: string
  /** ENML, a document of its own. */
  content: string
  created: string
  author: string
  sourceUrl: string | null
  tags: string[]
  /** By the MD5 of the bytes, which is how the content names them. */
  resources: Map<string, Resource>
  tasks: Task[]
}

export interface Resource {
  name: string
  mediaType: string
  bytes: Uint8Array
}

export interface Task {
  title: string
  done: boolean
}

/** Elements whose text is wanted, with the elements they stand in. */
const WANTED = new Set(
  [
    'title content created tag',
    'note-attributes/author note-attributes/source-url',
    'resource/data resource/mime resource/resource-attributes/file-name',
    'task/title task/taskStatus'
  ].flatMap((line) => line.split(' '))
)
const MAX_DEPTH = 20

/**
 * Reads a note. Mistakes of the writer, such as a bare `&`, are passed over. Entities that a document declares are not
 * expanded: the parser knows XML's own only.
 */
export function readNoteXml(xml: string): NoteXml {
  const note = { title: '', content: '', created: '', author: '', sourceUrl: '' }
  const tags: string[] = []
  const resources = new Map<string, Resource>()
  const tasks: Task[] = []
  let inner: Record<string, string> = {}
  let path: string[] = []
  let text: string[] = []

  const parser = new SaxesParser({ fragment: true })
  parser.on('error', () => {})
  parser.on('opentag', ({ name }) => {
    if (path.length > MAX_DEPTH) throw new Error('elements nest too deep')
    path.push(name)
    if (path.length === 2) inner = {}
    text = []
  })
  const collect = (value: string): void => {
    text.push(value)
  }
  parser.on('text', collect)
  parser.on('cdata', collect)
  parser.on('closetag', ({ name }) => {
    const place = path.slice(1).join('/')
    const value = WANTED.has(place) ? text.join('') : ''
    text = []
    path = path.slice(0, Math.max(0, path.lastIndexOf(name)))
    if (place === 'title') note.title = plain(value)
    else if (place === 'content') note.content = value
    else if (place === 'created') note.created = value
    else if (place === 'tag') tags.push(value)
    else if (place === 'note-attributes/author') note.author = plain(value)
    else if (place === 'note-attributes/source-url') note.sourceUrl = value
    else if (place === 'resource') addResource(resources, inner)
    else if (place === 'task')
      tasks.push({ title: plain(inner['task/title'] ?? ''), done: inner['task/taskStatus'] === 'completed' })
    else if (WANTED.has(place)) inner[place] = value
  })
  parser.write(xml).close()
  return { ...note, sourceUrl: webUrl(note.sourceUrl), tags: tagsField(new Map([['tags', tags]])), resources, tasks }
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 500)

function addResource(resources: Map<string, Resource>, inner: Record<string, string>): void {
  const bytes = Buffer.from(inner['resource/data'] ?? '', 'base64')
  const mediaType = inner['resource/mime']?.trim() ?? ''
  resources.set(createHash('md5').update(bytes).digest('hex'), {
    name: plain(inner['resource/resource-attributes/file-name'] ?? ''),
    mediaType,
    bytes
  })
}
