import { ArchiveError } from '../../zip/index.ts'
import type { ByteSource } from '../../zip/index.ts'
import type { FoundFile } from '../find-files.ts'
import { refusal } from '../refusal.ts'
import type { Container } from './container.ts'

const START = Buffer.from('<note>')
const END = Buffer.from('</note>')
const CHUNK_BYTES = 4 * 1024 * 1024
const HEAD_BYTES = 4096

/**
 * An export of Evernote or 印象笔记: one notebook with all its notes. A note is the bytes from `<note>` to `</note>`;
 * neither can stand within one, because ENML has no such element and escapes `<` in text.
 */
export const enexContainer: Container = {
  extensions: ['enex'],
  nests: false,
  async list(source, fileName) {
    const notebook = fileName.replace(/\.enex$/i, '')
    const found: FoundFile[] = []
    for await (const { start, end } of findNotes(source)) {
      const head = await source.read(start, Math.min(HEAD_BYTES, (end ?? source.size) - start))
      const number = String(found.length + 1).padStart(4, '0')
      const title = titleIn(head.toString('utf8'))
      const name = title === '' ? number : `${number} ${title}`
      if (end === null) {
        found.push({ path: name, refused: refusal('damaged', 'the file ends within this note') })
      } else {
        const size = end - start
        const read = () => source.read(start, size)
        found.push({ path: name, refused: null, member: { name, size, read, known: { category: [notebook] } } })
      }
    }
    if (found.length === 0 && !(await startsAsExport(source))) throw new ArchiveError('damaged', 'no notes export')
    return found
  }
}

/** Where notes start and end; the last one has no end when the file is cut off. */
async function* findNotes(source: ByteSource): AsyncGenerator<{ start: number; end: number | null }> {
  let start: number | null = null
  for (let at = 0; at < source.size; at += CHUNK_BYTES) {
    // A mark may begin in this chunk and end in the next.
    const chunk: Buffer = await source.read(at, Math.min(CHUNK_BYTES + END.length, source.size - at))
    let index: number = chunk.indexOf(start === null ? START : END)
    while (index >= 0 && index < CHUNK_BYTES) {
      if (start === null) start = at + index
      else {
        yield { start, end: at + index + END.length }
        start = null
      }
      index = chunk.indexOf(start === null ? START : END, index + START.length)
    }
  }
  if (start !== null) yield { start, end: null }
}

async function startsAsExport(source: ByteSource): Promise<boolean> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.size))
  return head.includes('<en-export')
}

function titleIn(head: string): string {
  const title = /<title>([^]{0,1000}?)<\/title>/.exec(head)?.[1] ?? ''
  return title
    .replace(/^<!\[CDATA\[|\]\]>$/g, '')
    .replace(/&(?:amp|lt|gt|quot|apos|#\d+);/g, ' ')
    .replace(/[/\\!\s]+/g, ' ')
    .trim()
    .slice(0, 100)
}
