import { AppError } from '../../../shared/result.ts'
import type { WritableDb } from './sql.ts'

/** One step of the schema: `up` runs once, in the transaction of all pending steps. */
export interface Migration {
  version: number
  name: string
  up(db: WritableDb): void
}

/** The schema version that the database has; 0 for a new file. */
export function schemaVersion(db: WritableDb): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/**
 * Brings the database to the newest schema: all pending migrations in one transaction, references checked before commit.
 *
 * `backUp` runs first when an existing library is about to change. Throws `unsupported` for a library that a newer
 * version of the app has written.
 */
export function migrate(db: WritableDb, migrations: Migration[], backUp: () => void): void {
  const newest = migrations.at(-1)?.version ?? 0
  const current = schemaVersion(db)
  if (current > newest) {
    throw new AppError('unsupported', 'libraryFromNewerVersion', { found: String(current), known: String(newest) })
  }
  const pending = migrations.filter((migration) => migration.version > current)
  if (pending.length === 0) return
  if (current > 0) backUp()
  db.transaction(() => {
    for (const migration of pending) migration.up(db)
    const broken = db.pragma('foreign_key_check')
    if (Array.isArray(broken) && broken.length > 0) {
      throw new AppError('corrupt', 'migrationBrokeReferences', { rows: String(broken.length) })
    }
    db.pragma(`user_version = ${newest}`)
  })()
}
