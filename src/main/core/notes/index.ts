import type { notes as contract } from '../../../shared/notes.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'

export function createNotes(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
