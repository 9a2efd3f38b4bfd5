import { expect, test } from 'vitest'
import { testTar } from '../../testing-tar.ts'
import { bytesSource } from '../../zip/index.ts'
import { lakebookContainer } from './lakebook.ts'

const list = (meta: string, documents = ['a', 'b']) =>
  lakebookContainer.list(
    bytesSource(
      testTar([['库/$meta.json', meta], ...documents.map((slug): [string, string] => [`库/${slug}.json`, '{}'])])
    ),
    '库.lakebook',
    { books: 'chapters' }
  )
const contents = (tocYml: string, name = '手册'): string =>
  JSON.stringify({ meta: JSON.stringify({ book: { name, tocYml } }) })

test('documents come in the order of the contents, filed under the titles above them', async () => {
  const toc = '- {title: 卷一, level: 0}\n- {title: 乙, url: b, level: 1}\n- {title: 丙, url: a, level: 7}\n'
  const found = await list(contents(toc), ['a', 'b', 'c'])
  expect(found.map(({ path, member }) => [path, member?.known?.title, member?.known?.category])).toEqual([
    ['库/b.json', '乙', ['手册', '卷一']],
    ['库/a.json', '丙', ['手册', '卷一', '乙']],
    ['库/$meta.json', undefined, undefined],
    ['库/c.json', undefined, ['手册']]
  ])
})

test.each([
  ['no JSON', '{'],
  ['of another form', '{"meta":{}}'],
  ['whose YAML is broken', contents('- {title: [')],
  ['with a bomb of aliases', contents(`a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n`)],
  ['that are no list', contents('title: x')],
  ['whose entries are none', contents('- 1\n- [x]\n- {title: {a: b}, level: -1, url: 5}\n')]
])('contents %s leave the documents', async (_, meta) => {
  const found = await list(meta)
  expect(found.filter(({ refused }) => refused === null).map(({ path }) => path)).toEqual(['库/a.json', '库/b.json'])
})
