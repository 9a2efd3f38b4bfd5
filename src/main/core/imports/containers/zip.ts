import { posix } from 'node:path'
import { readZip } from '../../zip/index.ts'
import { belongsToPage, isHidden, savedPages } from '../file-types.ts'
import type { FoundFile } from '../find-files.ts'
import { inNaturalOrder } from '../natural-order.ts'
import { refusal, typeRefusal } from '../refusal.ts'
import type { Refusal } from '../refusal.ts'
import type { Container } from './container.ts'

/** A ZIP archive of files and folders; hidden folders in it are listed once and not entered, as on disk. */
export const zipContainer: Container = {
  extensions: ['zip'],
  nests: true,
  async list(source) {
    const hiddenFolders = new Set<string>()
    const found: FoundFile[] = []
    const entries = await readZip(source)
    const files = new Map(entries.map((entry) => [entry.path, entry]))
    const pages = savedPages([...files.keys()])
    for (const entry of inNaturalOrder(entries, ({ path }) => path)) {
      const { path, size } = entry
      if (folders(path).some((folder) => belongsToPage(folder, pages))) continue
      const hidden = hiddenPart(path)
      if (hidden !== null) {
        if (!hiddenFolders.has(hidden)) found.push({ path: hidden, refused: refusal('hidden_file') })
        hiddenFolders.add(hidden)
        continue
      }
      const name = posix.basename(path)
      const refused: Refusal | null =
        entry.refused !== null ? refusal(entry.refused.code, entry.refused.message) : typeRefusal(name)
      found.push({ path, refused, member: { name, size, read: entry.read, place: { path, files } } })
    }
    return found
  }
}

/** The path as far as its first hidden part. */
function hiddenPart(path: string): string | null {
  const parts = path.split('/')
  const first = parts.findIndex((part) => part !== '..' && part !== '.' && isHidden(part))
  return first < 0 ? null : parts.slice(0, first + 1).join('/')
}

/** The folders that a path leads through, from the root on. */
const folders = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, i, names) => names.slice(0, i + 1).join('/'))
