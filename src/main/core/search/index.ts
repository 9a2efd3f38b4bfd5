import type { Handlers, JobContext } from '../../../shared/ipc.ts'
import type { LibraryProblem } from '../../../shared/library.ts'
import type {
  SearchAnswer,
  SearchGroup,
  SearchGroupName,
  SearchOverview,
  search as contract
} from '../../../shared/search.ts'
import type { CoreContext } from '../context.ts'
import { answer } from './answer.ts'
import { indexProblems } from './check.ts'
import { isDamage, openIndex } from './index-file.ts'
import { createIndexer } from './indexer.ts'
import { countEntries, newestSequence } from './queries.ts'
import { createSaved } from './saved/index.ts'

export interface Search {
  handlers: Handlers<typeof contract>
  /** Says that entries may have changed, so that they are indexed soon; they are found even before. */
  wake(): void
  /** Compares the index with the text; gives what is wrong. */
  check(): LibraryProblem[]
  close(): void
}

export function createSearch(context: CoreContext): Search {
  const { library, emit } = context
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

  /** Answers from the index as it is; one that turns out damaged is begun anew. */
  async function asked<T>(ask: () => T): Promise<T> {
    await ready
    if (newestSequence(library.db) !== index.sequence) indexer.wake()
    try {
      return ask()
    } catch (error) {
      if (!isDamage(error)) throw error
      index.reset()
      indexer.wake()
      return ask()
    }
  }

  async function catchUp(job: JobContext): Promise<{ indexed: number }> {
    await indexer.run(job)
    return { indexed: status().indexed }
  }

  return {
    handlers: {
      ...createSaved(context),
      query: ({ query, offset, limit }) => asked(() => slice(find(query, offset + limit), offset)),
      overview: ({ query, limit }) => asked(() => overview(find(query, 500), limit)),
      group: ({ query, group, offset, limit }) => asked(() => groupOf(find(query, 500), group, offset, limit)),
      count: ({ queries }) => asked(() => queries.map((query) => find(query, 1))),
      suggest: () => [],
      complete: () => [],
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

const slice = (answer: SearchAnswer, offset: number): SearchAnswer => ({ ...answer, hits: answer.hits.slice(offset) })

function overview(answer: SearchAnswer, limit: number): SearchOverview {
  const groups = (['titles', 'articles', 'notes'] as const)
    .map((name) => groupOf(answer, name, 0, limit))
    .filter((group) => group.total > 0)
  return { ...answer, groups }
}

function groupOf(answer: SearchAnswer, name: SearchGroupName, offset: number, limit: number): SearchGroup {
  const hits = answer.hits.filter((hit) =>
    hit.titleRanges.length > 0 ? name === 'titles' : name === (hit.kind === 'note' ? 'notes' : 'articles')
  )
  const items = hits.slice(offset, offset + limit).map((hit) => ({ type: 'entry' as const, hit, pinyin: false }))
  return { name, total: hits.length, exact: answer.total === answer.hits.length, items }
}
