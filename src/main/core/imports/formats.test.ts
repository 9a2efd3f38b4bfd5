import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ImportItem } from '../../../shared/imports.ts'
import { unwrap } from '../../../shared/result.ts'
import { treeToHtml } from '../articles/index.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { testTar } from '../testing-tar.ts'
import { testZip } from '../testing-zip.ts'

const FORMATS = [
  'front-matter',
  'folder',
  'obsidian',
  'notion',
  'notion-html',
  'joplin',
  'joplin-markdown',
  'bookmarks',
  'clippings',
  'flomo',
  'yuque',
  'cubox',
  'saved-pages'
]
const source = (format: string): string => join(import.meta.dirname, 'testdata', format)

/** Every file below a folder as `[path with slashes, bytes]`. */
const filesIn = (folder: string): [string, Buffer][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .toSorted()
    .map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path))])

async function importPath(library: TestLibrary, path: string): Promise<ImportItem[]> {
  const receipt = unwrap(await library.onPaths([path], () => library.kb.imports.run(null)).result)
  return unwrap(await library.kb.imports.items({ batchId: receipt.batchId })).items
}

/** What the library has of each file, in words. */
async function goldenOf(library: TestLibrary, items: ImportItem[], root: string): Promise<string> {
  const parts: string[] = []
  for (const item of items) {
    const reason = item.reason === null ? '' : ` · ${item.reason.code} ${item.reason.detail}`.trimEnd()
    parts.push(`■ ${relative(root, item.path).split(sep).join('/')} · ${item.outcome}${reason}`)
    if (item.entryId === null || item.outcome === 'duplicate') continue
    const { kb } = library
    const article = unwrap(await kb.articles.get({ id: item.entryId }))
    const { title, author, publishedAt, url, categories, tags, tree, links } = article
    const from = unwrap(await kb.articles.linkedFrom({ id: item.entryId })).map((other) => other.title)
    const facts = {
      title,
      format: article.source.format,
      author,
      publishedAt,
      url,
      categories: categories.map((path) => path.join('/')).join(' | '),
      tags: tags.join(', '),
      highlights: String(article.highlights || ''),
      pictures: article.pictures.map(({ src }) => src).join(', '),
      links: links
        .map(({ href, title: to }) => `${href} → ${to}`)
        .toSorted()
        .join('\n  '),
      'linked from': from.join(' | '),
      loss: item.loss && lossOf(item.loss)
    }
    for (const [name, value] of Object.entries(facts)) if (value) parts.push(`${name}: ${value}`)
    parts.push(treeToHtml(tree), '')
  }
  return `${parts.join('\n')}\n`
}

const lossOf = ({ text, characters: _, ...counts }: NonNullable<ImportItem['loss']>): string =>
  [
    text,
    ...Object.entries(counts).flatMap(([name, [from, to]]) => (from === to ? [] : [`${name} ${from} → ${to}`]))
  ].join(', ')

/** What the library has, whatever path it came from. */
const withoutPaths = (golden: string): string[] =>
  golden
    .split(/^■ .*\n/m)
    .filter((article) => article !== '')
    .toSorted()

