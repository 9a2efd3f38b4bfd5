import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inNaturalOrder } from './natural-order.ts'

const sorted = (paths: string[]) => inNaturalOrder(paths, (path) => path)

describe('natural order', () => {
  test.each([
    [['第2章 现状.md', '第10章 上线.md', '第11章.md']],
    [
      ['第一章.md', '第二章.md', '第三章.md', '第九章.md', '第十章.md', '第十二章.md', '第二十章.md', '第一百零二章.md']
    ],
    [['第二章.md', '第3章.md', '第十章.md', '第11章.md']],
    [['img1.png', 'IMG2.png', 'img10.png', 'img10a.png']],
    [['1 开始.md', '2．继续.md', '10 附录.md']],
    [['v1.2.md', 'v1.10.md', 'v2.md']],
    [['a/2.md', 'a/10.md', 'a b/1.md', 'b/1.md']],
    [['文/第1章/2.md', '文/第2章/1.md', '文/第10章/1.md']],
    [['2024-01-31.md', '2024-02-01.md', '2024-10-01.md']],
    [['9'.repeat(30), `1${'0'.repeat(30)}`]]
  ])('%j', (expected) => {
    expect(sorted(expected.toReversed())).toEqual(expected)
  })

  test('names that differ by zeros, case or width alone have an order of their own', () => {
    expect(sorted(['a1', 'A1', 'a01', 'ａ1'])).toEqual(sorted(['ａ1', 'a01', 'A1', 'a1']))
  })

  test('is the same whatever the order before', () => {
    const name = fc.string({ unit: fc.constantFrom('第', '章', '二', '十', '1', '0', '9', 'a', '/', '!', '.') })
    fc.assert(
      fc.property(
        fc
          .array(name)
          .chain((names) => fc.tuple(fc.constant(names), fc.shuffledSubarray(names, { minLength: names.length }))),
        ([names, shuffled]) => {
          expect(sorted(shuffled)).toEqual(sorted(names))
        }
      )
    )
  })

  test('numbers are ordered by their value', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        fc.pre(a !== b)
        expect(sorted([`第${a}篇`, `第${b}篇`])[0]).toBe(`第${Math.min(a, b)}篇`)
      })
    )
  })
})
