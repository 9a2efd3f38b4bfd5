import { foldForMatching } from '../../../shared/fold.ts'

/** What a link says of where it leads. */
export interface LinkPlace {
  /** Relative to the file that links; null when the link names none. */
  path: string | null
  /** Names and ids by which it may call its target, the surest first. */
  names: string[]
  /** Whether a name alone is enough: wikilinks call notes by name, wherever they lie. */
  byName: boolean
}

/** Ends of files that links to notes leave out. */
const NOTE = /\.(?:md|markdown|html?|txt|csv|pdf|docx)$/i
const CONTAINER = /^(.*\.(?:zip|jex|lakebook)!)(.*)$/is

/** Reads a link as `source-links.ts` keeps it; `text` is what it shows. */
export function placeOfLink(href: string, text: string): LinkPlace {
  const wiki = /^!?\[\[(.+)\]\]$/.exec(href)?.[1] ?? obsidianFile(href)
  if (wiki !== null) {
    const path = wiki.replace(/[#^].*$/, '').trim()
    return { path: path || null, names: namesIn(path), byName: true }
  }
  const id = /^(?::\/|joplin:.*[?&]id=)([\da-f]{32})/i.exec(href)?.[1]
  if (id !== undefined) return { path: null, names: [`:/${id.toLowerCase()}`], byName: true }
  const page = /^https:\/\/(?:www\.)?notion\.so\/\S*?([\da-f]{32})(?:[?#]|$)/i.exec(href)?.[1]
  if (page !== undefined) return { path: null, names: [page.toLowerCase()], byName: true }
  const document = /^https:\/\/(?:[\w-]+\.)?yuque\.com\/([^/?#]+\/[^/?#]+\/[^/?#]+)/i.exec(href)?.[1]
  if (document !== undefined) return { path: null, names: [document], byName: true }
  // An export names notes by no id: the link shows the title of the note that it was made from.
  if (/^evernote:/i.test(href)) return { path: null, names: [text.trim()].filter(Boolean), byName: true }
  const path = decoded(href.replace(/[#?].*$/, ''))
  return { path: path || null, names: namesIn(path), byName: false }
}

const obsidianFile = (href: string): string | null =>
  /^obsidian:/i.test(href) ? (URL.parse(href)?.searchParams.get('file') ?? null) : null

/** A path as a name: whole, as titles may hold slashes, then its last part. */
function namesIn(path: string): string[] {
  const whole = path.replace(/^(?:\.{1,2}\/)+/, '').replace(NOTE, '')
  const last = whole.split('/').at(-1) ?? ''
  return [...new Set([whole, last, last.replace(/ [\da-f]{32}$/i, '')])].filter((name) => name !== '')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The key of a name among those by which articles are met: without case, width and the end of a file name. */
export const nameKey = (name: string): string => `name:${foldForMatching(name.normalize('NFC')).text.trim()}`

/** The name of a file without its end. */
export const stemOf = (fileName: string): string => fileName.replace(NOTE, '')

/** Paths that a relative path may mean for a file, as imports list files; none when it leads out of an archive. */
export function pathsFrom(file: string, relative: string): string[] {
  const [, archive = '', inner = file] = CONTAINER.exec(file) ?? []
  const separator = archive === '' && /^[a-z]:\\|^\\\\/i.test(inner) ? '\\' : '/'
  const steps = inner.split(separator).slice(0, -1)
  for (const step of relative.split('/')) {
    if (step === '..') {
      if (steps.length === 0) return []
      steps.pop()
    } else if (step !== '.' && step !== '') steps.push(step)
  }
  const path = archive + steps.join(separator)
  const forms = [path, path.normalize('NFC'), path.normalize('NFD')]
  return [...new Set(forms.flatMap((form) => [form, `${form}.md`, `${form}.markdown`]))]
}

/** How many parts of a relative path the end of a file's path has, counted from the file's name. */
export function sharedEnd(file: string, relative: string): number {
  const [parts, wanted] = [file, relative].map((path) =>
    stemOf(path)
      .normalize('NFC')
      .toLowerCase()
      .split(/[/\\!]/)
      .filter((step) => step !== '.' && step !== '..' && step !== '')
      .toReversed()
  )
  if (parts === undefined || wanted === undefined) return 0
  const end = wanted.findIndex((part, i) => parts[i] !== part)
  return end < 0 ? wanted.length : end
}

/** How many characters two paths have in common from their start. */
export function sharedStart(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}
