import { basename } from 'node:path'
import type { KnownFacts } from '../../articles/index.ts'
import type { FoundFile } from '../find-files.ts'

export const nameOf = ({ path, member }: FoundFile): string => member?.name ?? basename(path)

/** What stands before a file's name: its folder with the separator behind it, or `archive.zip!`. */
export const folderOf = (file: FoundFile): string => file.path.slice(0, file.path.length - nameOf(file).length)

/** Deeper folders are filed under the last of so many. */
const MAX_STEPS = 20

/** The names of the folders from `root`, which ends with its separator, down to `folder`. */
export const stepsBetween = (root: string, folder: string): string[] =>
  folder
    .slice(root.length)
    .split(/[/\\]/)
    .filter((name) => name !== '' && name !== '.')
    .slice(0, MAX_STEPS)

/** The file with more facts; what its container or another app said of it already stays. */
export function withFacts(file: FoundFile, facts: KnownFacts): FoundFile {
  return { ...file, known: { ...facts, ...file.known } }
}
