import type { Handlers } from '../../../shared/ipc.ts'
import type { library as contract } from '../../../shared/library.ts'
import type { CoreContext } from '../core.ts'
import type { Search } from '../search/index.ts'

export function createLibrary(_context: CoreContext, _search: Search): Handlers<typeof contract> {
  return {} as never
}
