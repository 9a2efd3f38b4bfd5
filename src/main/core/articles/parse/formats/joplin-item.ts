/**
 * An item of an export of Joplin: a title, for a note its text, and at the end a line for each property.
 *
 * Format: https://joplinapp.org/help/api/references/rest_api and the app's own serialisation.
 */
export interface JoplinItem {
  title: string
  body: string
  values: ReadonlyMap<string, string>
}

export const NOTE = '1'
/** Longer footers are none. */
const TAIL_BYTES = 16 * 1024
const ID = /^id: [\da-f]{32}$/m
const TYPE = /^type_: (\d{1,2})\s*$/

/** Whether a file ends as an item does; of one type only, if given. */
export function isJoplinItem(bytes: Uint8Array, type?: string): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-TAIL_BYTES).toString('utf8')
  const found = TYPE.exec(tail.slice(tail.trimEnd().lastIndexOf('\n') + 1))?.[1]
  return found !== undefined && (type === undefined || type === found) && ID.test(tail)
}

/** Reads an item from its end: up to the last empty line stand its properties, above them its text. */
export function readJoplinItem(text: string): JoplinItem {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  while (lines.at(-1)?.trim() === '') lines.pop()
  const values = new Map<string, string>()
  for (let line = lines.pop(); line !== undefined && line.trim() !== ''; line = lines.pop()) {
    const colon = line.indexOf(':')
    if (colon > 0) values.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  const [title = '', ...body] = lines
  return { title: title.trim(), body: body.join('\n').trim(), values }
}
