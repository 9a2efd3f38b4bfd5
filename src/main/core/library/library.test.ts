import Database from 'better-sqlite3'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { originalPath } from '../db/originals.ts'
import { createTestLibrary } from '../testing.ts'

const FILES = {
  'a.md': '# 指标口径\n\n同一个数字，三个部门三种算法。\n',
  'b.md': '# 授信流程\n\n先看现金流，再看抵押物。\n'
}

async function filled() {
  const library = createTestLibrary()
  await library.importFiles(FILES)
  const { items } = unwrap(await library.kb.entries.list({ sort: 'title', descending: false }))
  const original = async (id: number) => {
    const { source } = unwrap(await library.kb.articles.get({ id }))
    return originalPath(join(library.folder, 'assets'), source.sha256)
  }
  return { ...library, first: items[0]!, second: items[1]!, original }
}

const check = async ({ kb }: Pick<Awaited<ReturnType<typeof filled>>, 'kb'>) =>
  unwrap(await kb.library.check(null).result)

test('status counts entries, plans and bytes', async () => {
  const { kb, folder, first } = await filled()
  unwrap(await kb.notes.create({ title: '读后' }))
  unwrap(await kb.plans.create({ title: '第一个月', startDate: '2026-03-02', minutesPerDay: 30 }))
  unwrap(await kb.entries.trash({ ids: [first.id] }))
  const status = unwrap(await kb.library.status(null))
  expect(status).toMatchObject({
    folder,
    articles: 1,
    notes: 1,
    trashed: 1,
    plans: 1,
    schemaVersion: 2,
    hasSamples: false
  })
  expect(status.assetsBytes).toBe(Object.values(FILES).reduce((sum, text) => sum + Buffer.byteLength(text), 0))
  expect(status.databaseBytes).toBeGreaterThan(4096)
})

describe('check', () => {
  test('finds nothing wrong with a sound library, and reports its progress', async () => {
    const { kb } = await filled()
    const seen: string[] = []
    const job = kb.library.check(null, { onProgress: ({ done, total }) => seen.push(`${done}/${total}`) })
    expect(unwrap(await job.result)).toEqual({ ok: true, problems: [] })
    expect(seen.at(-1)).toBe('5/5')
  })

  test('names articles whose original is missing or changed, and files that nothing uses', async () => {
    const library = await filled()
    const { first, second, original, folder } = library
    rmSync(await original(first.id))
    appendFileSync(await original(second.id), '!')
    mkdirSync(join(folder, 'assets', 'zz'))
    writeFileSync(join(folder, 'assets', 'zz', 'stray'), 'x')
    const answer = await check(library)
    expect(answer.ok).toBe(false)
    expect(answer.problems.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual([
      { code: 'asset_damaged', detail: second.title },
      { code: 'asset_missing', detail: first.title },
      { code: 'orphan', detail: join('zz', 'stray') }
    ])
  })

  test('finds references to rows that are not there', async () => {
    const library = await filled()
    library.close()
    const db = new Database(join(library.folder, 'library.db'))
    db.pragma('foreign_keys = OFF')
    db.exec('INSERT INTO entry_tags (entry_id, tag_id) VALUES (1, 77), (2, 78)')
    db.close()
    const again = createTestLibrary({ folder: library.folder })
    expect((await check(again)).problems).toContainEqual({ code: 'foreign_keys', detail: 'entry_tags → tags: 2' })
  })

  test('finds an index that does not agree with its table', async () => {
    const library = await filled()
    library.close()
    changeBehindIndex(join(library.folder, 'library.db'))
    const again = createTestLibrary({ folder: library.folder })
    expect((await check(again)).problems).toContainEqual({
      code: 'database',
      detail: expect.stringMatching(/articles_by_author/u)
    })
  })

  test('stops when cancelled', async () => {
    const { kb } = await filled()
    const job = kb.library.check(null)
    job.cancel()
    expect(await job.result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  })
})

describe('backUp', () => {
  test('writes a copy that opens as a library with the same content', async () => {
    const library = await filled()
    const { kb, folder } = library
    const backup = unwrap(await kb.library.backUp(null).result)
    expect(backup.name).toMatch(/^gengdu-\d{4}-\d\d-\d\dT[\d-]+Z\.db$/u)
    expect(unwrap(await kb.library.backups(null))).toEqual([backup])
    expect(readdirSync(join(folder, 'backups'))).toEqual([backup.name])
    expect(statSync(join(folder, 'backups', backup.name)).size).toBe(backup.bytes)

    const before = unwrap(await kb.entries.list({}))
    unwrap(await kb.entries.trash({ ids: before.items.map(({ id }) => id) }))
    unwrap(await kb.entries.purge({}))
    library.close()
    writeFileSync(join(folder, 'library.db'), readBackup(folder, backup.name))
    const restored = createTestLibrary({ folder })
    expect(unwrap(await restored.kb.entries.list({}))).toEqual(before)
  })

  test('lists newest first and leaves other files out', async () => {
    let now = Date.UTC(2026, 2, 2)
    const { kb, folder } = createTestLibrary({ now: () => (now += 60_000) })
    const first = unwrap(await kb.library.backUp(null).result)
    const second = unwrap(await kb.library.backUp(null).result)
    writeFileSync(join(folder, 'backups', 'notes.txt'), '')
    const names = unwrap(await kb.library.backups(null)).map(({ name }) => name)
    expect(names).toEqual([second.name, first.name])
  })

  test('leaves nothing behind when cancelled', async () => {
    const { kb, folder } = await filled()
    const job = kb.library.backUp(null)
    job.cancel()
    expect(await job.result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(readdirSync(join(folder, 'backups'))).toEqual([])
  })

  test('refuses to keep a copy of a damaged database', async () => {
    const library = await filled()
    for (let i = 0; i < 30; i++) await library.kb.notes.create({ title: `第 ${i} 条`, markdown: '口径。'.repeat(500) })
    library.close()
    damageMiddle(join(library.folder, 'library.db'))
    const again = createTestLibrary({ folder: library.folder })
    const answer = await again.kb.library.backUp(null).result
    expect(answer).toMatchObject({ ok: false, error: { code: 'corrupt' } })
    expect(readdirSync(join(library.folder, 'backups'))).toEqual([])
    expect((await check(again)).problems.map(({ code }) => code)).toContain('database')
  })
})

function readBackup(folder: string, name: string): Uint8Array {
  return readFileSync(join(folder, 'backups', name))
}

/** Changes a row while SQLite does not know of an index on it. */
function changeBehindIndex(path: string): void {
  const db = new Database(path)
  db.unsafeMode()
  db.pragma('writable_schema = ON')
  const where = "WHERE name = 'articles_by_author'"
  const index = db.prepare<[], { type: string; name: string; tbl_name: string; rootpage: number; sql: string }>(
    `SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ${where}`
  )
  const row = index.get()
  db.exec(`DELETE FROM sqlite_schema ${where}`)
  db.close()
  const blind = new Database(path)
  blind.exec("UPDATE articles SET author = '林一'")
  blind.unsafeMode()
  blind.pragma('writable_schema = ON')
  blind.prepare('INSERT INTO sqlite_schema VALUES (@type, @name, @tbl_name, @rootpage, @sql)').run(row)
  blind.close()
}

/** Overwrites pages in the middle of a database, so that it opens and then turns out to be damaged. */
function damageMiddle(path: string): void {
  const bytes = readFileSync(path)
  const page = 4096
  const middle = Math.floor(bytes.length / page / 2)
  bytes.fill(0xa5, middle * page, (middle + 6) * page)
  writeFileSync(path, bytes)
}
