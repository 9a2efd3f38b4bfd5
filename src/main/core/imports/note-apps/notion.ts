import type { FoundFile } from '../find-files.ts'
import { refusal } from '../refusal.ts'
import { folderOf, nameOf, withFacts } from './places.ts'

/** Notion ends the names of pages, and of folders with their subpages, with an id. */
const PAGE = /^(.*?) ?([\da-f]{32})(_all)?\.(md|html|csv)$/i
const ID = / ?[\da-f]{32}$/i
/** Folders that Notion puts around everything. */
const WRAPPER = /^(?:Export-[\da-f-]{36}(?:-Part-\d+)?|Private & Shared|Private|Shared)$/i

interface Page {
  file: FoundFile
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
    pages.push({ file, title: match[1] ?? '', steps })
    exports.set(place, pages)
  }
  if (exports.size === 0) return found
  const placed = new Map<FoundFile, FoundFile>()
  for (const pages of exports.values()) {
    const shared = sharedSteps(pages)
    const names = new Set(pages.map(nameWithin))
    for (const page of pages) placed.set(page.file, placePage(page, shared, names))
  }
  return found.map((file) => placed.get(file) ?? file)
}

/** Parts of an export are archives within one archive; on disk all that was chosen together is one export. */
function placeOf(file: FoundFile): { place: string; steps: string[] } {
  const [, place = '', inner = ''] = file.member ? (/^(.*?\.zip!)(?:.*\.zip!)?(.*)$/is.exec(folderOf(file)) ?? []) : []
  const folder = place === '' ? folderOf(file) : inner
  return { place, steps: folder.split(/[/\\]/).slice(0, -1) }
}

/** How many folders all pages have in common, from the root on. */
function sharedSteps(pages: readonly Page[]): number {
  let shared = pages[0]?.steps ?? []
  for (const { steps } of pages) {
    const end = shared.findIndex((step, i) => steps[i] !== step)
    if (end >= 0) shared = shared.slice(0, end)
  }
  return shared.length
}

const nameWithin = ({ steps, file }: Page): string => [...steps, nameOf(file)].join('/')

function placePage(page: Page, shared: number, names: ReadonlySet<string>): FoundFile {
  const { file, title, steps } = page
  // A database comes as the rows of its first view, and once more with all rows.
  const name = nameWithin(page)
  const whole = name.replace(/\.csv$/i, '_all.csv')
  if (whole !== name && names.has(whole)) return { ...file, refused: refusal('same_table') }
  const category = steps
    .slice(shared)
    .filter((step) => !WRAPPER.test(step))
    .map((step) => step.replace(ID, '').trim() || step)
  return withFacts(file, {
    app: 'notion',
    ...(title !== '' && { title }),
    ...(category.length > 0 && { category })
  })
}
