import { describe, expect, it } from 'vitest'
import { fitsSource, fittingTags, textWidth } from './row-fit.ts'

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
})

it('textWidth counts Hanzi as a full em', () => {
  expect(textWidth('权限')).toBe(24)
  expect(textWidth('CRM')).toBe(21)
})

describe('fitsSource', () => {
  const parts = ['腾讯媒体研究院', '2023年10月18日', '12分钟']
  it.each([
    ['人人都是产品经理', parts, 280, false],
    ['人人都是产品经理', parts, 320, false],
    ['人人都是产品经理', parts, 340, true],
    ['B端', parts, 285, true],
    ['人人都是产品经理', [], 60, true]
  ])('%s before %j in %i px: %s', (source, others, room, expected) => {
    expect(fitsSource(source, others, room)).toBe(expected)
  })
})
