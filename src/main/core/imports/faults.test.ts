import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { JobContext } from '../../../shared/ipc.ts'
import { unwrap } from '../../../shared/result.ts'
import { openLibrary } from '../db/open.ts'
import { originalPath, sha256Of } from '../db/originals.ts'
import { createTestLibrary, killedImport, temporaryFolder } from '../testing.ts'
import { createImports } from './index.ts'

const article = (n: number): string =>
  `# 第 ${n} 篇\n\n${'把例外写进流程图，比写进备忘录更不容易丢。'.repeat(60)}${n}\n`

function folderOf(count: number): string {
  const folder = temporaryFolder()
  for (let n = 0; n < count; n++) writeFileSync(join(folder, nameOf(n)), article(n))
  return folder
}

const nameOf = (n: number): string => `${String(n).padStart(4, '0')}.md`

/** The imports room on a library whose database the test can reach. */
function roomOn(folder: string) {
  const library = openLibrary(folder)
  onTestFinished(() => library.close())
  const room = createImports({ library, resources: '', now: Date.now, emit: () => {} })
  return { library, room, run: (paths: string[]) => room.run(null, { ...idle, paths }) }
}

const idle: JobContext = { paths: [], saveTo: undefined, signal: new AbortController().signal, progress: () => {} }

