import type { entries as contract } from '../../../shared/entries.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'

export function createEntries(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