describe('exports of other apps', () => {
  test.each(FORMATS)('%s', async (format) => {
    const library = createTestLibrary()
    const root = join(temporaryFolder(), format)
    cpSync(source(format), root, { recursive: true })
    const golden = await goldenOf(library, await importPath(library, root), root)
    await expect(golden).toMatchFileSnapshot(`testdata/${format}.golden`)
  })

  test('a folder of a vault is read as one too', async () => {
    const library = createTestLibrary()
    const root = join(temporaryFolder(), 'obsidian')
    cpSync(source('obsidian'), root, { recursive: true })
    const [, funnel] = await importPath(library, join(root, '方法'))
    expect(funnel?.reason?.code).toBe('comments_hidden')
    const article = unwrap(await library.kb.articles.get({ id: funnel!.entryId! }))
    expect(article).toMatchObject({ title: '漏斗分析', categories: [['方法']] })
  })

  test('a knowledge base of 语雀', async () => {
    const library = createTestLibrary()
    const root = temporaryFolder()
    const path = join(root, 'field.lakebook')
    writeFileSync(path, testTar(filesIn(source('lakebook'))))
    const golden = await goldenOf(library, await importPath(library, path), root)
    await expect(golden).toMatchFileSnapshot('testdata/lakebook.golden')
  })

  const archives: [name: string, format: string, archive: Buffer][] = [
    ['vault.zip', 'obsidian', testZip(filesIn(source('obsidian')))],
    ['export.zip', 'notion', inParts(filesIn(source('notion')))],
    ['notes.jex', 'joplin', testTar(filesIn(source('joplin')))],
    ['raw.zip', 'joplin', testZip(filesIn(source('joplin')))]
  ]
  test.each(archives)('%s gives what the folder does', async (name, format, archive) => {
    const library = createTestLibrary()
    const root = temporaryFolder()
    writeFileSync(join(root, name), archive)
    const items = await importPath(library, join(root, name))
    const golden = readFileSync(`${source(format)}.golden`, 'utf8')
    expect(withoutPaths(await goldenOf(library, items, root))).toEqual(withoutPaths(golden))
    const details = items.filter(({ reason }) => reason?.code === 'export_details')
    expect(details.length).toBe(name === 'raw.zip' ? 7 : 0)
  })
})

/** As Notion writes large exports: archives with some of the files each, in one. */
function inParts(files: [string, Buffer][]): Buffer {
  const half = Math.ceil(files.length / 2)
  const [one, two] = [files.slice(0, half), files.slice(half)].map((part) => testZip(part))
  return testZip([
    ['Export-1-Part-1.zip', one!],
    ['Export-1-Part-2.zip', two!]
  ])
}

