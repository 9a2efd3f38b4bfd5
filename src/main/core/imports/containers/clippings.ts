import { isKindleClippings, kindleClippings } from '../../articles/index.ts'
import type { FoundFile } from '../find-files.ts'
import type { Container } from './container.ts'
import { textOf } from './text-source.ts'

/** `My Clippings.txt` of a Kindle: every book with marked sentences or notes is a source. */
export const clippingsContainer: Container = {
  extensions: ['txt'],
  nests: false,
  fits: (head) => isKindleClippings(head.toString('utf8')),
  async list(source, fileName) {
    const books = new Map<string, string[]>()
    for (const { book, raw } of kindleClippings(await textOf(source))) {
      const blocks = books.get(book)
      if (blocks === undefined) books.set(book, [raw])
      else blocks.push(raw)
    }
    const category = [fileName.replace(/\.txt$/i, '')]
    return [...books].map(([book, blocks]) =>
      bookMember(book, blocks.map((raw) => `${raw}\n==========\n`).join(''), category)
    )
  }
}

/** A book with what was marked in it, as a source of its own. */
export function bookMember(book: string, text: string, category?: string[]): FoundFile {
  const name =
    book
      .replace(/[/\\!\s]+/g, ' ')
      .trim()
      .slice(0, 120)
      .toWellFormed() || '?'
  const bytes = Buffer.from(text)
  const known = category === undefined ? {} : { category }
  return { path: name, refused: null, member: { name, size: bytes.length, read: async () => bytes, known } }
}
