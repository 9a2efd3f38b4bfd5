import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TEXT_ENCODINGS } from '../../../../shared/imports.ts'
import { decodeText, MAX_SOURCE_BYTES } from './decode.ts'
import { ParseError } from './parsed-article.ts'

const PROSE =
  '产品经理在排期会上最怕听到的一句话，是“这个需求很简单”。需求简单，不等于业务简单；业务简单，也不等于没有人为它负责。我们先把问题写下来，再决定要不要做。'
const TRADITIONAL =
  '產品經理在會議上最怕聽到的一句話，是「這個需求很簡單」。需求簡單，不等於業務簡單；我們先把問題寫下來，再決定要不要做，這樣才不會後悔。'
const JAPANESE =
  '在庫がなぜ合わないのか、会議で三回も話しました。伝票を一枚ずつ見ていくと、棚の移動が戻っていません。まず紙で流れを確かめてから、システムを直すことにしました。'
const KOREAN =
  '재고가 왜 맞지 않는지 회의에서 세 번이나 이야기했습니다. 전표를 한 장씩 확인해 보니 창고 사이의 이동이 기록되지 않았습니다. 먼저 종이로 흐름을 확인하고 나서 시스템을 고치기로 했습니다.'
const FRENCH =
  'L’inventaire n’était jamais juste : trente-sept pièces manquaient. Nous avons vérifié chaque reçu, puis découvert que le déplacement n’était pas enregistré.'

/** Bytes of a text in an encoding that the platform can only decode. */
function encode(label: 'gb18030' | 'big5' | 'shift_jis' | 'euc-kr' | 'windows-1252', text: string): Uint8Array {
  const decoder = new TextDecoder(label)
  const codes = new Map<string, number[]>()
  const learn = (...bytes: number[]): void => {
    const character = decoder.decode(new Uint8Array(bytes))
    if (character.length === 1 && character !== '\ufffd' && !codes.has(character)) codes.set(character, bytes)
  }
  for (let byte = 0; byte <= 0xff; byte++) learn(byte)
  for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) learn(lead, trail)
  return new Uint8Array([...text].flatMap((character) => codes.get(character) ?? [0x3f]))
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
    ['Shift_JIS', encode('shift_jis', JAPANESE), 'shift_jis', JAPANESE],
    ['EUC-KR', encode('euc-kr', KOREAN), 'euc-kr', KOREAN],
    ['Windows-1252', encode('windows-1252', FRENCH), 'windows-1252', FRENCH],
    [
      'Markdown with little Chinese',
      encode('gb18030', `# SKU\n\n- count: 12\n- 仓库的数\n`),
      'gb18030',
      '# SKU\n\n- count: 12\n- 仓库的数\n'
    ],
    [
      'a page that names Shift_JIS',
      encode('shift_jis', `<meta http-equiv="Content-Type" content="text/html; charset=x-sjis"><p>${JAPANESE}</p>`),
      'shift_jis',
      `<meta http-equiv="Content-Type" content="text/html; charset=x-sjis"><p>${JAPANESE}</p>`
    ],
    [
      'a page in UTF-8 that kept an older label',
      utf8(`<meta charset="gbk"><p>${PROSE}</p>`),
      'utf-8',
      `<meta charset="gbk"><p>${PROSE}</p>`
    ],
    [
      'a page whose label is unknown',
      encode('gb18030', `<meta charset="x-unknown"><p>${PROSE}</p>`),
      'gb18030',
      `<meta charset="x-unknown"><p>${PROSE}</p>`
    ],
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

describe('the beginning of a text', () => {
  const sources = [
    ['utf-8', PROSE, utf8(PROSE)],
    ['gb18030', PROSE, encode('gb18030', PROSE)],
    ['big5', TRADITIONAL, encode('big5', TRADITIONAL)],
    ['shift_jis', JAPANESE, encode('shift_jis', JAPANESE)],
    ['euc-kr', KOREAN, encode('euc-kr', KOREAN)],
    ['utf-16le', PROSE, utf16(PROSE, false, false)],
    ['utf-16be', PROSE, utf16(PROSE, true, false)]
  ] as const

  test.each(sources)('in %s is told, wherever it ends', (encoding, text, bytes) => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: bytes.length }), (length) => {
        const decoded = decodeText(bytes.subarray(0, length))
        expect(decoded.encoding).toBe(encoding)
        // A character that is cut shows as one that is broken.
        expect(text.startsWith(decoded.text.replace(/\ufffd+$/, ''))).toBe(true)
      })
    )
  })

  test.each(sources)('in %s is refused by name or read, however short', (_, __, bytes) => {
    for (let length = 0; length < 24; length++) {
      try {
        expect(decodeText(bytes.subarray(0, length)).text).not.toBe('')
      } catch (error) {
        expect(error).toBeInstanceOf(ParseError)
      }
    }
  })
})

describe('a chosen encoding', () => {
  test.each(TEXT_ENCODINGS)('%s is used, whatever the bytes are', (chosen) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (noise) => {
        const bytes = new Uint8Array([0x61, 0x62, ...noise])
        const expected = new TextDecoder(chosen).decode(bytes)
        expect(decodeText(bytes, chosen)).toEqual({
          text: expected,
          encoding: chosen,
          damaged: expected.includes('\ufffd')
        })
      })
    )
  })

  test('settles what the bytes leave open', () => {
    const short = encode('big5', '庫存')
    expect(decodeText(short, 'big5').text).toBe('庫存')
    expect(decodeText(encode('shift_jis', '在庫'), 'shift_jis').text).toBe('在庫')
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
