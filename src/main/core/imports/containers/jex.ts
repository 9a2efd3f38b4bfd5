import { posix } from 'node:path'
import { readTar } from '../../tar/index.ts'
import { refusal, typeRefusal } from '../refusal.ts'
import type { Container } from './container.ts'

/** An export of Joplin: a TAR archive with a file for each note, notebook, tag and attachment; see `note-apps/joplin.ts`. */
export const jexContainer: Container = {
  extensions: ['jex'],
  nests: false,
  async list(source) {
    const entries = await readTar(source)
    const files = new Map(entries.map((entry) => [entry.path, entry]))
    return entries.map(({ path, size, refused, read }) => {
      const name = posix.basename(path)
      if (refused !== null) return { path, refused: refusal(refused.code, refused.message) }
      return { path, refused: typeRefusal(name), member: { name, size, read, place: { path, files } } }
    })
  }
}
