import type { CoreContract } from '../../shared/contract.ts'
import type { EventName, EventPayload } from '../../shared/ipc.ts'
import type { LibraryFolder } from './db/open.ts'

type CoreEvent = EventName<CoreContract>

/** What every room gets: the open library, a clock, and a way to tell listeners what changed. */
export interface CoreContext {
  library: LibraryFolder
  /** The folder of bundled data: `sample/`, models and templates. */
  resources: string
  now(): number
  emit<E extends CoreEvent>(name: E, payload: EventPayload<CoreContract, E>): void
}
