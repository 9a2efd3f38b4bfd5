const FIELD = /^["']?([\p{L}_][\p{L}\p{N}_-]{0,60})["']?[ \t]*[:=][ \t]*(.*)$/u
const ITEM = /^[ \t]*-[ \t]+(.*)$/
const MAX_LINES = 2000

/**
 * Reads `name: value` lines that are not valid YAML, as feed writers produce them: quotes inside quotes, values that
 * start with `@`, colons and line breaks inside titles, list items with any indentation. Also plain TOML assignments.
 * Gives texts and lists of texts by lower-case name.
 */
export function tolerantFields(text: string): Map<string, string | string[]> {
  const fields = new Map<string, string | string[]>()
  let name: string | null = null
  for (const line of text.split(/\r?\n/, MAX_LINES)) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    const field = FIELD.exec(line)
    const value = name === null ? undefined : fields.get(name)
    const item = name === null || typeof value === 'string' ? null : ITEM.exec(line)?.[1]
    if (field?.[1] !== undefined && !(typeof value === 'string' && isOpen(value))) {
      name = field[1].toLowerCase()
      fields.set(name, field[2]?.trim() ?? '')
      if (field[2]?.trim() === '') fields.set(name, [])
    } else if (name !== null && item !== null && item !== undefined && Array.isArray(value)) value.push(unquote(item))
    else if (name !== null && typeof value === 'string') fields.set(name, `${value}\n${line.trim()}`)
  }
  for (const [key, value] of fields) {
    if (typeof value === 'string') fields.set(key, /^\[.*\]$/s.test(value) ? inlineList(value) : unquote(value))
    else if (value.length === 0) fields.set(key, '')
  }
  return fields
}

/** Whether a value starts a quotation that its line does not end. */
function isOpen(value: string): boolean {
  const quote = value.charAt(0)
  return (quote === '"' || quote === "'") && value.lastIndexOf(quote) === 0
}

/** What stands between the first and the last quote; one version of the feed also wrote list items as `- | name`. */
function unquote(value: string): string {
  const text = value.trim().replace(/^\|\s+/, '')
  const quote = text.charAt(0)
  if (quote !== '"' && quote !== "'") return text
  const end = text.lastIndexOf(quote)
  return end > 0 ? text.slice(1, end).replaceAll(quote === "'" ? "''" : '\\"', quote) : text.slice(1)
}

function inlineList(value: string): string[] {
  return value
    .slice(1, -1)
    .split(',')
    .map(unquote)
    .filter((item) => item !== '')
}
