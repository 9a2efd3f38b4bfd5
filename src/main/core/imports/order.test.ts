import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { treeToHtml } from '../articles/index.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'
import type { TestLibrary } from '../testing.ts'
import { prose } from '../testing-prose.ts'
import { testZip } from '../testing-zip.ts'

const note = (fields: string[], body: string): string =>
  ['---', ...fields, '---', '', body.replaceAll('\n', '\n\n'), ''].join('\n')
const drawing = (width: number): string => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="8"/>`
const page = 'https://field.example/p/stocktaking'

const stocktaking = note(
  ['title: 盘点从货架开始', `url: ${page}`, 'date: 2024-03-01', 'tags: [仓库, 盘点]'],
  prose(1, 24)
)
const later = note(
  ['title: 盘点从货架开始（修订）', `url: ${page}?utm_source=mail`, 'date: 2024-04-01', 'categories: [方法, 仓储]'],
  `${prose(1, 24)}\n${prose(2, 4)}`
)
const returns = note(
  ['title: 退货入库的走法', 'date: 2023-11-05', 'categories: [方法]'],
  `先看[盘点](0-stocktaking.md)。![流程](flow.svg)\n${prose(3, 18)}`
)

/** Files that have something to do with one another: copies, editions, a bookmark, links, pictures, archives. */
const POOL: Record<string, string | Buffer> = {
  '0-stocktaking.md': stocktaking,
  '1-copy.md': stocktaking,
  '2-later.md': later,
  '3-bookmarks.html': `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><H3>待读</H3>\n<DL><p>\n<DT><A HREF="${page}#top" TAGS="回看">盘点从货架开始</A>\n<DT><A HREF="https://field.example/p/other" ADD_DATE="1700000000">别处的一页</A>\n</DL><p>\n</DL><p>\n`,
  '4-returns.md': returns,
  'flow.svg': drawing(7),
  '5-same-title.md': note(
    ['title: 退货入库的走法', 'date: 2023-11-05', 'tags: [退货]'],
    `${prose(3, 18)}\n${prose(4, 3)}`
  ),
  '6-page.html': `<!doctype html><html lang="zh"><head><title>另一篇</title></head><body><article><h1>交接班的清单</h1><p>${prose(5, 12).replaceAll('\n', '</p><p>')}</p></article></body></html>`,
  '7-wiki.md': `# 走查记录\n\n见 [[交接班的清单]] 和 [[走查记录二]]。\n\n${prose(6, 6)}`,
  '8-wiki.md': `# 走查记录二\n\n回到 [[走查记录]]。\n\n${prose(7, 6)}`,
  '9-pack.zip': testZip([
    ['抄.md', stocktaking],
    ['图/a.md', `# 带图的一篇\n\n![图](a.svg)\n\n${prose(8, 8)}`],
    ['图/a.svg', drawing(9)],
    ['修订.md', later]
  ]),
  'a-empty.md': '',
  'b-table.xlsx': 'PK',
  'c-lonely.svg': drawing(11)
}

/** What a user finds in a library, whatever ids things have. */
async function contents({ kb }: TestLibrary): Promise<unknown> {
  const articles: string[] = []
  for (const { id } of unwrap(await kb.entries.list({ kind: 'article', limit: 500 })).items) {
    const { title, author, publishedAt, url, categories, tags, tree, links, pictures, highlights } = unwrap(
      await kb.articles.get({ id })
    )
    const versions = unwrap(await kb.articles.versions({ id }))
    articles.push(
      JSON.stringify({
        title,
        author,
        publishedAt,
        url,
        highlights,
        html: treeToHtml(tree),
        categories: categories.map((path) => path.join('/')).toSorted(),
        tags: tags.toSorted(),
        links: links.map(({ href, title: to }) => `${href} ${to}`).toSorted(),
        pictures: pictures.map(({ src, state }) => `${src} ${state}`).toSorted(),
        titles: versions.map((version) => version.title).toSorted()
      })
    )
  }
  return {
    articles: articles.toSorted(),
    tags: unwrap(await kb.tags.list(null))
      .map(({ name, count }) => `${name} ${count}`)
      .toSorted(),
    categories: unwrap(await kb.categories.list(null))
      .map(({ name }) => name)
      .toSorted()
  }
}

test('a batch gives the same library in any order', async () => {
  const folder = temporaryFolder()
  for (const [name, bytes] of Object.entries(POOL)) writeFileSync(join(folder, name), bytes)
  const importInOrder = async (names: readonly string[]) => {
    const library = createTestLibrary()
    const paths = names.map((name) => join(folder, name))
    const { counts } = unwrap(await library.onPaths(paths, () => library.kb.imports.run(null)).result)
    const { imported, updated, duplicate, skipped, failed } = counts
    return { found: imported + updated + duplicate, skipped, failed, ...((await contents(library)) as object) }
  }
  const batch = fc.shuffledSubarray(Object.keys(POOL), { minLength: 4 })
  await fc.assert(
    fc.asyncProperty(batch, async (names) => {
      expect(await importInOrder(names)).toEqual(await importInOrder(names.toSorted()))
    }),
    { numRuns: 15 }
  )
})