describe('links between notes', () => {
  const titles = (links: { title: string }[]): string[] => links.map(({ title }) => title)
  const idOf = async ({ kb }: TestLibrary, title: string): Promise<number> =>
    unwrap(await kb.entries.list({ sort: 'title' })).items.find((entry) => entry.title === title)!.id
  const linksOf = async (library: TestLibrary, title: string): Promise<string[]> =>
    titles(unwrap(await library.kb.articles.get({ id: await idOf(library, title) })).links)

  test('wait for what a later import brings, and for notes and titles that are there', async () => {
    const library = createTestLibrary()
    unwrap(await library.kb.notes.create({ title: '我的笔记', markdown: '字' }))
    await library.importFiles({ '甲.md': '[[乙]] [[我的笔记]] [[改名后]]\n\n正文一。' })
    expect(await linksOf(library, '甲')).toEqual(['我的笔记'])
    await library.importFiles({ '乙.md': '[[甲]]\n\n正文二。', '丙.md': '正文三，很短。' })
    expect((await linksOf(library, '甲')).toSorted()).toEqual(['乙', '我的笔记'])
    unwrap(await library.kb.articles.rename({ id: await idOf(library, '丙'), title: '改名后' }))
    await library.importFiles({ '丁.md': '正文四。' })
    expect((await linksOf(library, '甲')).toSorted()).toEqual(['乙', '我的笔记', '改名后'].toSorted())
    expect(titles(unwrap(await library.kb.articles.linkedFrom({ id: await idOf(library, '乙') })))).toEqual(['甲'])
  })

  test('lead nowhere once their target is in the trash, deleted or taken back, and back when it returns', async () => {
    const library = createTestLibrary()
    const folder = temporaryFolder()
    writeFileSync(join(folder, '乙.md'), '正文二。')
    await library.importFiles({ '甲.md': '[[乙]]\n\n正文一。' })
    const run = () => library.onPaths([folder], () => library.kb.imports.run(null))
    const { batchId } = unwrap(await run().result)
    expect(await linksOf(library, '甲')).toEqual(['乙'])

    const ids = [await idOf(library, '乙')]
    unwrap(await library.kb.entries.trash({ ids }))
    expect(await linksOf(library, '甲')).toEqual([])
    unwrap(await library.kb.entries.restore({ ids }))
    expect(await linksOf(library, '甲')).toEqual(['乙'])

    unwrap(await library.kb.imports.undo({ batchId }).result)
    expect(await linksOf(library, '甲')).toEqual([])
    unwrap(await run().result)
    expect(await linksOf(library, '甲')).toEqual(['乙'])
    unwrap(await library.kb.entries.trash({ ids: [await idOf(library, '甲')] }))
    expect(unwrap(await library.kb.articles.linkedFrom({ id: await idOf(library, '乙') }))).toEqual([])
  })

  test('lead to what comes in place of a note in the trash', async () => {
    const library = createTestLibrary()
    await library.importFiles({ '甲.md': '[[乙]]\n\n正文一。', '乙.md': '旧的一版，后来不要了。' })
    unwrap(await library.kb.entries.trash({ ids: [await idOf(library, '乙')] }))
    await library.importFiles({ '另一处/乙.md': '新写的，与旧的没有一句相同。' })
    expect(await linksOf(library, '甲')).toEqual(['乙'])
  })

  test('of an edited file follow its text', async () => {
    const library = createTestLibrary()
    const folder = temporaryFolder()
    const write = (text: string) => {
      writeFileSync(join(folder, '甲.md'), `# 甲的标题够长\n\n${text}`)
      return library.onPaths([folder], () => library.kb.imports.run(null)).result
    }
    writeFileSync(join(folder, '乙.md'), '正文二。')
    writeFileSync(join(folder, '丙.md'), '正文三三。')
    unwrap(await write('见 [[乙]] 和 [[丙]]。'))
    expect((await linksOf(library, '甲的标题够长')).toSorted()).toEqual(['丙', '乙'].toSorted())
    unwrap(await write('只见 [[丙]]。'))
    expect(await linksOf(library, '甲的标题够长')).toEqual(['丙'])
    const id = await idOf(library, '甲的标题够长')
    const former = unwrap(await library.kb.articles.versions({ id })).find(({ current }) => !current)!
    unwrap(await library.kb.articles.restoreVersion({ id, version: former.id }))
    expect((await linksOf(library, '甲的标题够长')).toSorted()).toEqual(['丙', '乙'].toSorted())
  })

  test('of Evernote find a note by the title that they show', async () => {
    const note = (title: string, text: string) =>
      `<note><title>${title}</title><content><![CDATA[<en-note><div>${text}</div></en-note>]]></content></note>`
    const link =
      '<a href="evernote:///view/123/s1/0a1b2c3d-0000/0a1b2c3d-0000/">盘点</a> <a href="evernote:///view/123/s1/x/x/">没有</a>'
    const library = createTestLibrary()
    await library.importFiles({
      '仓库.enex': `<en-export>${note('走查', link)}${note('盘点', '先数货架。')}</en-export>`
    })
    expect(await linksOf(library, '走查')).toEqual(['盘点'])
  })

  test('prefer the same archive over others and the nearer folder over the farther', async () => {
    const library = createTestLibrary()
    const vault = (word: string) =>
      testZip([
        ['.obsidian/app.json', '{}'],
        ['a/目标.md', `${word}一`],
        ['b/目标.md', `${word}二`],
        [`b/来源${word}.md`, `${word} [[目标]] [[a/目标]]`]
      ])
    const receipt = await library.importFiles({ '一.zip': vault('春'), '二.zip': vault('秋') })
    expect(receipt.counts.imported).toBe(6)
    const text = async (id: number) => treeToHtml(unwrap(await library.kb.articles.get({ id })).tree)
    for (const word of ['春', '秋']) {
      const { links } = unwrap(await library.kb.articles.get({ id: await idOf(library, `来源${word}`) }))
      const found = await Promise.all(links.toSorted((a, b) => (a.href < b.href ? -1 : 1)).map(({ id }) => text(id)))
      expect(found).toEqual([`<p>${word}一</p>`, `<p>${word}二</p>`])
    }
  })

  test('are exported as they were written', async () => {
    const library = createTestLibrary()
    const body = '见 [[乙|那篇]] 和 [文](../丙%20丁.md#x)。\n'
    await library.importFiles({ '甲.md': body })
    const exported = unwrap(await library.kb.articles.export({ id: await idOf(library, '甲'), format: 'markdown' }))
    expect(exported).toContain(body.trim())
    const page = unwrap(await library.kb.articles.export({ id: await idOf(library, '甲'), format: 'html' }))
    expect(page).toContain('<p>见 那篇 和 文。</p>')
  })
})

