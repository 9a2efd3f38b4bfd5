import type { ArticleElement, ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'
import { readPicture } from '../../picture-bytes.ts'
import type { EmbeddedPicture, ParsedArticle, PictureBeside } from './parsed-article.ts'

const MAX_BYTES = 50 * 1024 * 1024
/** Pages hold the place of pictures that scripts load with one of so few pixels. */
const SPACER_PIXELS = 4
const DATA_ADDRESS = /^\s*data:image\/[\w.+-]+((?:;[\w.+=-]+)*),/i

export const isDataPicture = (src: string): boolean => DATA_ADDRESS.test(src.slice(0, 200))

/** Whether a name is one that a format gives to a picture within its source. */
export const isEmbeddedName = (src: string): boolean => /^embedded:[\w.-]{1,200}$/.test(src)

/**
 * Takes the pictures that a source holds within itself out of its tree, in place: a data address (RFC 2397) becomes the name
 * of its picture, and what names none keeps its place only. `given` are those that the source's format has found. Gives
 * the pictures that the tree names, and those that lie beside the source.
 */
export function takePictures(
  tree: ArticleTree,
  given: readonly EmbeddedPicture[] = []
): Pick<ParsedArticle, 'embedded' | 'beside'> {
  const known = new Map(
    given.filter(({ bytes }) => readPicture(bytes) !== null).map((picture) => [picture.src, picture])
  )
  const byAddress = new Map<string, string | null>()
  const used = new Map<string, EmbeddedPicture>()
  const beside = new Map<string, PictureBeside>()

  function nameOf(address: string): string | null {
    let name = byAddress.get(address)
    if (name === undefined) {
      const bytes = dataPicture(address)
      name = bytes && `embedded:data-${byAddress.size + 1}`
      if (name !== null && bytes !== null) known.set(name, { src: name, bytes })
      byAddress.set(address, name)
    }
    return name
  }

  for (const image of imagesOf(tree)) {
    const { attributes = {} } = image
    if (attributes.srcRaw !== undefined && isDataPicture(attributes.srcRaw)) {
      const name = attributes.src === undefined ? nameOf(attributes.srcRaw) : null
      if (name === null) delete attributes.srcRaw
      else attributes.srcRaw = name
    }
    const key = attributes.src ?? attributes.srcRaw
    const picture = key === undefined ? undefined : known.get(key)
    if (picture) used.set(picture.src, { ...picture, bytes: ownBytes(picture.bytes) })
    else if (key !== undefined && isEmbeddedName(key)) delete attributes.srcRaw
    else if (key !== undefined && attributes.srcRaw !== undefined && !/^https?:/i.test(attributes.srcRaw))
      beside.set(key, { src: key, path: attributes.srcRaw })
  }
  return { embedded: [...used.values()], beside: [...beside.values()] }
}

/** Bytes apart from a much larger whole, such as the document around them: between threads they would take it along. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength * 2 < bytes.buffer.byteLength ? Uint8Array.from(bytes) : bytes

/** The bytes of a data address; null when they are no picture. */
function dataPicture(address: string): Uint8Array | null {
  const head = DATA_ADDRESS.exec(address.slice(0, 200))
  if (head === null || address.length > MAX_BYTES * 1.5) return null
  const data = address.slice(head[0].length)
  const bytes = /;base64$/i.test(head[1] ?? '') ? Buffer.from(unescaped(data), 'base64') : Buffer.from(unescaped(data))
  const facts = bytes.length > MAX_BYTES ? null : readPicture(bytes)
  const isSpacer = facts?.width != null && facts.height != null && facts.width * facts.height <= SPACER_PIXELS
  return facts === null || isSpacer ? null : bytes
}

function unescaped(data: string): string {
  try {
    return data.includes('%') ? decodeURIComponent(data) : data
  } catch {
    return data
  }
}

/** The images of a tree in order. */
function* imagesOf(nodes: readonly ArticleNode[]): Generator<ArticleElement> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (node.tag === 'img') yield node
    else yield* imagesOf(node.children)
  }
}

const BASE64 = ';base64,'
const DATA_START = /data:image\/[\w.+-]{1,40}$/
const MIN_DATA_LENGTH = 100

/**
 * A text with short addresses in place of pictures as data, which parsers read character by character; `restore` puts
 * them back into what was made of it.
 */
export function shortenData(text: string): { short: string; restore(made: string): string } {
  if (!text.includes(BASE64)) return { short: text, restore: (made) => made }
  // Not to be confused with anything that the text says.
  const mark = `data:image/short,${Math.random().toString(36).slice(2)}-`
  const found: string[] = []
  let short = ''
  let copied = 0
  for (let at = text.indexOf(BASE64); at >= 0; at = text.indexOf(BASE64, at + 1)) {
    const head = DATA_START.exec(text.slice(Math.max(copied, at - 60), at))?.[0]
    const end = endOfBase64(text, at + BASE64.length)
    if (head === undefined || end - at < MIN_DATA_LENGTH) continue
    short += `${text.slice(copied, at - head.length)}${mark}${found.length}.`
    found.push(text.slice(at - head.length, end))
    copied = end
  }
  short += text.slice(copied)
  const pattern = new RegExp(`${mark}(\\d+)\\.`, 'g')
  return { short, restore: (made) => made.replace(pattern, (_, index: string) => found[Number(index)] ?? '') }
}

/** A loop: patterns run out of stack on megabytes. */
function endOfBase64(text: string, from: number): number {
  let end = from
  while (end < text.length && isBase64(text.charCodeAt(end))) end++
  return end
}

const isBase64 = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x2b ||
  code === 0x2f ||
  code === 0x3d
