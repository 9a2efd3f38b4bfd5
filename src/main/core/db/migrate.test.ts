import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../testing.ts'
import { migrate, schemaVersion } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openLibrary } from './open.ts'
import type { WritableDb } from './sql.ts'

const one: Migration = { version: 1, name: 'one', up: (db) => db.exec('CREATE TABLE a (id INTEGER PRIMARY KEY)') }
const two: Migration = { version: 2, name: 'two', up: (db) => db.exec('ALTER TABLE a ADD COLUMN name TEXT') }
const failing: Migration = {
  version: 3,
  name: 'failing',
  up(db) {
    db.exec('CREATE TABLE half (id INTEGER)')
    throw new Error('no')
  }
}
const orphaning: Migration = {
  version: 3,
  name: 'orphaning',
  up: (db) => db.exec('CREATE TABLE b (a INTEGER REFERENCES a (id)); INSERT INTO b VALUES (7)')
}

function memory(): WritableDb {
  const db = new Database(':memory:')
  onTestFinished(() => void db.close())
  return db
}

const tables = (db: WritableDb) => db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()

describe('migrate', () => {
  test('runs what is pending, in order, once', () => {
    const db = memory()
    let backups = 0
    migrate(db, [one], () => (backups += 1))
    expect(schemaVersion(db)).toBe(1)
    expect(backups).toBe(0)
    db.exec('INSERT INTO a (id) VALUES (5)')
    migrate(db, [one, two], () => (backups += 1))
    expect(schemaVersion(db)).toBe(2)
    expect(backups).toBe(1)
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ id: 5, name: null }])
    migrate(db, [one, two], () => (backups += 1))
    expect(backups).toBe(1)
  })

  test('keeps all or nothing', () => {
    const db = memory()
    migrate(db, [one], () => {})
    expect(() => migrate(db, [one, two, failing], () => {})).toThrow('no')
    expect(schemaVersion(db)).toBe(1)
    expect(tables(db)).toEqual(['a'])
    expect(db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all('a')).toEqual(['id'])
  })

  test('refuses a step that breaks references', () => {
    const db = memory()
    // As while a step rebuilds a table: the check before commit is then the only guard.
    db.pragma('foreign_keys = OFF')
    migrate(db, [one, two], () => {})
    expect(() => migrate(db, [one, two, orphaning], () => {})).toThrow(/migrationBrokeReferences/)
    expect(schemaVersion(db)).toBe(2)
    expect(tables(db)).toEqual(['a'])
  })

  test('does not start when the backup fails', () => {
    const db = memory()
    migrate(db, [one], () => {})
    expect(() =>
      migrate(db, [one, two], () => {
        throw new Error('disk full')
      })
    ).toThrow('disk full')
    expect(schemaVersion(db)).toBe(1)
  })
})

test('migrations are numbered from 1 without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})

test('a backup that opens is made before an existing library changes; the newest five are kept', () => {
  const folder = join(temporaryFolder(), 'library')
  const first = openLibrary(folder)
  first.db.exec("INSERT INTO tags (name) VALUES ('数据指标')")
  first.close()

  const later: Migration[] = [...migrations]
  for (let round = 0; round < 7; round++) {
    const version = later.length + 1
    const table = `later_${version}`
    later.push({ version, name: table, up: (db) => db.exec(`CREATE TABLE ${table} (id INTEGER PRIMARY KEY) STRICT`) })
    openLibrary(folder, later).close()
  }

  const names = readdirSync(join(folder, 'backups'))
  expect(names).toHaveLength(5)
  expect(names.every((name) => /^before-v\d+-.*\.db$/u.test(name))).toBe(true)
  for (const name of names) {
    const copy = new Database(join(folder, 'backups', name), { readonly: true })
    expect(copy.pragma('quick_check', { simple: true })).toBe('ok')
    expect(copy.prepare('SELECT name FROM tags').pluck().all()).toEqual(['数据指标'])
    expect(copy.pragma('user_version', { simple: true })).toBe(Number(/^before-v(\d+)-/u.exec(name)?.[1]))
    copy.close()
  }
  expect(existsSync(join(folder, 'library.db'))).toBe(true)
})
