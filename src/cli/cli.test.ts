import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../main/core/testing.ts'

const entry = join(import.meta.dirname, 'gengdu.ts')

interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs the command line as a user does, in a process of its own. */
function gengdu(args: string[], language = 'en_GB.UTF-8'): Promise<Ran> {
  const env = { ...process.env, LC_ALL: language, LANG: language }
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    )
  })
}

const article = (title: string, body: string) =>
  `\n---\ntitle: '${title}'\ncategories: \n - 新媒体\n - 田埂周刊\n - 最新文章\nauthor: 田埂周刊\ndate: Thu, 12 Mar 2026 00:00:00 GMT\n---\n\n<div>   \n<h2 id="toc-1">一、起因</h2>\n<p>${body}</p>\n</div>\n`

async function libraryWithTwo() {
  const folder = temporaryFolder()
  const library = join(folder, 'library')
  const source = join(folder, 'source')
  mkdirSync(source)
  writeFileSync(join(source, 'a.md'), article('退货入库有几条路', '仓库主管说出了七条，系统里只画了两条。'))
  writeFileSync(join(source, 'b.txt'), article('报价单为什么总要改', '因为折扣规则写在聊天记录里。'))
  writeFileSync(join(source, 'empty.md'), '')
  const imported = await gengdu(['import', source, '--library', library, '--json'])
  return { folder, library, source, imported, at: ['--library', library, '--json'] }
}

test('import lists every file with its outcome and exits with 3 when one failed', async () => {
  const { imported, source, at } = await libraryWithTwo()
  expect(imported.code).toBe(3)
  const receipt = JSON.parse(imported.stdout)
  expect(receipt.counts).toEqual({ imported: 2, updated: 0, duplicate: 0, skipped: 0, failed: 1 })
  expect(receipt.items).toHaveLength(3)
  expect(receipt.items.find((item: { outcome: string }) => item.outcome === 'failed')).toMatchObject({
    path: join(source, 'empty.md'),
    entryId: null,
    reason: { code: 'empty_file', message: 'The file is empty' }
  })

  const again = JSON.parse((await gengdu(['import', join(source, 'a.md'), ...at])).stdout)
  expect(again.counts).toMatchObject({ imported: 0, duplicate: 1 })
}, 60_000)

test('a dry run reports the same and writes nothing', async () => {
  const { folder, source, imported } = await libraryWithTwo()
  const at = ['--library', join(folder, 'other'), '--json']
  const dry = await gengdu(['import', source, '--dry-run', ...at])
  expect(dry.code).toBe(3)
  const real = JSON.parse(imported.stdout)
  const withoutIds = (items: object[]) => items.map((item) => ({ ...item, entryId: null, facts: null }))
  const { batchId, counts, items } = JSON.parse(dry.stdout)
  expect({ batchId, counts, items }).toEqual({ batchId: null, counts: real.counts, items: withoutIds(real.items) })
  expect(items[0].loss).toMatchObject({ text: 1, headings: [1, 1], images: [0, 0] })
  expect(JSON.parse((await gengdu(['list', ...at])).stdout).total).toBe(0)
  expect(JSON.parse((await gengdu(['receipts', ...at])).stdout)).toEqual({ total: 0, items: [] })
}, 60_000)