/** Names of the originals in a library. */
const originalsIn = (folder: string): string[] =>
  readdirSync(join(folder, 'assets'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

describe('an import', () => {
  test('that is cancelled keeps what is done and lists the rest', async () => {
    const folder = folderOf(200)
    writeFileSync(join(folder, 'zz.png'), 'picture')
    let cancel = () => {}
    let clock = 0
    // The clock is read for the batch and for every article that is added: the third one cancels, in the first group.
    const library = createTestLibrary({
      now() {
        if (++clock === 4) cancel()
        return clock
      }
    })
    const job = library.onPaths([folder], () => library.kb.imports.run(null))
    cancel = job.cancel
    const receipt = unwrap(await job.result)
    expect(receipt).toMatchObject({ cancelled: true, counts: { imported: 64, skipped: 137, failed: 0 } })
    const { items } = unwrap(await library.kb.imports.items({ batchId: receipt.batchId, outcome: 'skipped' }))
    expect(items[0]).toMatchObject({ path: join(folder, nameOf(64)), entryId: null, reason: { code: 'cancelled' } })
    expect(items.at(-1)).toMatchObject({ path: join(folder, 'zz.png'), reason: { code: 'picture_unused' } })
    expect(unwrap(await library.kb.entries.list({})).total).toBe(64)

    const again = unwrap(await library.onPaths([folder], () => library.kb.imports.run(null)).result)
    expect(again).toMatchObject({ cancelled: false, counts: { imported: 136, duplicate: 64, skipped: 1 } })
  })

  test('that was cancelled is gone on with: the same batch, the files that it had not come to', async () => {
    const folder = folderOf(150)
    let cancel = () => {}
    let clock = 0
    const library = createTestLibrary({
      now() {
        if (++clock === 4) cancel()
        return clock
      }
    })
    const options = { category: ['收藏'], exclude: [join(folder, nameOf(0))] }
    const job = library.onPaths([folder], () => library.kb.imports.run(options))
    cancel = job.cancel
    const stopped = unwrap(await job.result)
    expect(stopped).toMatchObject({ cancelled: true, resumable: true, counts: { imported: 64, skipped: 86 } })

    rmSync(join(folder, nameOf(149)))
    writeFileSync(join(folder, 'new.md'), article(9999))
    const { batchId } = stopped
    const receipt = unwrap(await library.kb.imports.resume({ batchId }).result)
    expect(receipt).toMatchObject({ batchId, cancelled: false, resumable: false })
    expect(receipt.counts).toEqual({ imported: 149, updated: 0, duplicate: 0, skipped: 1, failed: 1 })
    const { items } = unwrap(await library.kb.imports.items({ batchId, outcome: 'failed' }))
    expect(items).toMatchObject([{ path: join(folder, nameOf(149)), reason: { code: 'vanished' } }])
    const { items: entries } = unwrap(await library.kb.entries.list({ limit: 500 }))
    expect(entries.map(({ categories }) => categories)).toEqual(entries.map(() => [['收藏']]))
    expect(unwrap(await library.kb.imports.undo({ batchId }).result)).toEqual({ removed: 149, trashed: 0, restored: 0 })
  })

  test('that is done, undone or not there cannot be gone on with', async () => {
    const library = createTestLibrary()
    const { batchId } = await library.importFiles({ 'a.md': article(1) })
    const refused = { error: { code: 'conflict', key: 'importNotResumable' } }
    expect(await library.kb.imports.resume({ batchId }).result).toMatchObject(refused)
    unwrap(await library.kb.imports.undo({ batchId }).result)
    expect(await library.kb.imports.resume({ batchId }).result).toMatchObject(refused)
    expect(await library.kb.imports.resume({ batchId: 99 }).result).toMatchObject({ error: { key: 'batchNotFound' } })
  })

  test('tells of a file that vanishes meanwhile', async () => {
    const folder = folderOf(400)
    let clock = 0
    const library = createTestLibrary({
      now() {
        if (++clock === 3) rmSync(join(folder, nameOf(390)))
        return clock
      }
    })
    const receipt = unwrap(await library.onPaths([folder], () => library.kb.imports.run(null)).result)
    expect(receipt.counts).toMatchObject({ imported: 399, failed: 1 })
    const { items } = unwrap(await library.kb.imports.items({ batchId: receipt.batchId, outcome: 'failed' }))
    expect(items).toMatchObject([{ path: join(folder, nameOf(390)), reason: { code: 'vanished' } }])
  })

  test('on a full database leaves nothing half-written and names every file', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const { library, run, room } = roomOn(libraryFolder)
    const pages = Number(library.db.pragma('page_count', { simple: true }))
    library.db.pragma(`max_page_count = ${pages + 400}`)
    const receipt = await run([folderOf(300)])
    const { imported, failed } = receipt.counts
    expect(imported).toBeGreaterThan(0)
    expect(failed).toBeGreaterThan(0)
    expect(imported + failed).toBe(300)
    expect(receipt).toMatchObject({ cancelled: false, finishedAt: expect.any(Number) })
    const { items } = await room.items({ batchId: receipt.batchId, outcome: 'failed', offset: 0, limit: 500 })
    expect(new Set(items.map(({ reason }) => reason?.code))).toEqual(new Set(['disk_full']))
    expect(originalsIn(libraryFolder)).toHaveLength(imported)
    expect(library.db.prepare('SELECT count(*) AS n FROM articles').get()).toEqual({ n: imported })
    expect(library.db.pragma('integrity_check', { simple: true })).toBe('ok')

    library.db.pragma(`max_page_count = ${pages + 40_000}`)
    expect(receipt.resumable).toBe(true)
    const rest = await room.resume({ batchId: receipt.batchId }, idle)
    expect(rest).toMatchObject({ resumable: false, counts: { imported: 300, failed: 0 } })
  })

  test.runIf(existsSync('/dev/full'))('stops where an original finds no room', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const { library, run, room } = roomOn(libraryFolder)
    const full = originalPath(library.assetsFolder, sha256Of(Buffer.from(article(2))))
    mkdirSync(dirname(full))
    symlinkSync('/dev/full', full)
    const receipt = await run([folderOf(5)])
    expect(receipt.counts).toMatchObject({ imported: 2, failed: 3 })
    const { items } = await room.items({ batchId: receipt.batchId, outcome: 'failed', offset: 0, limit: 10 })
    expect(items.map(({ reason }) => reason?.code)).toEqual(['disk_full', 'disk_full', 'disk_full'])
    expect(originalsIn(libraryFolder)).toHaveLength(2)
  })

  test('that refuses a file keeps the original of a later one with the same bytes', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const folder = folderOf(63)
    const { library, run } = roomOn(libraryFolder)
    // Read alike, with a picture each; that of the first cannot be stored. The first 64 files are committed together.
    const text = '# 交接班\n\n夜班先交接，再停移库。![货架](a.svg)\n'
    for (const [name, width] of Object.entries({ '0-first': 7, 'z-last': 8 })) {
      const picture = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9"/>`)
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'a.md'), text)
      writeFileSync(join(folder, name, 'a.svg'), picture)
      if (width === 7) mkdirSync(originalPath(library.assetsFolder, sha256Of(picture)), { recursive: true })
    }
    const { counts } = await run([folder])
    expect(counts).toMatchObject({ imported: 64, failed: 1 })
    const sha256 = sha256Of(Buffer.from(text))
    const withBytes = library.db.prepare('SELECT count(*) AS n FROM articles WHERE source_sha256 = ?')
    expect(withBytes.get(sha256)).toEqual({ n: 1 })
    expect(existsSync(originalPath(library.assetsFolder, sha256))).toBe(true)
  })

  test('that finds the originals folder unusable fails file by file and adds nothing', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const { library, run } = roomOn(libraryFolder)
    rmSync(library.assetsFolder, { recursive: true })
    writeFileSync(library.assetsFolder, 'a file in the way')
    const receipt = await run([folderOf(3)])
    expect(receipt.counts).toMatchObject({ imported: 0, failed: 3 })
    expect(library.db.prepare('SELECT count(*) AS n FROM entries').get()).toEqual({ n: 0 })
  })

  test('that is killed keeps what was committed, and the next start closes its batch', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const folder = folderOf(300)
    await killedImport(libraryFolder, [folder], 'imports.run(null)')

    const { kb, onPaths } = createTestLibrary({ folder: libraryFolder })
    const [receipt] = unwrap(await kb.imports.receipts({}))
    const done = receipt!.counts.imported
    expect(receipt).toMatchObject({ cancelled: true, finishedAt: expect.any(Number) })
    expect(done).toBeGreaterThan(0)
    expect(receipt!.counts.skipped).toBe(300 - done)
    expect(receipt!.counts.skipped).toBeGreaterThan(0)
    expect(unwrap(await kb.entries.list({})).total).toBe(done)
    const check = unwrap(await kb.library.check(null).result)
    expect(check.problems.filter(({ code }) => code !== 'orphan' && code !== 'index')).toEqual([])

    const again = unwrap(await onPaths([folder], () => kb.imports.run(null)).result)
    expect(again.counts).toMatchObject({ imported: 300 - done, duplicate: done, failed: 0 })
    const resumed = unwrap(await kb.imports.resume({ batchId: receipt!.batchId }).result)
    expect(resumed.counts).toMatchObject({ imported: done, duplicate: 300 - done, skipped: 0, failed: 0 })
    expect(unwrap(await kb.entries.list({})).total).toBe(300)
  })

  test('that is killed, gone on with, killed again and gone on with brings every file once', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const folder = folderOf(400)
    await killedImport(libraryFolder, [folder], 'imports.run(null)')
    await killedImport(libraryFolder, [], 'imports.resume({ batchId: 1 })')

    const { kb } = createTestLibrary({ folder: libraryFolder })
    const [before] = unwrap(await kb.imports.receipts({}))
    expect(before).toMatchObject({ batchId: 1, resumable: true })
    expect(before!.counts.imported).toBeGreaterThan(0)
    expect(before!.counts.skipped).toBeGreaterThan(0)
    const receipt = unwrap(await kb.imports.resume({ batchId: 1 }).result)
    expect(receipt).toMatchObject({ resumable: false, cancelled: false, counts: { imported: 400, failed: 0 } })
    expect(unwrap(await kb.entries.list({})).total).toBe(400)
    const check = unwrap(await kb.library.check(null).result)
    expect(check.problems.filter(({ code }) => code !== 'orphan' && code !== 'index')).toEqual([])
  })
})
