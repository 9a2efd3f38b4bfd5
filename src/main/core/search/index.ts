import { setImmediate } from 'node:timers/promises'
import type { Handlers, JobContext } from '../../../shared/ipc.ts'
import type { LibraryProblem } from '../../../shared/library.ts'
import { AppError } from '../../../shared/result.ts'
import type { search as contract } from '../../../shared/search.ts'
import type { CoreContext } from '../context.ts'
import type { StartThread } from '../start-thread.ts'
import { Answer } from './answer.ts'
import type { Searched } from './answer.ts'
import { indexProblems } from './check.ts'
import { createFilters } from './filters/index.ts'
import { changeCount } from './filters/queries.ts'
import { createHeadings } from './headings/index.ts'
import { openIndex } from './index-file.ts'
import { USUAL_LENGTH, createIndexing, isDamage } from './indexing/index.ts'
import { createNames } from './names/index.ts'
import { createOthers } from './others/index.ts'
import { countEntries, newestSequence } from './queries.ts'
import { RANKED } from './ranking.ts'
import { relatedTo } from './related.ts'
import { createSaved } from './saved/index.ts'
import { suggestions } from './suggest.ts'
import { createTitles } from './titles.ts'

export { termTokens } from './tokens.ts'

export interface Search {
  handlers: Handlers<typeof contract>
  /** Says that entries may have changed, so that they are indexed soon; they are found even before. */
  wake(): void
  /** Compares the index with the text; gives what is wrong. */
  check(): LibraryProblem[]
  close(): void
}

/** By then the window has its first answers. */
const WARM_UP_MS = 2000
const PAUSE_MS = 20

export function createSearch(context: CoreContext, startIndexer?: StartThread): Search {
  const { library, emit } = context
  const index = openIndex(library)
  const indexing = createIndexing({
    libraryPath: library.db.name,
    indexPath: library.indexPath,
    start: startIndexer,
    status,
    onStart: () => index.unseal(),
    onProgress: () => emit('search.changed', status()),
    empty: () => index.reset()
  })
  let closed = false

  // The index is used once it is known to be what was written.
  const ready = index.verify().then((sound) => {
    if (closed) return
    if (sound) wakeIfBehind()
    else indexing.reset()
    // The first search finds them read.
    setTimeout(warmUp, WARM_UP_MS).unref()
  })

  function warmUp(): void {
    if (closed) return
    titles.refresh()
    readHeadings()
  }

  function readHeadings(): void {
    if (!closed && headings.readSome()) setTimeout(readHeadings, PAUSE_MS).unref()
  }

  function status(): { indexed: number; total: number } {
    const { total, changed } = countEntries(library.db, index.state.sequence)
    return { indexed: total - changed, total }
  }

  const filters = createFilters(library.db, context.now)
  const titles = createTitles(library.db)
  const headings = createHeadings(library.db)
  const changes = () => changeCount(library.db)
  const others = createOthers(library.db, changes)
  const names = createNames(library.db, changes)

  function searched(): Searched {
    const { db } = index
    const { sequence, count, length } = index.state
    const averageLength = count > 0 ? length / count : USUAL_LENGTH
    const sources = { library: library.db, index: db, sequence, count, averageLength }
    return { ...sources, filters: filters(db), titles, headings, others, names, now: context.now() }
  }

  function wakeIfBehind(): void {
    if (newestSequence(library.db) !== index.state.sequence) indexing.wake()
  }

  /** Answers from the index as it is; one that turns out damaged is begun anew. */
  async function asked<T>(answer: () => T): Promise<T> {
    await ready
    wakeIfBehind()
    try {
      return index.read(answer)
    } catch (error) {
      if (!isDamage(error)) throw error
      indexing.reset()
      return index.read(answer)
    }
  }

  /** Counts all hits, and lets other calls through meanwhile; begins again when the index has moved on. */
  async function countOf(query: string, attempts = 3): Promise<{ total: number; exact: boolean }> {
    const { db, sequence, steps } = await asked(() => {
      const searching = searched()
      return { db: index.db, sequence: searching.sequence, steps: new Answer(searching, query).counting() }
    })
    for (let exact = true; ;) {
      const step = await asked(() => (index.db === db ? steps.next() : null))
      if (attempts > 0 && (step === null || index.state.sequence !== sequence)) return countOf(query, attempts - 1)
      if (step === null) return { total: 0, exact: false }
      exact &&= index.state.sequence === sequence
      if (step.done) return { total: step.value.total, exact: exact && step.value.exact }
      await setImmediate()
      if (closed) return { total: step.value, exact: false }
    }
  }

  let everything: { query: string; of: string; ids: Promise<number[]> } | undefined

  /** The ids of all hits in order. Kept, because the pages far down a list need them one after another. */
  async function everyIdOf(query: string): Promise<number[]> {
    await ready
    const of = `${index.state.sequence} ${changes()}`
    if (everything?.query === query && everything.of === of) return everything.ids
    const asking = { query, of, ids: readEveryId(query) }
    everything = asking
    asking.ids.catch(() => {
      if (everything === asking) everything = undefined
    })
    return asking.ids
  }

  async function readEveryId(query: string): Promise<number[]> {
    const begin = () => asked(() => ({ db: index.db, steps: new Answer(searched(), query).everyId() }))
    for (let begun = await begin(); ; await setImmediate()) {
      if (closed) throw new AppError('cancelled', 'cancelled')
      const { db, steps } = begun
      const step = await asked(() => (index.db === db ? steps.next() : null))
      if (step === null) begun = await begin()
      else if (step.done) return step.value
    }
  }

  async function catchUp(job: JobContext): Promise<{ indexed: number }> {
    await indexing.catchUp(job)
    return { indexed: status().indexed }
  }

  return {
    handlers: {
      ...createSaved(context),
      async query({ query, offset, limit, matchLimit }) {
        if (offset + limit <= RANKED) return asked(() => new Answer(searched(), query).list(offset, limit, matchLimit))
        const ids = await everyIdOf(query)
        return asked(() => new Answer(searched(), query).listOf(ids, offset, limit, matchLimit))
      },
      overview: ({ query, limit }) => asked(() => new Answer(searched(), query).overview(limit)),
      group: ({ query, group, offset, limit }) =>
        asked(() => new Answer(searched(), query).group(group, offset, limit)),
      ids: ({ query }) => everyIdOf(query),
      async count({ queries }) {
        const found = []
        for (const query of queries) found.push(await countOf(query))
        return found
      },
      suggest: ({ query }) => asked(() => suggestions(searched(), names.foldedTags(), query)),
      related: ({ id, limit }) => asked(() => relatedTo(searched(), id, limit)),
      complete: ({ key, text, limit }) => names.complete(key, text, limit, filters(index.db)),
      status,
      async reindex(_, job) {
        await ready
        indexing.reset()
        return catchUp(job)
      },
      async catchUp(_, job) {
        await ready
        return catchUp(job)
      }
    },
    wake: () => indexing.wake(),
    check: () => indexing.alone(() => indexProblems(library.db, index)).map((detail) => ({ code: 'index', detail })),
    close() {
      closed = true
      index.close(indexing.close())
    }
  }
}
