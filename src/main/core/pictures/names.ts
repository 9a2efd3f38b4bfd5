/** The parts of a path or address, as file names are compared: decoded, composed and in lower case. */
export function pathParts(path: string): string[] {
  return path
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map((part) => part.normalize('NFC').toLowerCase())
}

/** The parts of the path by which an article names a picture; without host, query and fragment. */
export function sourceParts(src: string): string[] {
  const path = isRemote(src) ? (URL.parse(src)?.pathname ?? '') : src.replace(/[?#].*$/s, '')
  return pathParts(decodePercent(path))
}

/** Whether a file name tells a picture from all others: `1.png` and `image.png` may be anything. */
export function isTelling(name: string): boolean {
  const stem = name.replace(/\.[^.]*$/, '')
  return !GENERIC.test(stem) && (stem.length >= 5 || /[^\0-\u007f]{2}/.test(stem))
}

const GENERIC =
  /^(?:\d{0,4}|(?:image|img|pic|picture|photo|screenshot|cover|untitled|图|图片|截图|配图|插图|封面|未命名)[-_ (]*\d{0,4}\)?)$/

/** Whether a picture has an address on the web. */
export const isRemote = (src: string): boolean => /^https?:\/\//i.test(src)

/**
 * Percent-encoded bytes as text: UTF-8, or GB18030 as older Chinese programs write; what is neither stays as it is.
 */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/(?:%[\da-f]{2})+/gi, (run) => decodeRun(run) ?? run)
  }
}

function decodeRun(run: string): string | null {
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(Buffer.from(run.replaceAll('%', ''), 'hex'))
  } catch {
    return null
  }
}
