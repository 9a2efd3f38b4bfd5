import { join } from 'node:path'
import type { CoreContract } from '../../shared/contract.ts'
import { coreContract } from '../../shared/contract.ts'
import type { Handlers } from '../../shared/ipc.ts'
import { createArticles } from './articles/index.ts'
import { createCategories } from './categories/index.ts'
import type { CoreContext } from './context.ts'
import { openLibrary } from './db/open.ts'
import { createEntries } from './entries/index.ts'
import { createImports, sharedParsePool } from './imports/index.ts'
import { createLibrary } from './library/index.ts'
import { createNotes } from './notes/index.ts'
import { createPictures } from './pictures/index.ts'
import type { AddressPolicy } from './pictures/index.ts'
import { createPlans } from './plans/index.ts'
import { createRouter } from './router.ts'
import type { Router } from './router.ts'
import { createSearch } from './search/index.ts'
import type { StartThread } from './start-thread.ts'
import { createTags } from './tags/index.ts'

export interface Core {
  router: Router
  folder: string
  /** Closes the library at once. */
  close(): void
  /** Lets running jobs end at their next item, then closes the library. */
  stop(): Promise<void>
}

export interface CoreOptions {
  folder: string
  /** The folder of bundled data; found beside the sources when not given. */
  resources?: string
  /** Gets every event, already in the contract's form. */
  onEvent(name: string, payload: unknown): void
  now?: () => number
  /** Where downloads of pictures may go; by default the internet and nothing nearer. */
  mayConnect?: AddressPolicy
  /** Starts the threads that parse sources; by default from the module beside the sources. */
  startParser?: StartThread
  /** Starts the thread that writes the search index; by default from the module beside the sources. */
  startIndexer?: StartThread
}

/** Opens a library and its rooms. Throws what {@link openLibrary} throws. */
export function createCore(options: CoreOptions): Core {
  const library = openLibrary(options.folder)
  const context: CoreContext = {
    library,
    resources: options.resources ?? join(import.meta.dirname, '../../../resources'),
    now: options.now ?? Date.now,
    emit(name, payload) {
      if (name === 'entries.changed' || name === 'tags.changed') search.wake()
      options.onEvent(name, payload)
    }
  }

  const search = createSearch(context, options.startIndexer)
  const rooms: { [R in keyof CoreContract]: Handlers<CoreContract[R]> } = {
    entries: createEntries(context),
    articles: createArticles(context),
    notes: createNotes(context),
    tags: createTags(context),
    categories: createCategories(context),
    imports: createImports(context, sharedParsePool(options.startParser)),
    pictures: createPictures(context, options.mayConnect),
    search: search.handlers,
    plans: createPlans(context),
    library: createLibrary(context, search)
  }
  const router = createRouter(coreContract, rooms)
  const close = () => {
    try {
      search.close()
    } finally {
      library.close()
    }
  }
  return {
    router,
    folder: options.folder,
    close,
    async stop() {
      await router.stop()
      close()
    }
  }
}
