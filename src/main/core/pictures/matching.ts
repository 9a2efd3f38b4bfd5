import type { EntryId } from '../../../shared/entries.ts'
import { isTelling, pathParts } from './names.ts'

/** A picture that an article lacks. */
export interface Wanted {
  entryId: EntryId
  src: string
  /** The same for two that are the same picture: its address, or the path at which its file was. */
  key: string
  /** That path in parts, as file names are compared. */
  parts: string[]
}

/** Files by name, for finding those that articles lack. */
export interface FileNames {
  /** Whether a file has this name; `name` is in lower case. */
  has(name: string): boolean
  /**
   * Which file each wanted picture is, by index: the one whose path ends most like it. A file goes to one picture only; where
   * names cannot tell, nobody gets it.
   */
  match(wanted: readonly Wanted[]): { wanted: Wanted; file: number }[]
}

export function fileNames(paths: readonly string[]): FileNames {
  const parts = paths.map((path) => pathParts(path.replaceAll('!', '/')))
  const byName = new Map<string, number[]>()
  for (const [file, each] of parts.entries()) {
    const name = each.at(-1) ?? ''
    const same = byName.get(name)
    if (same) same.push(file)
    else byName.set(name, [file])
  }

  /** The file that ends most like the wanted one; null when two do as much, or by a name that says nothing. */
  function bestFile(wanted: Wanted): { file: number; common: number } | null {
    let best: { file: number; common: number } | null = null
    let tied = false
    for (const file of byName.get(wanted.parts.at(-1) ?? '') ?? []) {
      const common = commonEnd(wanted.parts, parts[file] ?? [])
      tied = best?.common === common
      if (best === null || common > best.common) best = { file, common }
      else if (common < best.common) tied = false
    }
    const isPlain = best?.common === 1 && !isTelling(wanted.parts.at(-1) ?? '')
    return tied || isPlain ? null : best
  }

  return {
    has: (name) => byName.has(name),
    match(wanted) {
      const claims = new Map<number, { common: number; key: string | null }>()
      const found = wanted.flatMap((each) => {
        const best = bestFile(each)
        if (best === null) return []
        const claim = claims.get(best.file)
        if (claim === undefined || best.common > claim.common)
          claims.set(best.file, { common: best.common, key: each.key })
        else if (best.common === claim.common && claim.key !== each.key) claim.key = null
        return [{ wanted: each, ...best }]
      })
      return found.filter(({ file, wanted: { key } }) => claims.get(file)?.key === key)
    }
  }
}

/** How many parts at the end are the same. */
function commonEnd(a: readonly string[], b: readonly string[]): number {
  let common = 0
  while (common < a.length && common < b.length && a.at(-1 - common) === b.at(-1 - common)) common++
  return common
}