test('items tell what is known of their articles; files are chosen by patterns and by when they changed', async () => {
  const { folder, source, imported, at } = await libraryWithTwo()
  const { batchId, items } = JSON.parse(imported.stdout)
  expect(items[0]).toMatchObject({ format: 'feed', encoding: 'utf-8', duplicateOf: null, similarTo: null })
  expect(items[0].facts).toMatchObject({ postId: null, rights: null })
  expect(items[2]).toMatchObject({ outcome: 'failed', format: null, encoding: null, facts: null })

  mkdirSync(join(source, '深处'))
  writeFileSync(join(source, '深处', 'c.md'), article('库存对账要先对什么', '先对单位。'))
  writeFileSync(join(source, '深处', 'd.html'), '<p>另一种文件。</p>')
  const outcomes = async (...options: string[]) => {
    const { items } = JSON.parse((await gengdu(['import', source, '--dry-run', ...options, ...at])).stdout)
    return Object.fromEntries(
      items.map((item: { path: string; outcome: string; reason: { code: string } | null }) => [
        relative(source, item.path),
        item.reason?.code ?? item.outcome
      ])
    )
  }
  expect(await outcomes('--include', '*.md', '--exclude', 'empty*')).toEqual({
    'a.md': 'same_bytes',
    'b.txt': 'excluded',
    'empty.md': 'excluded',
    '深处/c.md': 'imported',
    '深处/d.html': 'excluded'
  })
  expect(await outcomes('--exclude', '深处/**')).toMatchObject({ '深处/c.md': 'excluded', 'a.md': 'same_bytes' })
  expect(await outcomes('--since-batch', String(batchId))).toEqual({
    'a.md': 'not_changed',
    'b.txt': 'not_changed',
    'empty.md': 'not_changed',
    '深处/c.md': 'imported',
    '深处/d.html': 'imported'
  })
  const unknown = await gengdu(['import', source, '--since-batch', '99', ...at])
  expect(unknown.code).toBe(3)

  const again = JSON.parse((await gengdu(['import', join(source, 'a.md'), ...at])).stdout)
  expect(again.items).toMatchObject([{ outcome: 'duplicate', duplicateOf: items[0].entryId, format: null }])
  const latin = join(folder, 'latin.txt')
  writeFileSync(latin, Buffer.from('Caf\xe9 und Stra\xdfe, einmal im Monat.', 'latin1'))
  const told = JSON.parse((await gengdu(['import', latin, '--encoding', 'windows-1252', ...at])).stdout)
  expect(told.items).toMatchObject([{ outcome: 'imported', format: 'text', encoding: 'windows-1252' }])
  const text = await gengdu(['show', String(told.items[0].entryId), '--format', 'text', '--library', at[1]!])
  expect(text.stdout).toContain('Café und Straße')
}, 60_000)

test('an import that is done is not gone on with', async () => {
  const { imported, at } = await libraryWithTwo()
  const { batchId } = JSON.parse(imported.stdout)
  const again = await gengdu(['resume', String(batchId), ...at])
  expect(again).toMatchObject({ code: 3, stderr: 'This import has no files left to do\n' })
}, 60_000)

test('import files everything as told; receipts list it; undo takes it back once', async () => {
  const { folder, source } = await libraryWithTwo()
  const at = ['--library', join(folder, 'other'), '--json']
  const options = ['--category', '收藏/2026', '--tag', '批量', '--tag', '待读']
  const { batchId } = JSON.parse((await gengdu(['import', source, ...options, ...at])).stdout)
  const listed = JSON.parse((await gengdu(['list', '--category', '收藏/2026', '--tag', '批量', ...at])).stdout)
  expect(listed.total).toBe(2)

  const undone = await gengdu(['undo', String(batchId), ...at])
  expect(undone.code).toBe(0)
  expect(JSON.parse(undone.stdout)).toEqual({ batchId, removed: 2, trashed: 0, restored: 0 })
  expect(JSON.parse((await gengdu(['list', ...at])).stdout).total).toBe(0)
  const { items } = JSON.parse((await gengdu(['receipts', ...at])).stdout)
  expect(items).toMatchObject([{ batchId, counts: { imported: 2 }, undoneAt: expect.any(Number) }])
  const again = await gengdu(['undo', String(batchId), ...at])
  expect(again).toMatchObject({ code: 3, stderr: 'This import was undone before\n' })
  expect(JSON.parse((await gengdu(['check', ...at])).stdout)).toEqual({ ok: true, problems: [] })
}, 60_000)

