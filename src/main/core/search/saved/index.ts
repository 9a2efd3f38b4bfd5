import type { Handlers } from '../../../../shared/ipc.ts'
import { AppError } from '../../../../shared/result.ts'
import type { SavedSearch, search as contract } from '../../../../shared/search.ts'
import type { CoreContext } from '../../context.ts'
import { transaction } from '../../db/sql.ts'
import * as queries from './queries.ts'

const MOST_RECENT = 50

type KeptSearches = Pick<
  Handlers<typeof contract>,
  | 'saved'
  | 'save'
  | 'updateSaved'
  | 'reorderSaved'
  | 'removeSaved'
  | 'restoreSaved'
  | 'recent'
  | 'remember'
  | 'forget'
  | 'restoreRecent'
>

/** Searches that the user saved under a name, and those made last. */
export function createSaved({ library, now, emit }: Pick<CoreContext, 'library' | 'now' | 'emit'>): KeptSearches {
  const { db } = library

  function require(id: number): SavedSearch {
    const saved = queries.savedById(db, id)
    if (!saved) throw new AppError('not_found', 'savedSearchNotFound')
    return saved
  }

  function change<T>(work: () => T): T {
    const result = transaction(db, work)
    emit('search.savedChanged', null)
    return result
  }

  function changeRecent<T>(work: () => T): T {
    const result = transaction(db, work)
    emit('search.recentChanged', null)
    return result
  }

  return {
    saved: () => queries.allSaved(db),

    save: ({ name, query }) => change(() => require(queries.insertSaved(db, name, query))),

    updateSaved: ({ id, name, query }) =>
      change(() => {
        const old = require(id)
        queries.updateSaved(db, { id, name: name ?? old.name, query: query ?? old.query })
        return null
      }),

    reorderSaved: ({ ids }) =>
      change(() => {
        const named = new Set(ids)
        const others = queries.allSaved(db).filter((saved) => !named.has(saved.id))
        for (const [position, id] of [...named, ...others.map((saved) => saved.id)].entries()) {
          queries.placeSaved(db, id, position)
        }
        return null
      }),

    removeSaved: ({ id }) =>
      change(() => {
        const saved = require(id)
        queries.deleteSaved(db, id)
        return saved
      }),

    restoreSaved: (saved) =>
      change(() => {
        queries.reinsertSaved(db, saved)
        return null
      }),

    recent: () => queries.allRecent(db),

    remember({ query }) {
      const typed = query.trim()
      if (typed === '') return null
      changeRecent(() => {
        queries.putRecent(db, { query: typed, usedAt: now() })
        queries.trimRecent(db, MOST_RECENT)
      })
      return null
    },

    forget: ({ query }) =>
      changeRecent(() => {
        const before = queries.allRecent(db)
        queries.deleteRecent(db, query)
        return query === undefined ? before : before.filter((recent) => recent.query === query)
      }),

    restoreRecent: (searches) =>
      changeRecent(() => {
        for (const recent of searches) queries.putRecent(db, recent)
        queries.trimRecent(db, MOST_RECENT)
        return null
      })
  }
}
