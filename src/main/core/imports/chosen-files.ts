import { stat } from 'node:fs/promises'
import { basename, matchesGlob, relative, sep } from 'node:path'
import type { ImportOptions, TextEncoding } from '../../../shared/imports.ts'
import type { FoundFile } from './find-files.ts'
import { refusal } from './refusal.ts'

/** A file that was found, with what the user said of it. */
export interface ChosenFile extends FoundFile {
  encoding?: TextEncoding
}

/**
 * Applies what the options say of files below the chosen `paths`: which are left out, and how text is read. What was
 * refused before keeps its reason, unless the user left it out.
 */
export async function chosenFiles(
  found: readonly FoundFile[],
  options: ImportOptions,
  paths: readonly string[]
): Promise<ChosenFile[]> {
  if (options === null) return [...found]
  const excluded = new Set(options.exclude)
  const encodings = new Map(options.encodings.map(({ path, encoding }) => [path, encoding]))
  const chosen: ChosenFile[] = []
  const changed = changedSince(options.changedSince)
  for (const file of found) {
    const encoding = encodings.get(file.path) ?? options.encoding
    if (excluded.has(file.path) || !fits(file.path, options, paths)) {
      chosen.push({ ...file, refused: refusal('excluded') })
    } else if (file.refused === null && !(await changed(file))) {
      chosen.push({ ...file, refused: refusal('not_changed') })
    } else chosen.push(encoding === undefined ? file : { ...file, encoding })
  }
  return chosen
}

function fits(path: string, { patterns }: NonNullable<ImportOptions>, paths: readonly string[]): boolean {
  if (!patterns) return true
  const { include, exclude } = patterns
  const root = paths.find((each) => path.startsWith(each + sep))
  // What an archive holds lies as if in a folder of its name.
  const below = (root === undefined ? basename(path) : relative(root, path)).replaceAll(sep, '/').replaceAll('!', '/')
  const matches = (pattern: string) => matchesGlob(below, pattern.includes('/') ? pattern : `**/${pattern}`)
  return (include.length === 0 || include.some(matches)) && !exclude.some(matches)
}

/** Whether a file was written or put in its place since a time; what a container holds is as old as the container. */
function changedSince(time: number | undefined): (file: FoundFile) => boolean | Promise<boolean> {
  if (time === undefined) return () => true
  const known = new Map<string, boolean>()
  return async ({ path, member }) => {
    for (const place of member ? containersOf(path) : [path]) {
      const before = known.get(place)
      if (before !== undefined) return before
      const stats = await stat(place).catch(() => null)
      if (!stats?.isFile()) continue
      const isChanged = Math.max(stats.mtimeMs, stats.ctimeMs) >= time
      if (member) known.set(place, isChanged)
      return isChanged
    }
    // What cannot be looked at is refused with its reason when it is read.
    return true
  }
}

/** `archive.zip!inner/name` as far as each exclamation mark; names may hold some of their own. */
const containersOf = (path: string): string[] => [...path.matchAll(/!/g)].map(({ index }) => path.slice(0, index))
