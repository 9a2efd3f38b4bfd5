import type { plans as contract } from '../../../shared/plans.ts'
import type { Handlers } from '../../../shared/ipc.ts'
import type { CoreContext } from '../core.ts'

export function createPlans(_context: CoreContext): Handlers<typeof contract> {
  return {} as never
}
