import { parse, TomlDate } from 'smol-toml'

const MAX_DEPTH = 20
/** Tables in which Hugo and Zola keep what others write at the top. */
const INNER = ['taxonomies', 'params', 'extra']

/** Reads front matter in TOML (https://toml.io/en/v1.0.0). Throws when it is not valid. */
export function tomlFields(text: string): [string, unknown][] {
  const table = parse(text, { maxDepth: MAX_DEPTH })
  const inner = INNER.flatMap((name) => {
    const value = table[name]
    return typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : []
  })
  // What stands at the top counts before what stands within.
  return [...inner, ...Object.entries(table)].map(([name, value]) => [
    name,
    value instanceof TomlDate ? value.toISOString() : value
  ])
}
