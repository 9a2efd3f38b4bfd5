import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers } from '../../../shared/ipc.ts'
import type { library as contract } from '../../../shared/library.ts'
import type { CoreContext } from '../context.ts'
import type { Search } from '../search/index.ts'
import { backUp, listBackups } from './backup.ts'
import { checkLibrary } from './check.ts'
import { mendLibrary } from './mend.ts'
import { countLibrary, sampleEntries, samplePlans, schemaVersionOf } from './queries.ts'
import { addSamples, removeSamples } from './samples.ts'

export function createLibrary(context: CoreContext, search: Search): Handlers<typeof contract> {
  const { library, now, emit } = context

  function samplesChanged(entries: number[], plans: number[]): void {
    emit('entries.changed', { ids: entries })
    emit('tags.changed', null)
    emit('categories.changed', null)
    emit('plans.changed', { ids: plans })
    emit('library.changed', null)
  }

  return {
    status() {
      const { samples, ...counts } = countLibrary(library.db)
      return {
        folder: library.folder,
        ...counts,
        databaseBytes: sizeOf(join(library.folder, 'library.db')),
        indexBytes: sizeOf(library.indexPath),
        schemaVersion: schemaVersionOf(library.db),
        hasSamples: samples > 0
      }
    },

    async check(_input, job) {
      const problems = await checkLibrary(library, search, job)
      return { ok: problems.length === 0, problems }
    },

    async mend(_input, job) {
      const { orphans, pictures, entryIds } = await mendLibrary(library, job)
      if (entryIds.length > 0) emit('pictures.changed', { ids: entryIds })
      emit('library.changed', null)
      return { orphans, pictures }
    },

    backups: () => listBackups(library.backupsFolder),

    async backUp(_input, job) {
      const backup = await backUp(library, now(), job)
      emit('library.changed', null)
      return backup
    },

    async addSamples({ language }, job) {
      try {
        return { added: await addSamples(context, language, job) }
      } finally {
        samplesChanged(sampleEntries(library.db), samplePlans(library.db))
      }
    },

    removeSamples() {
      const { entries, plans } = removeSamples(context)
      samplesChanged(entries, plans)
      return { removed: entries.length + plans.length }
    }
  }
}

/** Bytes of a SQLite file with its write-ahead log; 0 when there is none yet. */
function sizeOf(path: string): number {
  return [path, `${path}-wal`].reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
}