test('list, filter by category, and show', async () => {
  const { at } = await libraryWithTwo()
  const listed = await gengdu(['list', ...at, '--category', '新媒体/田埂周刊'])
  expect(listed.code).toBe(0)
  const { total, items } = JSON.parse(listed.stdout)
  expect(total).toBe(2)
  const first = items.find((item: { title: string }) => item.title === '退货入库有几条路')
  expect(first).toMatchObject({
    kind: 'article',
    feed: '田埂周刊',
    publishedAt: '2026-03-12',
    categories: [['新媒体', '田埂周刊', '最新文章']],
    images: 0
  })

  const shown = JSON.parse((await gengdu(['show', String(first.id), '--format', 'json', ...at])).stdout)
  expect(shown.toc).toEqual([{ id: 'toc-1', level: 2, text: '一、起因' }])
  expect(shown.source).toMatchObject({ name: 'a.md', format: 'feed', encoding: 'utf-8' })
  const text = await gengdu(['show', String(first.id), '--format', 'text', '--library', at[1]!])
  expect(text.stdout).toContain('仓库主管说出了七条')

  expect((await gengdu(['list', ...at, '--category', '没有/这个'])).code).toBe(2)
  expect((await gengdu(['show', '99', ...at])).code).toBe(3)
}, 60_000)

test('search finds words of one and two characters', async () => {
  const { at } = await libraryWithTwo()
  for (const [query, title] of [
    ['折扣', '报价单为什么总要改'],
    ['仓', '退货入库有几条路']
  ]) {
    const answer = JSON.parse((await gengdu(['search', query!, ...at])).stdout)
    expect(answer).toMatchObject({ total: 1, exact: true })
    expect(answer.hits[0]).toMatchObject({ title, kind: 'article' })
  }
}, 60_000)

test('search takes the whole language, says where words stand, and points at what is wrong', async () => {
  const { library, at } = await libraryWithTwo()
  const query = '(折扣 或 仓库) -系统 来源:田埂周刊 日期：2026 范围:正文'
  const answer = JSON.parse((await gengdu(['search', query, ...at])).stdout)
  expect(answer).toMatchObject({ total: 1, exact: true, problems: [], highlights: { total: 0 }, plans: { total: 0 } })
  const [hit] = answer.hits
  expect(hit).toMatchObject({ title: '报价单为什么总要改', count: 1 })
  const shown = await gengdu(['show', String(hit.id), '--format', 'text', '--library', library])
  expect(hit.matches).toEqual([{ field: 'text', offset: expect.any(Number), length: 2 }])
  expect(shown.stdout).toContain('因为折扣规则')

  const wrong = await gengdu(['search', '仓库 状态:归档 x', '--library', library], 'zh_CN.UTF-8')
  expect(wrong.code).toBe(0)
  expect(wrong.stderr).toBe('仓库 状态:归档 x\n          ^^^^ 耕读没有归档；可以用标签、分类或回收站\n')
  const counted = JSON.parse((await gengdu(['search', 'is:archived 仓库', ...at])).stdout)
  expect(counted).toMatchObject({ total: 1, problems: [{ key: 'noArchive', start: 3, end: 11 }] })
  const read = await gengdu(['search', 'cangku', '--library', library])
  expect(read.stdout).toContain('0 found')
}, 60_000)

test('duplicates pairs articles that are nearly the same', async () => {
  const { folder, source, at } = await libraryWithTwo()
  const body = Array.from({ length: 40 }, (_, i) => `第 ${i} 天，仓库主管又说出了一条系统里没有的路。`).join('')
  writeFileSync(join(source, 'c.md'), article('退货的第八条路', body))
  writeFileSync(join(source, 'd.md'), article('退货的第八条路（转载）', body))
  const { items } = JSON.parse((await gengdu(['import', join(source, 'c.md'), join(source, 'd.md'), ...at])).stdout)
  const found = JSON.parse((await gengdu(['duplicates', ...at])).stdout)
  expect(found).toEqual({ total: 1, items: [{ a: items[0].entryId, b: items[1].entryId, score: 1 }] })
  const lines = await gengdu(['duplicates', '--library', join(folder, 'library')])
  expect(lines.stdout).toContain('退货的第八条路（转载）')
  expect(JSON.parse((await gengdu(['duplicates', '--merge', ...at])).stdout)).toEqual({ merged: 1 })
  expect(JSON.parse((await gengdu(['duplicates', ...at])).stdout)).toEqual({ total: 0, items: [] })
}, 60_000)

