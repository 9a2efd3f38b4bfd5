import { zipSync } from 'fflate'
import { bytesSource, readZip } from '../../../zip/index.ts'
import type { ZipEntry } from '../../../zip/index.ts'
import { decodeEntities } from '../entities.ts'
import { parseHtml } from '../html.ts'
import { htmlToTree } from '../html-tree.ts'
import { ParseError } from '../parsed-article.ts'
import type { EmbeddedPicture } from '../parsed-article.ts'
import { extensionOf, startsWith } from './format.ts'
import type { Format } from './format.ts'

/** Parts are parsed into objects some fifty times their size, at four megabytes a second. */
const MAX_XML_BYTES = 12 * 1024 * 1024
/** Pictures of all kinds that the library can show; all of one document are in memory together. */
const PICTURE_PART = /\/media\/[^/]+\.(?:png|jpe?g|gif|webp|bmp|svg)$/i
const MAX_PICTURE_BYTES = 200 * 1024 * 1024
const NOTES = ['word/footnotes.xml', 'word/endnotes.xml']
/** What is not read. */
const UNUSED_PARTS = /^customXml\/|\/(?:charts|diagrams|embeddings|glossary|theme)\//
/** A container of the old Office formats; new ones lie in it when they are encrypted. */
const OLE = '\u00d0\u00cf\u0011\u00e0'

/** Word documents (Office Open XML, ECMA-376): headings, lists, tables, links and the document's properties. */
export const docx: Format = {
  fits(bytes, name) {
    if (startsWith(bytes, OLE)) return extensionOf(name) === 'docx'
    if (!startsWith(bytes, 'PK\u0003\u0004')) return false
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return content.includes('[Content_Types].xml') && content.includes('word/')
  },

  async read(bytes) {
    if (startsWith(bytes, OLE)) throw new ParseError('encrypted', 'encrypted or from before Word 2007')
    const { parts, pictures } = await readParts(bytes)
    const embedded: EmbeddedPicture[] = []
    const { default: mammoth } = await import('mammoth')
    const { value } = await mammoth.convertToHtml(
      // Packed anew from checked parts: what reads it now finds nothing that was not checked.
      { buffer: Buffer.from(zipSync(parts, { level: 0 })) },
      {
        externalFileAccess: false,
        // What stands in a picture's part is its name: its bytes take no part in the conversion.
        convertImage: mammoth.images.imgElement(async (image) => {
          const path = await image.readAsBuffer().then(
            (buffer) => buffer.toString(),
            () => ''
          )
          const src = `embedded:${path.replace(/^.*\//, '').replace(/[^\w.-]/g, '_')}`
          if (embedded.some((picture) => picture.src === src)) return { src }
          const picture = await pictures
            .get(path)
            ?.read()
            .catch(() => undefined)
          if (picture) embedded.push({ src, bytes: picture })
          return { src }
        })
      }
    )
    const core = new TextDecoder().decode(parts['docProps/core.xml'])
    return {
      format: 'docx',
      encoding: 'utf-8',
      content: {
        tree: htmlToTree(parseHtml(value)),
        unpacked: [`word/styles.xml`, mainPart(parts), ...NOTES].map((path) => new TextDecoder().decode(parts[path])),
        embedded,
        title: property(core, 'dc:title'),
        author: property(core, 'dc:creator'),
        date: property(core, 'dcterms:created'),
        summary: property(core, 'dc:description'),
        tags: property(core, 'cp:keywords')?.split(/[,，;；、]/) ?? []
      }
    }
  }
}

/**
 * The XML parts that make up the text, by path, and pictures, which stay packed: their parts hold their paths instead.
 */
async function readParts(
  bytes: Uint8Array
): Promise<{ parts: Record<string, Uint8Array>; pictures: Map<string, ZipEntry> }> {
  const all = await readZip(bytesSource(bytes))
  const entries = all.filter(({ path }) => /\.(?:xml|rels)$/i.test(path) && !UNUSED_PARTS.test(path))
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (size > MAX_XML_BYTES) throw new ParseError('too_large', `${size} bytes of text and formatting`)
  const parts: Record<string, Uint8Array> = {}
  for (const entry of entries) parts[entry.path] = await entry.read()
  const pictures = new Map<string, ZipEntry>()
  let room = MAX_PICTURE_BYTES
  for (const entry of all) {
    if (!PICTURE_PART.test(entry.path) || entry.refused !== null || entry.size > room) continue
    room -= entry.size
    pictures.set(entry.path, entry)
    parts[entry.path] = Buffer.from(entry.path)
  }
  return { parts, pictures }
}

/** The part with the text, which the package names; some programs write `word/document2.xml`. */
function mainPart(parts: Record<string, Uint8Array>): string {
  const relations = new TextDecoder().decode(parts['_rels/.rels'])
  const relation = /<[^<>]*\/officeDocument"[^<>]*>/.exec(relations)?.[0] ?? ''
  return /\sTarget="\/?([^"]+)"/.exec(relation)?.[1] ?? 'word/document.xml'
}

function property(core: string, name: string): string | null {
  const start = new RegExp(`<${name}(?:\\s[^>]{0,200})?>`).exec(core)
  if (start === null) return null
  const from = start.index + start[0].length
  const end = core.indexOf(`</${name}>`, from)
  if (end < 0) return null
  return textOf(core.slice(from, Math.min(end, from + 2000)))
}

const textOf = (xml: string): string | null => decodeEntities(xml).replace(/\s+/g, ' ').trim() || null
