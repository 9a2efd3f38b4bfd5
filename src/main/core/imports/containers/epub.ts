import { posix } from 'node:path'
import { openBook } from '../../epub/index.ts'
import { refusal } from '../refusal.ts'
import type { Container } from './container.ts'

/** A book as its chapters in reading order, in a category named by the book. */
export const epubContainer: Container = {
  extensions: ['epub'],
  nests: false,
  opens: ({ books }) => books === 'chapters',
  async list(source, name) {
    const { title, author, date, documents, files } = await openBook(source)
    const book = title || name.replace(/\.epub$/i, '')
    return documents.map(({ path, title: chapter, page, entry, refused }) => {
      if (entry === null || refused !== null)
        return { path, refused: refused && refusal(refused.code, refused.message) }
      const known = {
        category: [book],
        author,
        publishedAt: date,
        isContent: true as const,
        title: page > 1 ? `${chapter || book} (${page})` : chapter || book
      }
      const member = { name: posix.basename(path), size: entry.size, read: entry.read, known, place: { path, files } }
      return { path, refused: null, member }
    })
  }
}
