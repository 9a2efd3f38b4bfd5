import { describe, expect, it } from 'vitest'
import { fittingTags, tagWidth } from './tag-fit.ts'

describe('fittingTags', () => {
  it.each([
    [[], 200, 0],
    [['权限与流程', '复盘'], 200, 2],
    [['权限与流程', '复盘'], 80, 1],
    [['权限与流程', '复盘', 'CRM'], 142, 2],
    [['一个长得放不下的标签名字'], 60, 1]
  ])('%j in %i px: %i', (tags, room, expected) => {
    expect(fittingTags(tags, room)).toBe(expected)
  })

  it('counts Hanzi as a full em', () => {
    expect(tagWidth('权限') - tagWidth('')).toBe(24)
    expect(tagWidth('CRM') - tagWidth('')).toBe(21)
  })
})
