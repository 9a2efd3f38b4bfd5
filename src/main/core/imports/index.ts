import type { imports as contract } from '../../../shared/imports.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'

export function createImports(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
