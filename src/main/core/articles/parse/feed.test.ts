import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repairedTitle } from './feed.ts'

/** What the feed's writer makes of a title. */
const written = (title: string): string => title.replace(/[:/\\?*“”<>|[\]]/g, '_')
const image = (alt: string) => ({ tag: 'img' as const, attributes: { alt }, children: [] })

describe('a title with replaced signs', () => {
  it.each([
    ['库存 2-0_为什么总对不上_', '库存 2-0：为什么总对不上？'],
    ['A_B 测试(上)+[下].^$', 'A/B 测试(上)+[下].^$'],
    ['_复盘_ 一次 1-1 访谈', '“复盘” 一次 1-1 访谈'],
    ['😀_收货', '😀？收货']
  ])('%s is read from a picture: %s', (title, alt) => {
    expect(repairedTitle(title, [image('别的图'), image(alt)])).toBe(alt)
  })

  it.each([
    ['盘点_下', '盘点 下'],
    ['盘点_下', '盘点的下'],
    ['盘点_下', '盘点_下'],
    ['盘点-下', '盘点：下'],
    ['盘点_下', '盘点：：下']
  ])('%s is not %s', (title, alt) => {
    expect(repairedTitle(title, [image(alt)])).toBeNull()
  })

  it('any title is repaired', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const title = text.replace(/\s+/g, ' ').trim()
        const repaired = repairedTitle(written(title), [image(title)])
        expect(repaired).toBe(written(title) === title ? null : title)
      })
    )
  })
})
