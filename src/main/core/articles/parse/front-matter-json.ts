const MAX_DEPTH = 20

/** Where the JSON value at the start of a text ends; null when it does not, or nests deeper than front matter does. */
export function jsonEnd(text: string): number | null {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (inString) {
      if (character === '\\') at++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return null
    } else if ((character === '}' || character === ']') && --depth <= 0) return at + 1
  }
  return null
}

/** Reads front matter in JSON; Hexo leaves the braces out. Throws when it is no object. */
export function jsonFields(text: string): [string, unknown][] {
  const written = text.trim()
  const whole = written.startsWith('{') ? written : `{${written.replace(/,$/, '')}}`
  if (jsonEnd(whole) !== whole.length) throw new Error('not one JSON object')
  const value: unknown = JSON.parse(whole)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
  return Object.entries(value)
}
