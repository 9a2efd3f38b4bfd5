import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { originalPath, sha256Of } from '../db/originals.ts'
import { createTestLibrary, killedImport, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { testPng } from '../testing-pictures.ts'
import { testZip } from '../testing-zip.ts'

const red = testPng(8, 6, [200, 0, 0])
const green = testPng(8, 6, [0, 200, 0])
const blue = testPng(40, 30, [0, 0, 200])
const note = (...paths: string[]) => `# 货架盘点\n\n${paths.map((path) => `![图](${path})`).join('\n\n')}\n`

type Files = Record<string, string | Uint8Array>

/** Writes files into a new folder. */
function folderOf(files: Files): string {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const importPaths = async ({ kb, onPaths }: TestLibrary, ...paths: string[]) =>
  unwrap(await onPaths(paths, () => kb.imports.run(null)).result)

/** The pictures of the newest article: stored ones by their hash. */
async function pictures({ kb }: TestLibrary, title = '货架盘点') {
  const { items } = unwrap(await kb.entries.list({}))
  const id = items.find((item) => item.title === title)?.id ?? 0
  return unwrap(await kb.articles.get({ id }))
    .pictures.map(({ src, state, sha256 }) => [readable(src), sha256 ?? state])
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
}

/** Markdown's addresses are encoded. */
function readable(src: string): string {
  try {
    return decodeURI(src)
  } catch {
    return src
  }
}

async function reasons({ kb }: TestLibrary, batchId: number) {
  const { items } = unwrap(await kb.imports.items({ batchId }))
  return items.map(({ path, outcome, reason }) => [path.split(/[/!]/).at(-1), outcome, reason?.code ?? null])
}

const storedFiles = (folder: string) =>
  readdirSync(join(folder, 'assets'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ name }) => name)
    .toSorted()

describe('pictures beside an article are stored', () => {
  test.each<[string, Files, string]>([
    ['in its folder', { '盘点.md': note('货架.png'), '货架.png': red }, '货架.png'],
    ['in a folder below', { '盘点.md': note('./图/货架.png'), '图/货架.png': red }, './图/货架.png'],
    ['in a folder above', { '文/盘点.md': note('../图/货架.png'), '图/货架.png': red }, '../图/货架.png'],
    [
      'by an encoded name',
      { '盘点.md': note('%E8%B4%A7%E6%9E%B6%201.png'), '货架 1.png': red },
      '%E8%B4%A7%E6%9E%B6%201.png'
    ],
    ['by a name encoded as GBK', { '盘点.md': note('%BB%F5%BC%DC.png'), '货架.png': red }, '%BB%F5%BC%DC.png'],
    ['with a query', { '盘点.md': note('货架.png?v=2'), '货架.png': red }, '货架.png?v=2'],
    ['in the folder of its own name', { '盘点.md': note('1.png'), '盘点/1.png': red }, '1.png'],
    ['by a path as on Windows', { '盘点.md': note('图\\\\货架.png'), '图/货架.png': red }, '图%5C货架.png'],
    [
      'by a path as on Windows, in a page',
      { '盘点.html': '<h1>货架盘点</h1><p>一 <img src="图\\货架.png"></p>', '图/货架.png': red },
      '图/货架.png'
    ],
    ['in hidden folders', { '盘点.md': note('.assets/1.png'), '.assets/1.png': red }, '.assets/1.png'],
    [
      'elsewhere, by the end of their path',
      { '文/盘点.md': note('图/货架.png'), '附件/图/货架.PNG': red },
      '图/货架.png'
    ],
    [
      'elsewhere, by a telling name',
      { '文/盘点.md': note('货架与差异.png'), '附件/货架与差异.png': red },
      '货架与差异.png'
    ],
    [
      'beside a page that a browser saved',
      {
        '盘点.html':
          '<!doctype html><html><head><title>货架盘点</title></head><body><p>一</p><img src="./盘点_files/640"></body></html>',
        '盘点_files/640': red
      },
      './盘点_files/640'
    ],
    [
      'as the cover that the front matter names',
      { '盘点.md': `---\ntitle: 货架盘点\ncover: 图/封面.png\n---\n正文\n`, '图/封面.png': red },
      '图/封面.png'
    ]
  ])('%s', async (_name, files, src) => {
    const library = createTestLibrary()
    const receipt = await importPaths(library, folderOf(files))
    expect(receipt.counts.imported).toBe(1)
    expect(await pictures(library)).toEqual([[readable(src), sha256Of(red)]])
    expect(readFileSync(join(library.folder, 'assets', sha256Of(red).slice(0, 2), sha256Of(red)))).toEqual(red)
  })

  test('in the same archive, and nowhere else', async () => {
    const library = createTestLibrary()
    const folder = folderOf({
      'a.zip': testZip([
        ['文/盘点.md', note('../图/货架.png', '../../外.png')],
        ['图/货架.png', red],
        ['图/多余.png', green]
      ]),
      '外.png': blue
    })
    const { batchId } = await importPaths(library, join(folder, 'a.zip'))
    expect(await pictures(library)).toEqual([
      ['../../外.png', 'missing'],
      ['../图/货架.png', sha256Of(red)]
    ])
    expect(await reasons(library, batchId)).toEqual([
      ['多余.png', 'skipped', 'picture_unused'],
      ['货架.png', 'skipped', 'picture_stored'],
      ['盘点.md', 'imported', null]
    ])
  })

  test('when a single file is dropped', async () => {
    const library = createTestLibrary()
    const folder = folderOf({ '盘点.md': note('图/货架.png', '../外.png'), '图/货架.png': red })
    writeFileSync(join(folder, '../外.png'), green)
    await importPaths(library, join(folder, '盘点.md'))
    rmSync(join(folder, '../外.png'))
    expect(await pictures(library)).toEqual([
      ['../外.png', 'missing'],
      ['图/货架.png', sha256Of(red)]
    ])
  })

  test('once for all articles that have the same, and gone with the last of them', async () => {
    const library = createTestLibrary()
    const receipt = await importPaths(
      library,
      folderOf({ '一.md': note('a.png'), '二.md': '# 二\n\n![](b.png)\n', 'a.png': red, 'b.png': red })
    )
    expect(storedFiles(library.folder)).toContain(sha256Of(red))
    expect(storedFiles(library.folder)).toHaveLength(3)
    const [one, two] = unwrap(await library.kb.entries.ids({}))
    for (const id of [one, two]) {
      expect(storedFiles(library.folder)).toContain(sha256Of(red))
      unwrap(await library.kb.entries.trash({ ids: [id ?? 0] }))
      expect(unwrap(await library.kb.entries.purge({}))).toBe(1)
    }
    expect(storedFiles(library.folder)).toEqual([])
    expect(receipt.counts).toMatchObject({ imported: 2, skipped: 2 })
  })

  test('and are gone after an undo', async () => {
    const library = createTestLibrary()
    const source = folderOf({ '盘点.md': note('a.png'), 'a.png': red })
    const { batchId } = await importPaths(library, source)
    unwrap(await library.kb.imports.undo({ batchId }).result)
    expect(storedFiles(library.folder)).toEqual([])
    expect(unwrap(await library.kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
  })
})

describe('what is not taken', () => {
  test.each([
    ['beyond the folder', '../../../etc/hosts'],
    ['by an absolute path', '/etc/hosts'],
    ['by a file address', 'file:///etc/hosts'],
    ['from a share', '\\\\host\\share\\a.png'],
    ['no picture', '盘点.md']
  ])('%s', async (_name, path) => {
    const library = createTestLibrary()
    await importPaths(library, folderOf({ '盘点.md': note(path) }))
    expect((await pictures(library)).every(([, state]) => state === 'missing')).toBe(true)
    expect(storedFiles(library.folder)).toHaveLength(1)
  })

  test('through a symbolic link that leads out', async () => {
    const library = createTestLibrary()
    const outside = folderOf({ '私.png': red })
    const folder = folderOf({ '盘点.md': note('link.png', '下/私.png') })
    symlinkSync(join(outside, '私.png'), join(folder, 'link.png'))
    symlinkSync(outside, join(folder, '下'))
    await importPaths(library, folder)
    expect(await pictures(library)).toEqual([
      ['link.png', 'missing'],
      ['下/私.png', 'missing']
    ])
  })

  test('pictures of the same plain name elsewhere, or several of one name', async () => {
    const library = createTestLibrary()
    const folder = folderOf({
      '甲/盘点.md': note('1.png', '仓库照片.png'),
      '乙/1.png': red,
      '乙/仓库照片.png': red,
      '丙/仓库照片.png': green
    })
    await importPaths(library, folder)
    expect((await pictures(library)).map(([, state]) => state)).toEqual(['missing', 'missing'])
  })

  test('pictures of more than 10 MB', async () => {
    const library = createTestLibrary()
    const large = Buffer.concat([red, Buffer.alloc(10 * 1024 * 1024)])
    await importPaths(library, folderOf({ '盘点.md': note('大.png'), '大.png': large }))
    expect(await pictures(library)).toEqual([['大.png', 'missing']])
  })
})

test('pictures within a source are stored, and what is missing counts as lost', async () => {
  const library = createTestLibrary()
  const data = `data:image/png;base64,${red.toString('base64')}`
  const { batchId } = await importPaths(
    library,
    folderOf({ '盘点.md': note(data, '没有.png', 'https://img.example/a.png') })
  )
  expect(await pictures(library)).toEqual([
    ['embedded:data-1', sha256Of(red)],
    ['https://img.example/a.png', 'remote'],
    ['没有.png', 'missing']
  ])
  const { items } = unwrap(await library.kb.imports.items({ batchId }))
  expect(items[0]?.loss?.images).toEqual([3, 2])
})

test('pictures as data are no text, and none is lost', async () => {
  const library = createTestLibrary()
  const data = `data:image/png;base64,${Buffer.concat([red, Buffer.alloc(300_000, 'gengdu')]).toString('base64')}`
  const text = `# 货架盘点\n\n一段正文 ![](${data})\n\n![][image1]\n\n[image1]: <${data}>\n`
  const { loss } = await importPaths(library, folderOf({ '盘点.md': text }))
  expect(loss).toMatchObject({ text: 1, characters: 8, images: [2, 2] })
})

test('a large picture that a page names twice is one', async () => {
  const library = createTestLibrary()
  const large = Buffer.concat([red, Buffer.alloc(64 * 1024)])
  const page =
    '<html><head><title>货架盘点</title></head><body><p>一</p><img src="a.png"><img data-src="https://img.example/l.png" src="a.png"></body></html>'
  const part = (location: string) =>
    `--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: ${location}\r\n\r\n${large.toString('base64')}\r\n`
  const mhtml = `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://img.example/\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://img.example/\r\n\r\n${page}\r\n${part('https://img.example/a.png')}--b--\r\n`
  await importPaths(library, folderOf({ '页.mhtml': mhtml }))
  expect(await pictures(library)).toEqual([
    ['https://img.example/a.png', sha256Of(large)],
    ['https://img.example/l.png', sha256Of(large)]
  ])
})

test('chapters of a book have the pictures of the book', async () => {
  const library = createTestLibrary()
  const book = testZip([
    ['META-INF/container.xml', '<container><rootfiles><rootfile full-path="OEBPS/b.opf"/></rootfiles></container>'],
    [
      'OEBPS/b.opf',
      '<package><metadata><title>仓</title></metadata><manifest><item id="a" href="Text/1.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    ],
    [
      'OEBPS/Text/1.xhtml',
      '<html><body><h1>货架盘点</h1><p>一段正文。</p><p><img src="../Images/%E5%9B%BE.png"/></p></body></html>'
    ],
    ['OEBPS/Images/图.png', red]
  ])
  await importPaths(library, folderOf({ '仓.epub': book }))
  expect(await pictures(library)).toEqual([['../Images/图.png', sha256Of(red)]])
})

describe('a preview', () => {
  test('counts pictures and stores nothing', async () => {
    const library = createTestLibrary()
    const { kb, onPaths } = library
    const folder = folderOf({
      '盘点.md': note('a.png', '没有.png', 'https://img.example/b.png'),
      'a.png': red,
      'b.png': green
    })
    unwrap(await onPaths([folder], () => kb.imports.preview(null)).result)
    const { items } = unwrap(await kb.imports.previewItems({}))
    expect(
      items.map(({ pictures: found, reason, loss }) => [found, reason?.code ?? null, loss?.images ?? null])
    ).toEqual([
      [{ found: 0, missing: 0 }, 'picture_stored', null],
      [{ found: 0, missing: 0 }, 'picture_unused', null],
      [{ found: 1, missing: 1 }, null, [3, 2]]
    ])
    expect(storedFiles(library.folder)).toEqual([])
  })
})

describe('pictures that come later', () => {
  test('go to the articles that lack them; an undo takes them back', async () => {
    const library = createTestLibrary()
    const { kb } = library
    await importPaths(library, folderOf({ 'x/盘点.md': note('图/货架.png', 'https://img.example/2023/05/漏斗.png') }))
    const { batchId, counts } = await importPaths(
      library,
      folderOf({ '图/货架.png': red, '漏斗.png': green, '别的.png': blue })
    )
    expect(counts).toMatchObject({ imported: 0, skipped: 3 })
    const found = await reasons(library, batchId)
    expect(found.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['别的.png', 'skipped', 'picture_unused'],
      ['漏斗.png', 'skipped', 'picture_stored'],
      ['货架.png', 'skipped', 'picture_stored']
    ])
    expect(await pictures(library)).toEqual([
      ['https://img.example/2023/05/漏斗.png', sha256Of(green)],
      ['图/货架.png', sha256Of(red)]
    ])
    expect(storedFiles(library.folder)).toHaveLength(3)
    unwrap(await kb.imports.undo({ batchId }).result)
    expect((await pictures(library)).map(([, state]) => state)).toEqual(['remote', 'missing'])
    expect(storedFiles(library.folder)).toHaveLength(1)
    expect(unwrap(await kb.library.check(null).result).ok).toBe(true)
  })

  test('or by a folder that is chosen for it', async () => {
    const library = createTestLibrary()
    const { kb, onPaths } = library
    await importPaths(
      library,
      folderOf({ 'x/盘点.md': note('图/货架.png'), 'y/盘点.md': '# 二\n\n![](图/货架.png)\n' })
    )
    const folder = folderOf({ 'x/图/货架.png': red, 'y/图/货架.png': green, '坏.png': '不是图片', '说明.md': '# 说明' })
    expect(unwrap(await onPaths([folder], () => kb.pictures.pair(null)).result)).toEqual({
      pairing: expect.any(Number),
      pictures: 2,
      articles: 2,
      unused: 1
    })
    expect(await pictures(library)).toEqual([['图/货架.png', sha256Of(red)]])
    expect(await pictures(library, '二')).toEqual([['图/货架.png', sha256Of(green)]])
    expect(unwrap(await onPaths([folder], () => kb.pictures.pair(null)).result)).toEqual({
      pairing: expect.any(Number),
      pictures: 0,
      articles: 0,
      unused: 3
    })
  })
})

test('a newer text of an article has its pictures too', async () => {
  const library = createTestLibrary()
  const folder = folderOf({ '盘点.md': note('a.png'), 'a.png': red, 'b.png': green })
  await importPaths(library, folder)
  writeFileSync(join(folder, '盘点.md'), note('a.png', 'b.png'))
  const { batchId, counts } = await importPaths(library, folder)
  expect(counts.updated).toBe(1)
  expect(await pictures(library)).toEqual([
    ['a.png', sha256Of(red)],
    ['b.png', sha256Of(green)]
  ])
  expect(storedFiles(library.folder)).toContain(sha256Of(green))
  unwrap(await library.kb.imports.undo({ batchId }).result)
  expect(await pictures(library)).toEqual([['a.png', sha256Of(red)]])
  expect(storedFiles(library.folder)).not.toContain(sha256Of(green))
  expect(unwrap(await library.kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
})

describe('an import', () => {
  test('that is killed and gone on with has every picture; what it left is mended', async () => {
    const libraryFolder = join(temporaryFolder(), 'library')
    const numbers = Array.from({ length: 300 }, (_, i) => String(i).padStart(4, '0'))
    const folder = folderOf(
      Object.fromEntries(
        numbers.flatMap((n, i) => [
          [`${n}.md`, `# 第${n}篇\n\n![](图/${n}.png)\n`],
          [`图/${n}.png`, testPng(20, 20, [i & 255, i >> 8, 9])]
        ])
      )
    )
    await killedImport(libraryFolder, [folder], 'imports.run(null)')

    const library = createTestLibrary({ folder: libraryFolder })
    const { kb } = library
    const [receipt] = unwrap(await kb.imports.receipts({}))
    expect(receipt?.counts.imported).toBeGreaterThan(0)
    expect(receipt?.counts.imported).toBeLessThan(300)
    const rest = unwrap(await kb.imports.resume({ batchId: receipt?.batchId ?? 0 }).result)
    expect(rest).toMatchObject({ counts: { imported: 300, skipped: 300 }, pictures: { stored: 300, unused: 0 } })
    expect(unwrap(await kb.pictures.counts({ ids: null }))).toEqual({ stored: 300, remote: 0, failed: 0, missing: 0 })
    unwrap(await kb.library.mend(null).result)
    expect(unwrap(await kb.library.check(null).result)).toEqual({ ok: true, problems: [] })
    expect(storedFiles(libraryFolder)).toHaveLength(600)
  })

  test.runIf(existsSync('/dev/full'))('stops where a picture finds no room', async () => {
    const library = createTestLibrary()
    const place = originalPath(join(library.folder, 'assets'), sha256Of(green))
    mkdirSync(dirname(place))
    symlinkSync('/dev/full', place)
    const folder = folderOf({
      '1.md': '# 一\n\n![](a.png)',
      '2.md': '# 二\n\n![](b.png)',
      'a.png': red,
      'b.png': green
    })
    const { counts, batchId, resumable } = await importPaths(library, folder)
    expect({ ...counts, resumable }).toMatchObject({ imported: 1, failed: 1, resumable: true })
    expect((await reasons(library, batchId)).slice(0, 2)).toEqual([
      ['1.md', 'imported', null],
      ['2.md', 'failed', 'disk_full']
    ])
    const rest = unwrap(await library.kb.imports.resume({ batchId }).result)
    expect(rest.counts).toMatchObject({ imported: 2, failed: 0 })
    expect(await pictures(library, '二')).toEqual([['b.png', sha256Of(green)]])
  })
})
