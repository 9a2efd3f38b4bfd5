import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { KnownFacts } from '../../articles/index.ts'
import type { FoundFile } from '../find-files.ts'
import { folderOf, stepsBetween, withFacts } from './places.ts'

/** Folders that say that notes lie beside them: Obsidian's settings, and attachments of Joplin's export in Markdown. */
const SIGNS: readonly { folder: string; app: KnownFacts['app'] }[] = [
  { folder: '.obsidian', app: 'obsidian' },
  { folder: '_resources', app: 'joplin' }
]

/** Files notes below a vault's root into categories named by its folders. */
export function placeVaultNotes(found: FoundFile[]): FoundFile[] {
  const roots = findRoots(found)
  const above = vaultAbove(found)
  if (above !== null) roots.set(above, 'obsidian')
  if (roots.size === 0) return found
  const rootOf = nearest(roots)
  return found.map((file) => {
    const folder = folderOf(file)
    const root = file.refused === null ? rootOf(folder) : undefined
    if (root === undefined || !/\.(?:md|markdown|html?|txt)$/i.test(file.path)) return file
    const category = stepsBetween(root, folder)
    const app = roots.get(root)
    return withFacts(file, { ...(app && { app }), ...(category.length > 0 && { category }) })
  })
}

/** The vault that all files on disk lie in when only some of its folders were chosen; with its separator. */
function vaultAbove(found: readonly FoundFile[]): string | null {
  const folders = found.flatMap((file) => (file.member || file.refused ? [] : [folderOf(file)]))
  let [shared = ''] = folders
  for (const folder of folders) if (!folder.startsWith(shared)) shared = shared.slice(0, sharedLength(shared, folder))
  for (let folder = shared; folder !== ''; folder = folder.slice(0, folder.slice(0, -1).search(/[^/\\]*$/))) {
    if (/[/\\]$/.test(folder) && existsSync(join(folder, '.obsidian'))) return folder
    if (folder === sep || folder.length <= 3) break
  }
  return null
}

/** As far as two folders are the same, up to a separator. */
function sharedLength(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return one.slice(0, at).search(/[^/\\]*$/)
}

/** The roots, each with its separator behind it. */
function findRoots(found: readonly FoundFile[]): Map<string, KnownFacts['app']> {
  const roots = new Map<string, KnownFacts['app']>()
  for (const { path } of found) {
    for (const { folder, app } of SIGNS) {
      const at = path.lastIndexOf(folder)
      const isWhole =
        at > 0 && /[/\\!]/.test(path.charAt(at - 1)) && /^(?:[/\\]|$)/.test(path.slice(at + folder.length))
      if (isWhole && !roots.has(path.slice(0, at))) roots.set(path.slice(0, at), app)
    }
  }
  return roots
}

/** The innermost root that a folder is in; answers for the same folder are kept. */
function nearest(roots: ReadonlyMap<string, unknown>): (folder: string) => string | undefined {
  const known = new Map<string, string | undefined>()
  const find = (folder: string): string | undefined => {
    for (let at = folder.length; at > 0; at = folder.slice(0, at - 1).search(/[^/\\!]*$/)) {
      const root = folder.slice(0, at)
      if (roots.has(root)) return root
    }
    return undefined
  }
  return (folder) => {
    if (!known.has(folder)) known.set(folder, find(folder))
    return known.get(folder)
  }
}
