import type { Handlers, JobContext } from '../../../shared/ipc.ts'
import type { LibraryProblem } from '../../../shared/library.ts'
import type { SearchAnswer, search as contract } from '../../../shared/search.ts'
import type { CoreContext } from '../context.ts'
import { answer } from './answer.ts'
import { indexProblems } from './check.ts'
import { isDamage, openIndex } from './index-file.ts'
import { createIndexer } from './indexer.ts'
import { countEntries, newestSequence } from './queries.ts'

export interface Search {
  handlers: Handlers<typeof contract>
  /** Says that entries may have changed, so that they are indexed soon; they are found even before. */
  wake(): void
  /** Compares the index with the text; gives what is wrong. */
  check(): LibraryProblem[]
  close(): void
}

export function createSearch({ library, emit }: CoreContext): Search {
  const index = openIndex(library)
  const indexer = createIndexer(library.db, index, () => emit('search.changed', status()))
  let closed = false

  // The index is used once it is known to be what was written.
  const ready = index.verify().then((sound) => {
    if (closed) return
    if (!sound) index.reset()
    indexer.wake()
  })

  function status(): { indexed: number; total: number } {
    const { total, changed } = countEntries(library.db, index.sequence)
    return { indexed: total - changed, total }
  }

  function find(query: string, limit: number): SearchAnswer {
    const { db, sequence, count, averageLength } = index
    return answer({ library: library.db, index: db, sequence, count, averageLength }, query, limit)
  }

  async function catchUp(job: JobContext): Promise<{ indexed: number }> {
    await indexer.run(job)
    return { indexed: status().indexed }
  }

  return {
    handlers: {
      async query({ query, limit }) {
        await ready
        if (newestSequence(library.db) !== index.sequence) indexer.wake()
        try {
          return find(query, limit)
        } catch (error) {
          if (!isDamage(error)) throw error
          index.reset()
          indexer.wake()
          return find(query, limit)
        }
      },
      status,
      async reindex(_, job) {
        await ready
        index.reset()
        return catchUp(job)
      },
      async catchUp(_, job) {
        await ready
        return catchUp(job)
      }
    },
    wake: () => indexer.wake(),
    check: () => indexProblems(library.db, index).map((detail) => ({ code: 'index', detail })),
    close() {
      closed = true
      indexer.stop()
      index.close()
    }
  }
}