describe('hostile exports', () => {
  const ID = (digit: string) => digit.repeat(32)
  const item = (title: string, body: string, lines: string) => `${title}\n\n${body}${body && '\n\n'}${lines}`

  test('of Joplin: notebooks in a circle, tags of nothing, names that lead out, a bomb of links', async () => {
    const library = createTestLibrary()
    const links = Array.from({ length: 6000 }, (_, i) => `[${i}](:/${i.toString(16).padStart(32, '0')})`).join(' ')
    const receipt = await library.importFiles({
      'evil.jex': testTar([
        [`${ID('a')}.md`, item('甲', links, `id: ${ID('a')}\nparent_id: ${ID('b')}\ntype_: 1`)],
        [`${ID('b')}.md`, item('乙', '', `id: ${ID('b')}\nparent_id: ${ID('c')}\ntype_: 2`)],
        [`${ID('c')}.md`, item('丙', '', `id: ${ID('c')}\nparent_id: ${ID('b')}\ntype_: 2`)],
        [`${ID('d')}.md`, `id: ${ID('d')}\nnote_id: ${ID('e')}\ntag_id: ${ID('f')}\ntype_: 6`],
        [`../${ID('e')}.md`, item('出去', 'x', `id: ${ID('e')}\ntype_: 1`)],
        { name: `${ID('f')}.md`, type: '2' }
      ])
    })
    expect(receipt.counts).toMatchObject({ imported: 1, failed: 2 })
    const { items } = unwrap(await library.kb.entries.list({}))
    expect(items[0]?.categories[0]?.length).toBeLessThanOrEqual(20)
  })

  test('of Obsidian: notes that hold each other, hundreds of notes of one name', async () => {
    const library = createTestLibrary()
    const many = Array.from({ length: 300 }, (_, i): [string, string] => [`${i}/同名.md`, `第 ${i} 篇 [[同名]]`])
    const receipt = await library.importFiles({
      'v.zip': testZip([
        ['.obsidian/app.json', '{}'],
        ['甲.md', '![[乙]]'],
        ['乙.md', '![[甲]] ![[乙]] [[../../../../etc/passwd]] [[javascript:alert(1)]]'],
        ...many
      ])
    })
    expect(receipt.counts.imported).toBe(302)
    const { items } = unwrap(await library.kb.entries.list({ sort: 'title', limit: 500 }))
    const second = unwrap(await library.kb.articles.get({ id: items.find(({ title }) => title === '乙')!.id }))
    expect(second.links.map(({ title }) => title).toSorted()).toEqual(['乙', '甲'].toSorted())
    expect(JSON.stringify(second.tree)).not.toMatch(/"href":/)
  })

  test('a table with too many rows keeps the first and says so', async () => {
    const library = createTestLibrary()
    const rows = Array.from({ length: 50_000 }, (_, i) => `${i},"=cmd|' /C calc'!A0",<b>x</b>`).join('\n')
    const receipt = await library.importFiles({ 'big.csv': `序号,公式,标记\n${rows}`, 'open.csv': '甲,"没有完\n乙' })
    const { items } = unwrap(await library.kb.imports.items({ batchId: receipt.batchId }))
    expect(items.map(({ outcome, reason }) => [outcome, reason?.code])).toEqual([
      ['imported', 'table_cut'],
      ['imported', undefined]
    ])
    expect(items[0]!.loss!.text).toBeLessThan(0.1)
    const { tree } = unwrap(await library.kb.articles.get({ id: items[0]!.entryId! }))
    expect(treeToHtml(tree)).toContain('&lt;b&gt;x&lt;/b&gt;')
  })
})
