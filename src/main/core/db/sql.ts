import type Database from 'better-sqlite3'

/** A database that the holder may change. */
export type WritableDb = Database.Database

/** A database that the holder only reads: queries that write do not accept it. */
export type ReadableDb = Pick<WritableDb, 'prepare' | 'name'>

// A row has the columns that its SQL selects; the type at the call says which.
/* oxlint-disable typescript/no-unsafe-type-assertion */

type Bindings = Record<string, unknown> | unknown[]

// Preparing costs about twenty times a point read, so statements live as long as their database.
const caches = new WeakMap<ReadableDb, Map<string, Database.Statement>>()

function statement(db: ReadableDb, sql: string): Database.Statement {
  let cache = caches.get(db)
  if (!cache) caches.set(db, (cache = new Map()))
  let prepared = cache.get(sql)
  if (!prepared) cache.set(sql, (prepared = db.prepare(sql)))
  return prepared
}

const args = (bindings: Bindings): unknown[] => (Array.isArray(bindings) ? bindings : [bindings])

/** All rows of a query. `Row` must name exactly the selected columns. */
export function all<Row>(db: ReadableDb, sql: string, bindings: Bindings = []): Row[] {
  return statement(db, sql).all(...args(bindings)) as Row[]
}

/** The first row of a query, or undefined. */
export function get<Row>(db: ReadableDb, sql: string, bindings: Bindings = []): Row | undefined {
  return statement(db, sql).get(...args(bindings)) as Row | undefined
}

/** Runs a statement that writes; gives the number of changed rows and the id of the last inserted one. */
export function run(db: WritableDb, sql: string, bindings: Bindings = []): { changes: number; id: number } {
  const result = statement(db, sql).run(...args(bindings))
  return { changes: result.changes, id: Number(result.lastInsertRowid) }
}

/** Runs `work` in one transaction; nested calls become savepoints. Must not span ticks. */
export function transaction<T>(db: WritableDb, work: () => T): T {
  return db.transaction(work)()
}
