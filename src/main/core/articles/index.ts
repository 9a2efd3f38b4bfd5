import type { articles as contract } from '../../../shared/articles.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'

export function createArticles(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
