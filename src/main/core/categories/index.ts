import type { categories as contract } from '../../../shared/categories.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'

export function createCategories(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
