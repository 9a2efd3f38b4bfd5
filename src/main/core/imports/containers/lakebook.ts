import { posix } from 'node:path'
import { readLakeContents } from '../../articles/index.ts'
import { readTar } from '../../tar/index.ts'
import type { TarEntry } from '../../tar/index.ts'
import { refusal, typeRefusal } from '../refusal.ts'
import type { FoundFile } from '../find-files.ts'
import type { Container } from './container.ts'

const CONTENTS = '$meta.json'
/** Those of ten thousand documents take two megabytes. */
const MAX_CONTENTS_BYTES = 8 * 1024 * 1024

/**
 * A knowledge base that 语雀 exported: a TAR archive with a JSON file for each document and one with the table of contents,
 * in whose order they are listed. Documents are filed under the book and the titles above them.
 */
export const lakebookContainer: Container = {
  extensions: ['lakebook'],
  nests: false,
  async list(source) {
    const entries = await readTar(source)
    const contents = entries.find(({ path }) => posix.basename(path) === CONTENTS)
    const readable = contents && contents.refused === null && contents.size <= MAX_CONTENTS_BYTES
    const { book, places } =
      (readable ? readLakeContents((await contents.read()).toString('utf8')) : null) ?? NO_CONTENTS
    const slugs = [...places.keys()]
    const order = new Map(slugs.map((slug, i) => [slug, i]))
    const rank = ({ path }: TarEntry): number => order.get(slugOf(path)) ?? slugs.length
    return entries
      .toSorted((a, b) => rank(a) - rank(b))
      .map((entry): FoundFile => {
        const { path, size, refused, read } = entry
        const name = posix.basename(path)
        if (refused !== null) return { path, refused: refusal(refused.code, refused.message) }
        if (name === CONTENTS) return { path, refused: refusal('export_details') }
        if (!/\.json$/i.test(name)) return { path, refused: typeRefusal(name), member: { name, size, read } }
        const place = places.get(slugOf(path))
        const known = {
          category: [book, ...(place?.above ?? [])].filter((title) => title !== ''),
          ...(place && { title: place.title, names: [place.address] })
        }
        return { path, refused: null, member: { name, size, read, known } }
      })
  }
}

const NO_CONTENTS = { book: '', places: new Map<string, never>() }

const slugOf = (path: string): string => posix.basename(path).replace(/\.json$/i, '')