test('a note from a Markdown file', async () => {
  const { folder, at } = await libraryWithTwo()
  const file = join(folder, 'note.md')
  writeFileSync(file, '## 待确认\n\n- [ ] 约仓库主管\n')
  const added = await gengdu([
    'note',
    'add',
    '--title',
    '仓配访谈',
    '--markdown',
    file,
    '--tag',
    '访谈',
    '--tag',
    '仓配',
    ...at
  ])
  expect(added.code).toBe(0)
  const note = JSON.parse(added.stdout)
  expect(note).toMatchObject({ kind: 'note', title: '仓配访谈' })
  expect(note.tags.toSorted()).toEqual(['仓配', '访谈'].toSorted())
  const listed = JSON.parse((await gengdu(['list', '--kind', 'note', '--tag', '访谈', ...at])).stdout)
  expect(listed.items.map((item: { id: number }) => item.id)).toEqual([note.id])
  const shown = await gengdu(['show', String(note.id), '--format', 'markdown', '--library', at[1]!])
  expect(shown.stdout).toContain('[ ] 约仓库主管')
}, 60_000)

test('check and reindex', async () => {
  const { at } = await libraryWithTwo()
  expect(JSON.parse((await gengdu(['reindex', ...at])).stdout)).toEqual({ indexed: 2 })
  const checked = await gengdu(['check', ...at])
  expect(JSON.parse(checked.stdout)).toEqual({ ok: true, problems: [] })
  expect(checked.code).toBe(0)
}, 60_000)

test('plans are listed; a missing one is named', async () => {
  const { folder, at } = await libraryWithTwo()
  expect(JSON.parse((await gengdu(['plan', 'list', ...at])).stdout)).toEqual({ total: 0, items: [] })
  const exported = await gengdu(['plan', 'export', '7', '--format', 'md', '--out', join(folder, 'p.md'), ...at])
  expect(exported).toMatchObject({ code: 3, stderr: 'This plan is gone\n' })
}, 60_000)

test.each([
  [[], 'command'],
  [['fly'], 'fly'],
  [['list'], '--library'],
  [['list', '--limit', 'many'], '--limit'],
  [['list', '--kind', 'book'], '--kind'],
  [['search'], '<query>'],
  [['import'], '<path>'],
  [['undo'], '<id>'],
  [['resume'], '<id>'],
  [['import', 'x', '--encoding', 'klingon'], '--encoding'],
  [['import', 'x', '--since-batch', 'last'], '--since-batch'],
  [['list', '--dry-run'], '--dry-run'],
  [['show', 'x'], '<id>'],
  [['list', '--title', 'x'], '--title'],
  [['list', '--nonsense'], '--nonsense']
])(
  'wrong use %j names %s and exits with 2',
  async (args, named) => {
    const library = args.length === 1 && args[0] === 'list' ? [] : ['--library', join(temporaryFolder(), 'l')]
    const ran = await gengdu([...args, ...library])
    expect(ran.code).toBe(2)
    expect(ran.stdout).toBe('')
    expect(ran.stderr).toContain(named)
  },
  60_000
)

test('messages follow the language of the terminal', async () => {
  const ran = await gengdu(['list'], 'zh_CN.UTF-8')
  expect(ran.stderr).toContain('缺少 --library')
}, 60_000)

test('a library of a newer version is refused and left alone', async () => {
  const { library, at } = await libraryWithTwo()
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(join(library, 'library.db'))
  db.pragma('user_version = 999')
  db.close()
  const before = readFileSync(join(library, 'library.db'))
  const ran = await gengdu(['list', ...at])
  expect(ran.code).toBe(3)
  expect(ran.stderr).toContain('999')
  expect(readFileSync(join(library, 'library.db')).equals(before)).toBe(true)
}, 60_000)
