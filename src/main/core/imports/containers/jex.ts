import { posix } from 'node:path'
import { readTar } from '../../tar/index.ts'
import { isOtherType } from '../file-types.ts'
import { refusal } from '../refusal.ts'
import type { Container } from './container.ts'

/** An export of Joplin: a TAR archive with a file for each note, notebook, tag and attachment; see `note-apps/joplin.ts`. */
export const jexContainer: Container = {
  extensions: ['jex'],
  nests: false,
  async list(source) {
    return (await readTar(source)).map(({ path, size, refused, read }) => {
      const name = posix.basename(path)
      if (refused !== null) return { path, refused: refusal(refused.code, refused.message) }
      return { path, refused: isOtherType(name) ? refusal('unsupported_type') : null, member: { name, size, read } }
    })
  }
}
