import { describe, expect, test } from 'vitest'
import { decodeText, MAX_SOURCE_BYTES } from './decode.ts'
import { ParseError } from './parsed-article.ts'

const PROSE =
  '产品经理在排期会上最怕听到的一句话，是“这个需求很简单”。需求简单，不等于业务简单；业务简单，也不等于没有人为它负责。我们先把问题写下来，再决定要不要做。'
const TRADITIONAL =
  '產品經理在會議上最怕聽到的一句話，是「這個需求很簡單」。需求簡單，不等於業務簡單；我們先把問題寫下來，再決定要不要做，這樣才不會後悔。'

/** Bytes of a text in a two-byte encoding that the platform can only decode. */
function encode(label: 'gb18030' | 'big5', text: string): Uint8Array {
  const decoder = new TextDecoder(label)
  const codes = new Map<string, [number, number]>()
  for (let lead = 0xa1; lead <= 0xf9; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(new Uint8Array([lead, trail]))
      if (character.length === 1 && !codes.has(character)) codes.set(character, [lead, trail])
    }
  }
  return new Uint8Array([...text].flatMap((character) => codes.get(character) ?? [character.charCodeAt(0) & 0x7f]))
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes)
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('encodings', () => {
  test.each([
    ['UTF-8', utf8(PROSE), 'utf-8', PROSE],
    ['UTF-8 with mark', utf8(`\ufeff${PROSE}`), 'utf-8', PROSE],
    ['GB18030', encode('gb18030', PROSE), 'gb18030', PROSE],
    ['Big5', encode('big5', TRADITIONAL), 'big5', TRADITIONAL],
    ['UTF-16LE with mark', utf16(PROSE, false, true), 'utf-16le', PROSE],
    ['UTF-16BE with mark', utf16(PROSE, true, true), 'utf-16be', PROSE],
    ['UTF-16LE', utf16(PROSE, false, false), 'utf-16le', PROSE],
    ['UTF-16BE', utf16(PROSE, true, false), 'utf-16be', PROSE],
    [
      'English UTF-16LE',
      utf16('Plain English prose.\r\nTwo lines.', false, false),
      'utf-16le',
      'Plain English prose.\r\nTwo lines.'
    ],
    ['a short GB18030 title', encode('gb18030', '产品经理如何做好需求管理'), 'gb18030', '产品经理如何做好需求管理'],
    [
      'a page that names its charset',
      encode('gb18030', `<html><meta charset="gb2312"><p>${PROSE}</p>`),
      'gb18030',
      `<html><meta charset="gb2312"><p>${PROSE}</p>`
    ]
  ])('%s', (_, bytes, encoding, text) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, damaged: false })
  })

  test('a file cut off within a character is still UTF-8, and says so', () => {
    const decoded = decodeText(utf8(PROSE).subarray(0, -4))
    expect(decoded).toMatchObject({ encoding: 'utf-8', damaged: true })
    expect(PROSE.startsWith(decoded.text.replace('\ufffd', ''))).toBe(true)
  })

  test('one broken byte costs one character', () => {
    const bytes = utf8(PROSE)
    bytes[31] = 0xff
    const decoded = decodeText(bytes)
    expect(decoded).toMatchObject({ encoding: 'utf-8', damaged: true })
    expect(decoded.text.slice(20)).toBe(PROSE.slice(20 + PROSE.length - decoded.text.length))
  })
})

describe('files that are no text', () => {
  test.each([
    ['nothing', new Uint8Array(), 'empty_file'],
    ['white space', utf8(' \r\n\t\u3000\n'), 'empty_file'],
    ['only a mark', utf8('\ufeff'), 'empty_file'],
    ['a PDF', utf8('%PDF-1.7 and so on'), 'binary'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'binary'],
    ['a Word document', new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), 'binary'],
    ['zero bytes', new Uint8Array(200), 'binary'],
    ['noise', new Uint8Array(3000).map((_, i) => (i * i * 31 + i * 7 + 128) & 0xff), 'binary'],
    ['too many bytes', new Uint8Array(MAX_SOURCE_BYTES + 1), 'too_large']
  ])('%s', (_, bytes, code) => {
    try {
      decodeText(bytes)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ParseError)
      expect(error).toMatchObject({ code })
    }
  })
})
