import type { FoundFile } from '../find-files.ts'
import { refusal } from '../refusal.ts'
import { folderOf, nameOf, withFacts } from './places.ts'

/** Notion ends the names of pages, and of folders with their subpages, with an id. */
const PAGE = /^(.+?) ([\da-f]{32})(_all)?\.(md|html|csv)$/i
const ID = / [\da-f]{32}$/i
interface Page {
  file: FoundFile
  id: string
  title: string
  steps: string[]
}

/** Gives pages of Notion's exports their title without its id, and categories named by the pages above them. */
export function placeNotionPages(found: FoundFile[]): FoundFile[] {
  const exports = new Map<string, Page[]>()
  for (const file of found) {
    const match = file.refused === null ? PAGE.exec(nameOf(file)) : null
    if (match === null) continue
    const { place, steps } = placeOf(file)
    const pages = exports.get(place) ?? []
    pages.push({ file, id: match[2]?.toLowerCase() ?? '', title: match[1] ?? '', steps })
    exports.set(place, pages)
  }
  if (exports.size === 0) return found
  const placed = new Map<FoundFile, FoundFile>()
  for (const pages of exports.values()) {
    const names = new Set(pages.map(nameWithin))
    const parents = new Set(pages.map(({ steps, title }) => [...steps, title].join('/')))
    for (const page of pages) placed.set(page.file, placePage(page, names, parents))
  }
  return found.map((file) => placed.get(file) ?? file)
}

/** Parts of an export are archives within one archive; on disk all that was chosen together is one export. */
function placeOf(file: FoundFile): { place: string; steps: string[] } {
  const [, place = '', inner = ''] = file.member ? (/^(.*?\.zip!)(?:.*\.zip!)?(.*)$/is.exec(folderOf(file)) ?? []) : []
  const folder = place === '' ? folderOf(file) : inner
  return { place, steps: folder.split(/[/\\]/).slice(0, -1) }
}

const nameWithin = ({ steps, file }: Page): string => [...steps, nameOf(file)].join('/')

function placePage(page: Page, names: ReadonlySet<string>, parents: ReadonlySet<string>): FoundFile {
  const { file, id, title, steps } = page
  // A database comes as the rows of its first view, and once more with all rows.
  const name = nameWithin(page)
  const whole = name.replace(/\.csv$/i, '_all.csv')
  if (whole !== name && names.has(whole)) return { ...file, refused: refusal('same_table') }
  const category = pagesAbove(steps, parents)
  return withFacts(file, {
    app: 'notion',
    names: [id],
    ...(title !== '' && { title }),
    ...(category.length > 0 && { category })
  })
}

/** The pages above one: folders named by an id or, in newer exports, like a page beside them. */
function pagesAbove(steps: readonly string[], parents: ReadonlySet<string>): string[] {
  const isPage = (_: string, i: number): boolean =>
    ID.test(steps[i] ?? '') || parents.has(steps.slice(0, i + 1).join('/'))
  const outside = steps.findLastIndex((step, i) => !isPage(step, i))
  return steps.slice(outside + 1).map((step) => step.replace(ID, '').trim() || step)
}
