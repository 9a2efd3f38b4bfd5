import Database from 'better-sqlite3'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'

const COUNT = 40

/** A closed library with an index; gives its folder. */
async function indexedLibrary(): Promise<string> {
  const library = createTestLibrary()
  for (let n = 0; n < COUNT; n++) {
    const markdown = `第 ${n} 次访谈：${'客户要的不是报表，是结论。'.repeat(n)}编号${n}`
    unwrap(await library.kb.notes.create({ title: `访谈 ${n}`, markdown }))
  }
  unwrap(await library.kb.search.catchUp(null).result)
  library.close()
  return library.folder
}

const indexOf = (folder: string) => join(folder, 'index.db')

async function expectSound(library: TestLibrary): Promise<void> {
  for (const query of ['访谈', '结论', `编号${COUNT - 1}`, '报表，是结']) {
    const answer = unwrap(await library.kb.search.query({ query, limit: 100 }))
    const expected = query === '访谈' ? COUNT : query.startsWith('编号') ? 1 : COUNT - 1
    expect(answer, query).toMatchObject({ total: expected, exact: true })
    expect(answer.hits).toHaveLength(expected)
  }
}

/** Answers are right at once, the index is built anew, and it is sound then. */
async function expectHealed(folder: string): Promise<void> {
  const library = createTestLibrary({ folder })
  await expectSound(library)
  expect(unwrap(await library.kb.search.catchUp(null).result)).toEqual({ indexed: COUNT })
  await expectSound(library)
  expect(unwrap(await library.kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
  library.close()
}

describe('index.db', () => {
  it('is kept from one start to the next', async () => {
    const folder = await indexedLibrary()
    const library = createTestLibrary({ folder })
    expect(unwrap(await library.kb.search.status(null))).toEqual({ indexed: COUNT, total: COUNT })
    await expectSound(library)
  })

  it.each<[string, (path: string) => void]>([
    ['missing', (path) => rmSync(path)],
    ['empty', (path) => truncateSync(path, 0)],
    ['truncated', (path) => truncateSync(path, Math.floor(statSync(path).size / 3))],
    ['no database', (path) => writeFileSync(path, 'not a database at all, but long enough '.repeat(300))],
    ['zeroed in the middle', (path) => overwrite(path, 0.5, 4096, () => 0)],
    ['a folder', (path) => (rmSync(path), mkdirSync(path))],
    ['of another format', (path) => change(path, "UPDATE meta SET value = '0' WHERE key = 'format'")],
    ['of another library', (path) => change(path, "UPDATE meta SET value = 'other' WHERE key = 'library_id'")],
    ['ahead of the library', (path) => change(path, 'UPDATE state SET sequence = 99999')]
  ])('%s: built anew while answers stay right', async (_, damage) => {
    const folder = await indexedLibrary()
    damage(indexOf(folder))
    await expectHealed(folder)
  })

  it('flipped bits anywhere are seen', async () => {
    const folder = await indexedLibrary()
    const sound = join(temporaryFolder(), 'sound')
    cpSync(folder, sound, { recursive: true })
    for (let n = 0; n < 12; n++) {
      rmSync(folder, { recursive: true })
      cpSync(sound, folder, { recursive: true })
      overwrite(indexOf(folder), (n + 0.5) / 12, 1, (byte) => byte ^ (1 << (n % 8)))
      await expectHealed(folder)
    }
  })

  it('deleted while the library is open: right again after the next start', async () => {
    const folder = await indexedLibrary()
    const library = createTestLibrary({ folder })
    await expectSound(library)
    for (const suffix of ['', '-wal', '-shm']) rmSync(indexOf(folder) + suffix, { force: true })
    library.close()
    await expectHealed(folder)
    expect(existsSync(indexOf(folder))).toBe(true)
  })

  it('damaged while the library is open: right at once, and healed', async () => {
    const folder = await indexedLibrary()
    const library = createTestLibrary({ folder })
    await expectSound(library)
    const other = new Database(indexOf(folder)).unsafeMode()
    other.exec('UPDATE postings_data SET block = zeroblob(length(block)) WHERE id > 10')
    other.close()
    await expectSound(library)
    expect(unwrap(await library.kb.search.catchUp(null).result)).toEqual({ indexed: COUNT })
    await expectSound(library)
    expect(unwrap(await library.kb.library.check(null).result).problems).toEqual([])
  })

  it('left behind by a crash: answers are right at once, and it catches up', async () => {
    const library = createTestLibrary({ folder: await indexedLibrary() })
    for (const n of [1, 2, 3]) unwrap(await library.kb.notes.create({ title: `补记 ${n}`, markdown: '断电之前写的。' }))
    const [edited] = unwrap(await library.kb.search.query({ query: `编号${COUNT - 1}` })).hits
    unwrap(await library.kb.entries.trash({ ids: [edited?.id ?? 0] }))
    // The files as a crash leaves them: logs beside the databases, no closing.
    const crashed = join(temporaryFolder(), 'crashed')
    cpSync(library.folder, crashed, { recursive: true, filter: (path) => !path.endsWith('library.lock') })

    const again = createTestLibrary({ folder: crashed })
    const total = async (query: string) => unwrap(await again.kb.search.query({ query })).total
    for (const caughtUp of [false, true]) {
      if (caughtUp) unwrap(await again.kb.search.catchUp(null).result)
      expect(await total('断电')).toBe(3)
      expect(await total(`编号${COUNT - 1}`)).toBe(0)
      expect(await total('结论')).toBe(COUNT - 2)
    }
    expect(unwrap(await again.kb.search.status(null))).toEqual({ indexed: COUNT + 2, total: COUNT + 2 })
  })

  it('what is saved while it is built is found at once', async () => {
    const library = createTestLibrary({ folder: await indexedLibrary() })
    const building = library.kb.search.reindex(null)
    for (let n = 0; n < 5; n++) {
      unwrap(await library.kb.notes.create({ title: `边建边写 ${n}`, markdown: `第 ${n} 句` }))
      expect(unwrap(await library.kb.search.query({ query: '边建边写' }))).toMatchObject({ total: n + 1, exact: true })
    }
    unwrap(await building.result)
    expect(unwrap(await library.kb.search.query({ query: '边建边写' })).total).toBe(5)
  })

  it('check tells of an entry that is missing, gone or incomplete', async () => {
    const folder = await indexedLibrary()
    const library = createTestLibrary({ folder })
    const problems = async () => unwrap(await library.kb.library.check(null).result).problems
    await expectSound(library)
    expect(await problems()).toEqual([])
    const index = new Database(indexOf(folder))
    index.exec('DELETE FROM documents WHERE id = 3')
    index.exec('INSERT INTO documents (id, length, words, plain) VALUES (9999, 1, 1, 1)')
    index.exec('DELETE FROM postings WHERE rowid = 5')
    index.close()
    expect(await problems()).toEqual([
      { code: 'index', detail: '3: not indexed' },
      { code: 'index', detail: '9999: indexed but gone' },
      { code: 'index', detail: '5: tokens missing' }
    ])
  })
})

function overwrite(path: string, where: number, length: number, to: (byte: number) => number): void {
  const bytes = readFileSync(path)
  const from = Math.floor(bytes.length * where)
  for (let i = from; i < from + length; i++) bytes[i] = to(bytes[i] ?? 0)
  writeFileSync(path, bytes)
}

function change(path: string, sql: string): void {
  const db = new Database(path)
  expect(db.prepare(sql).run().changes).toBe(1)
  db.close()
}
