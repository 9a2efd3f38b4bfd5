import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileNames } from './matching.ts'
import { decodePercent, isTelling, sourceParts } from './names.ts'

const remote = (entryId: number, src: string) => ({ entryId, src, key: src, parts: sourceParts(src) })
const local = (entryId: number, path: string) => ({ entryId, src: path, key: path, parts: sourceParts(path) })
const pairs = (files: string[], wanted: ReturnType<typeof remote>[]) =>
  fileNames(files)
    .match(wanted)
    .map(({ wanted: { entryId, src }, file }) => [entryId, src, files[file]])

describe('a file goes to the picture that it is', () => {
  const url = 'https://img.example.com/2023/05/漏斗.png'
  test.each([
    ['by its name', ['/下载/漏斗.png'], [remote(1, url)], [[1, url, '/下载/漏斗.png']]],
    [
      'in other letters',
      ['/x/Funnel.PNG'],
      [remote(1, 'https://a.example/funnel.png')],
      [[1, 'https://a.example/funnel.png', '/x/Funnel.PNG']]
    ],
    [
      'with an encoded name and a query',
      ['C:\\图\\漏斗.png'],
      [remote(1, 'https://a.example/%E6%BC%8F%E6%96%97.png?x=1')],
      [[1, 'https://a.example/%E6%BC%8F%E6%96%97.png?x=1', 'C:\\图\\漏斗.png']]
    ],
    [
      'to all articles that have it',
      ['/x/funnel.png'],
      [remote(1, 'https://a.example/funnel.png'), remote(2, 'https://a.example/funnel.png')],
      [
        [1, 'https://a.example/funnel.png', '/x/funnel.png'],
        [2, 'https://a.example/funnel.png', '/x/funnel.png']
      ]
    ],
    [
      'by the folder where names are the same',
      ['/p/甲/1.png', '/p/乙/1.png'],
      [local(1, '/old/甲/1.png'), local(2, '/old/乙/1.png')],
      [
        [1, '/old/甲/1.png', '/p/甲/1.png'],
        [2, '/old/乙/1.png', '/p/乙/1.png']
      ]
    ],
    [
      'to the one that has its folder, not to one of the same name',
      ['/p/甲/1.png'],
      [local(1, '/old/甲/1.png'), local(2, '/old/乙/1.png')],
      [[1, '/old/甲/1.png', '/p/甲/1.png']]
    ],
    [
      'out of an archive',
      ['/p/备份.zip!图/1.png'],
      [local(1, '/old/图/1.png')],
      [[1, '/old/图/1.png', '/p/备份.zip!图/1.png']]
    ]
  ])('%s', (_name, files, wanted, expected) => expect(pairs(files, wanted)).toEqual(expected))

  test.each([
    [
      'two pictures have its name',
      ['/x/640.png'],
      [remote(1, 'https://a.example/x/1/640.png'), remote(2, 'https://a.example/x/2/640.png')]
    ],
    ['two files have the name', ['/x/funnel.png', '/y/funnel.png'], [remote(1, 'https://a.example/funnel.png')]],
    ['its name only ends alike', ['/x/1funnel.png'], [remote(1, 'https://a.example/funnel.png')]],
    ['its name says nothing', ['/x/image-1.png'], [remote(1, 'https://a.example/2023/image-1.png')]],
    ['the picture has no name', ['/x/funnel.png'], [remote(1, 'https://a.example/')]]
  ])('nobody gets one when %s', (_name, files, wanted) => expect(pairs(files, wanted)).toEqual([]))

  test('every file goes to one picture at most, and to one of its own name', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', '1.png', '2.png'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'))
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 6 }), fc.uniqueArray(path, { maxLength: 6 }), (files, wanted) => {
        const found = fileNames(files).match(wanted.map((each, index) => local(index + 1, each)))
        const keys = new Map<number, Set<string>>()
        for (const { wanted: each, file } of found) {
          expect(files[file]?.split('/').at(-1)).toBe(each.src.split('/').at(-1))
          keys.set(file, (keys.get(file) ?? new Set()).add(each.key))
        }
        expect([...keys.values()].every(({ size }) => size === 1)).toBe(true)
      })
    )
  })
})

test.each([
  ['1.png', false],
  ['0042.jpg', false],
  ['image.png', false],
  ['IMG_0042.jpg', false],
  ['图片 (2).png', false],
  ['封面.png', false],
  ['a.png', false],
  ['漏斗.png', true],
  ['sVj0lF3.png', true],
  ['20230511.png', true]
])('%s tells a picture from others: %s', (name, expected) => expect(isTelling(name.toLowerCase())).toBe(expected))

test.each([
  ['%E5%9B%BE.png', '图.png'],
  ['%B2%E2%CA%D4.png', '测试.png'],
  ['100%.png', '100%.png'],
  ['a%zz%B2%E2', 'a%zz测'],
  ['%ff', '%ff']
])('%s is decoded as %s', (text, expected) => expect(decodePercent(text)).toBe(expected))
