import type { tags as contract } from '../../../shared/tags.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'

export function createTags(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
