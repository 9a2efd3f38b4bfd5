import type { ImportOptions, TextEncoding } from '../../../shared/imports.ts'
import type { FoundFile } from './find-files.ts'
import { refusal } from './refusal.ts'

/** A file that was found, with what the user said of it. */
export interface ChosenFile extends FoundFile {
  encoding?: TextEncoding
}

/** Applies what the options say of single files: which are left out, and how some are read. */
export function chosenFiles(found: readonly FoundFile[], options: ImportOptions): ChosenFile[] {
  const excluded = new Set(options?.exclude)
  const encodings = new Map(options?.encodings.map(({ path, encoding }) => [path, encoding]))
  return found.map((file) => {
    if (excluded.has(file.path)) return { ...file, refused: refusal('excluded') }
    const encoding = encodings.get(file.path)
    return encoding === undefined ? file : { ...file, encoding }
  })
}
