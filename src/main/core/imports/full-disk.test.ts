import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { TestContext } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'

const FILES = 60

/** A small file system of its own, which only root may make; elsewhere the test is skipped. */
function diskOf(kibibytes: number, skip: TestContext['skip']): string {
  const disk = join(temporaryFolder(), 'disk')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    skip('needs root to make a file system')
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]))
  return disk
}

function articles(bytes: number): string {
  const folder = temporaryFolder()
  const sentence = '托盘先贴签再上架，找起来快。'
  for (let n = 0; n < FILES; n++)
    writeFileSync(
      join(folder, `${n}.md`),
      `# 第 ${n} 篇\n\n${sentence.repeat(bytes / Buffer.byteLength(sentence))}${n}\n`
    )
  return folder
}

describe('on a disk that gets full', () => {
  // Sizes apart by less than what an article takes, so that the end comes at another step each time.
  const cases = [18_000, 18_333, 19_000, 20_777, 24_000, 31_111].flatMap((kibibytes) =>
    [3_000, 150_000, 1_500_000].map((bytes) => ({ kibibytes, bytes }))
  )
  test.for(cases)(
    'of $kibibytes KiB files of $bytes bytes all come to an end',
    async ({ kibibytes, bytes }, { skip }) => {
      const { kb, onPaths } = createTestLibrary({ folder: join(diskOf(kibibytes, skip), 'library') })
      const folder = articles(bytes)
      const { batchId, counts, cancelled } = unwrap(await onPaths([folder], () => kb.imports.run(null)).result)
      expect(cancelled).toBe(false)
      expect(counts.imported + counts.failed).toBe(FILES)
      const { total } = unwrap(await kb.imports.items({ batchId, reason: 'disk_full' }))
      expect(total).toBe(counts.failed)
      expect(unwrap(await kb.entries.list({ limit: 1 })).total).toBe(counts.imported)
      expect(unwrap(await kb.library.check(null).result).problems).toEqual([])
      // What the user writes has room yet.
      unwrap(await kb.notes.create({ title: '盘点', markdown: '下周再盘。'.repeat(20_000) }))
    }
  )

  test('a file with a large picture, or one that is here already, needs no more than they take', async ({ skip }) => {
    const { kb, onPaths } = createTestLibrary({ folder: join(diskOf(64_000, skip), 'library') })
    const folder = temporaryFolder()
    const picture = Buffer.alloc(12_000_000, 'a').toString('base64')
    writeFileSync(join(folder, '1.html'), `<h1>货架图</h1><p>见图。</p><img src="data:image/png;base64,${picture}">`)
    for (let n = 2; n < 8; n++) writeFileSync(join(folder, `${n}.md`), `# 第 ${n} 篇\n\n托盘先贴签。${n}\n`)
    const run = async () => unwrap(await onPaths([folder], () => kb.imports.run(null)).result).counts
    expect(await run()).toMatchObject({ imported: 7, failed: 0 })
    expect(await run()).toMatchObject({ duplicate: 7, failed: 0 })
  })

  test('an article too large for what is left fails alone', async ({ skip }) => {
    const { kb, onPaths } = createTestLibrary({ folder: join(diskOf(40_000, skip), 'library') })
    const folder = temporaryFolder()
    writeFileSync(join(folder, '1.md'), '托盘先贴签再上架。'.repeat(400_000))
    for (let n = 2; n < 8; n++) writeFileSync(join(folder, `${n}.md`), `# 第 ${n} 篇\n\n托盘先贴签。${n}\n`)
    const { batchId, counts, resumable } = unwrap(await onPaths([folder], () => kb.imports.run(null)).result)
    expect(counts).toMatchObject({ imported: 6, failed: 1 })
    expect(resumable).toBe(true)
    const { items } = unwrap(await kb.imports.items({ batchId, outcome: 'failed' }))
    expect(items).toMatchObject([{ path: join(folder, '1.md'), reason: { code: 'disk_full' } }])
  })

  test('nothing is begun without room, and the library goes on', async ({ skip }) => {
    const { kb, onPaths } = createTestLibrary({ folder: join(diskOf(12_000, skip), 'library') })
    const refused = await onPaths([articles(3000)], () => kb.imports.run(null)).result
    expect(refused).toMatchObject({ error: { key: 'diskFull' } })
    expect(unwrap(await kb.imports.receipts({}))).toEqual([])
    const note = unwrap(await kb.notes.create({ title: '盘点', markdown: '先盘高架。' }))
    const found = unwrap(await kb.search.query({ query: '高架' }))
    expect(found.hits.map(({ id }) => id)).toEqual([note.id])
  })
})
