import { expect, test } from 'vitest'
import { processorTime } from '../testing.ts'
import { elements, firstElement, readXml, textIn } from './xml.ts'

test('elements by name without prefix, in order, with all text below them', () => {
  const xml = readXml('<p:a x:id="1">一<b>二<c>三</c></b><![CDATA[四]]><b/>五</p:a><a>六&amp;七</a>')
  expect(elements(xml, 'a').map(({ text }) => text)).toEqual(['一二三四五', '六&七'])
  expect(elements(xml, 'b').map(({ text }) => text)).toEqual(['二三', ''])
  expect(firstElement(xml, 'a')?.attributes.get('id')).toBe('1')
  expect(textIn(xml, 'c')).toBe('三')
  expect(firstElement(xml, 'd')).toBeUndefined()
  expect(xml.text).toBe('一二三四五六&七')
})

test('an element that never ends has the rest of the file', () => {
  expect(firstElement(readXml('<a>一<b>二'), 'b')?.text).toBe('二')
})

test('elements beyond measure are refused', () => {
  expect(() => readXml('<a>'.repeat(102))).toThrow(RangeError)
  expect(() => readXml(' '.repeat(8 * 1024 * 1024 + 1))).toThrow(RangeError)
})

test('a deep and long table of contents takes time by its length alone', async () => {
  const levels = 95
  const xml = `${'<navPoint>'.repeat(levels)}${'<navPoint><text>章</text></navPoint>'.repeat(20_000)}${'</navPoint>'.repeat(levels)}`
  const read = (): void => {
    const points = elements(readXml(xml), 'navPoint')
    expect(points).toHaveLength(20_000 + levels)
    expect(points.every((point) => textIn(point, 'text') === '章')).toBe(true)
  }
  expect(await processorTime(read)).toBeLessThan(10_000)
})
