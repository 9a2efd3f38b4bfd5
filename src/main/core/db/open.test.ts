import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import { schemaVersion } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openLibrary } from './open.ts'

const newest = migrations.at(-1)?.version ?? 0

/** What opening the folder fails with. */
function failureOf(folder: string): { code: string; key: string; details: Record<string, string> } {
  try {
    openLibrary(folder).close()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the library opened')
}

test('a new folder becomes a library with the newest schema', () => {
  const folder = join(temporaryFolder(), 'not', 'there', 'yet')
  const library = openLibrary(folder)
  expect(schemaVersion(library.db)).toBe(newest)
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['assets', 'backups', 'library.db']))
  expect(readdirSync(library.backupsFolder)).toEqual([])
  library.close()
})

test('closing leaves one database file without companions, and the library opens again', () => {
  const folder = join(temporaryFolder(), 'library')
  const first = openLibrary(folder)
  first.db.exec("INSERT INTO tags (name) VALUES ('权限')")
  first.close()
  expect(existsSync(join(folder, 'library.db-wal'))).toBe(false)
  const second = openLibrary(folder)
  expect(second.db.prepare('SELECT name FROM tags').pluck().all()).toEqual(['权限'])
  second.close()
})

test('a library from a newer version is refused and left as it was', () => {
  const folder = join(temporaryFolder(), 'library')
  const library = openLibrary(folder)
  library.db.pragma(`user_version = ${newest + 1}`)
  library.close()
  const before = readFileSync(join(folder, 'library.db'))
  expect(failureOf(folder)).toMatchObject({
    code: 'unsupported',
    key: 'libraryFromNewerVersion',
    details: { found: String(newest + 1), known: String(newest) }
  })
  expect(readFileSync(join(folder, 'library.db')).equals(before)).toBe(true)
})

test('a second opening in the same process is refused', () => {
  const { folder } = createTestLibrary()
  expect(failureOf(folder)).toMatchObject({ code: 'conflict', key: 'libraryInUse', details: { path: folder } })
})

test('a second process is refused while the first lives, and let in after it was killed', async () => {
  const folder = join(temporaryFolder(), 'library')
  const script = `
    import { openLibrary } from ${JSON.stringify(join(import.meta.dirname, 'open.ts'))}
    const library = openLibrary(${JSON.stringify(folder)})
    library.db.exec("INSERT INTO tags (name) VALUES ('定价')")
    console.log('open')
    // Whoever opens a library holds it: one that nothing refers to is closed with the rest of the garbage.
    setInterval(() => library.db.open, 1000)`
  const other = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script])
  onTestFinished(() => void other.kill('SIGKILL'))
  const errors: string[] = []
  other.stderr.on('data', (data) => errors.push(String(data)))
  await Promise.race([
    once(other.stdout, 'data'),
    once(other, 'exit').then(() => Promise.reject(new Error(errors.join(''))))
  ])
  expect(failureOf(folder)).toMatchObject({ code: 'conflict', key: 'libraryInUse' })

  const gone = once(other, 'exit')
  other.kill('SIGKILL')
  await gone
  const library = openLibrary(folder)
  expect(library.db.prepare('SELECT name FROM tags').pluck().all()).toEqual(['定价'])
  library.close()
})

test('a file where the folder should be is named as such', () => {
  const path = join(temporaryFolder(), 'library')
  writeFileSync(path, 'not a folder')
  expect(failureOf(path)).toMatchObject({ code: 'io', key: 'notAFolder', details: { path } })
  expect(failureOf(join(path, 'below'))).toMatchObject({ code: 'io', key: 'notAFolder' })
  expect(readFileSync(path, 'utf8')).toBe('not a folder')
})

/** Runs `work` as a user whom file permissions bind, because they do not bind the superuser. */
function withoutPrivilege<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}

test.skipIf(process.platform === 'win32')('a folder that cannot be written is refused and left as it was', () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o555)
  expect(withoutPrivilege(() => failureOf(folder))).toMatchObject({
    code: 'io',
    key: 'folderReadOnly',
    details: { path: folder }
  })
  expect(readdirSync(folder)).toEqual([])
})

test.skipIf(process.platform !== 'linux')('a place where no folder can be made is refused', () => {
  for (const folder of ['/proc/gengdu', '/proc/gengdu/deeper']) {
    expect(failureOf(folder)).toMatchObject({ code: 'io', key: 'folderUnusable', details: { path: folder } })
  }
})

test.skipIf(process.platform === 'win32')('a library whose files cannot be written is refused', () => {
  const folder = temporaryFolder()
  openLibrary(folder).close()
  chmodSync(join(folder, 'library.db'), 0o444)
  chmodSync(folder, 0o555)
  expect(withoutPrivilege(() => failureOf(folder))).toMatchObject({ code: 'io', key: 'folderReadOnly' })
})

test('a damaged database is refused and left as it was', () => {
  const folder = join(temporaryFolder(), 'library')
  openLibrary(folder).close()
  const path = join(folder, 'library.db')
  writeFileSync(path, '这不是数据库'.repeat(1000))
  const before = readFileSync(path)
  expect(failureOf(folder)).toMatchObject({ code: 'corrupt', key: 'libraryDamaged', details: { path: folder } })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a refused library can be opened by others at once', () => {
  const folder = join(temporaryFolder(), 'library')
  openLibrary(folder).close()
  const path = join(folder, 'library.db')
  const sound = readFileSync(path)
  writeFileSync(path, 'x'.repeat(5000))
  expect(failureOf(folder).code).toBe('corrupt')
  writeFileSync(path, sound)
  openLibrary(folder).close()
})

test('references are enforced', () => {
  const library = openLibrary(join(temporaryFolder(), 'library'))
  expect(() => library.db.exec('INSERT INTO entry_tags (entry_id, tag_id) VALUES (1, 1)')).toThrow(/FOREIGN KEY/)
  library.close()
})

test('the schema is the one in schema.sql (UPDATE_SCHEMA=1 writes it anew)', () => {
  const library = openLibrary(join(temporaryFolder(), 'library'))
  const statements = library.db
    .prepare<[], string>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    )
    .pluck()
    .all()
  library.close()
  const schema = `-- The schema that all migrations together make. Generated; open.test.ts keeps it true.\n\n${statements
    .map((sql) => `${sql.replaceAll(/\n {6}/gu, '\n')};\n`)
    .join('')}`
  const path = join(import.meta.dirname, 'schema.sql')
  if (process.env['UPDATE_SCHEMA']) writeFileSync(path, schema)
  expect(readFileSync(path, 'utf8')).toBe(schema)
})

test('statements of a library are STRICT tables', () => {
  const library = openLibrary(join(temporaryFolder(), 'library'))
  const loose = library.db
    .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all()
  library.close()
  expect(loose).toEqual([])
})

test('a copy of library.db can be read by plain SQLite', () => {
  const library = createTestLibrary()
  library.close()
  const db = new Database(join(library.folder, 'library.db'), { readonly: true })
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
