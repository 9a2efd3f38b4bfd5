import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testPng } from '../../testing-pictures.ts'
import { parseArticle } from './index.ts'
import { bestOfSrcset } from './srcset.ts'

const page = (body: string, head = ''): Uint8Array =>
  Buffer.from(
    `<!doctype html><html><head><title>货架</title>${head}</head><body><article>${body}</article></body></html>`
  )
const prose = `<p>${'夜班先交接，再停移库。'.repeat(30)}</p>`
const parse = (body: string, head?: string) => parseArticle(page(prose + body, head), 'a.html')
const sources = (body: string, head?: string): (string | undefined)[] => parse(body, head).images.map(({ src }) => src)

describe('base', () => {
  const head = '<base href="https://field.example/guide/"><link rel="canonical" href="https://other.example/p/1">'

  test('is what links and pictures are relative to', () => {
    const { tree, images, url } = parse(
      '<h2 id="top">顶</h2><p><a href="next.html">下一页</a><a href="#top">顶</a><img src="a.png"></p>',
      head
    )
    expect(JSON.stringify(tree)).toContain('"href":"https://field.example/guide/next.html"')
    expect(JSON.stringify(tree)).toContain('"href":"#h-1"')
    expect(images.map(({ src }) => src)).toEqual(['https://field.example/guide/a.png'])
    expect(url).toBe('https://other.example/p/1')
  })

  test.each([
    [
      'of the page itself',
      '<base href="/guide/"><link rel="canonical" href="https://field.example/p/1">',
      'https://field.example/guide/a.png'
    ],
    [
      'without an address',
      '<base target="_blank"><link rel="canonical" href="https://field.example/p/1">',
      'https://field.example/p/a.png'
    ],
    [
      'of a disk',
      '<base href="file:///C:/x/"><link rel="canonical" href="https://field.example/p/1">',
      'https://field.example/p/a.png'
    ],
    ['of a script', '<base href="javascript:alert(1)//">', undefined]
  ])('%s', (_, written, src) => {
    expect(sources('<p><img src="a.png"></p>', written)[0]).toBe(src ?? 'a.png')
  })
})

describe('a picture for where no scripts run', () => {
  const lazy = 'https://cdn.example/a.png'
  const noscript = `<noscript><img src="${lazy}" alt="货架"></noscript>`
  test.each([
    [
      'beside an address in an attribute',
      `<p><img data-src="${lazy}" src="data:image/gif;base64,R0lGOD">${noscript}</p>`,
      [lazy]
    ],
    ['beside one without any address', `<p><img class="lazyload">${noscript}</p>`, [lazy]],
    ['beside a placeholder of the site', `<p><img src="https://cdn.example/img/loading.gif"> ${noscript}</p>`, [lazy]],
    [
      'beside an attribute that nobody knows',
      `<p><img src="data:image/svg+xml,%3Csvg/%3E" data-hi-res="${lazy}">${noscript}</p>`,
      [lazy]
    ],
    ['before its image', `<p>${noscript}<img src="https://cdn.example/1x1.gif" data-src="${lazy}"></p>`, [lazy]],
    [
      'beside the frame of its image',
      `<div><span class="w"><img src="https://cdn.example/blank.png"></span>${noscript}</div>`,
      [lazy]
    ],
    ['alone', `<p>${noscript}</p>`, [lazy]],
    [
      'beside another picture',
      `<p><img src="https://cdn.example/b.png">${noscript}</p>`,
      ['https://cdn.example/b.png', lazy]
    ],
    ['that counts visitors', `<p><noscript><img src="https://t.example/p?x" width="1" height="1"></noscript></p>`, []],
    ['that is hidden', `<noscript><img src="https://t.example/p" style="display:none"></noscript>`, []],
    [
      'for each of two',
      `<p><img class="l"><noscript><img src="${lazy}"></noscript><img class="l"><noscript><img src="https://cdn.example/b.png"></noscript></p>`,
      [lazy, 'https://cdn.example/b.png']
    ]
  ])('%s', (_, body, expected) => {
    expect(sources(body)).toEqual(expected)
    // A part of a page reads such content as text.
    const part = parseArticle(Buffer.from(prose + body), 'a.html')
    expect(part.images.map(({ src }) => src)).toEqual(expected)
    expect(part.text).not.toContain('<img')
  })

  test('text in it stays out', () => {
    expect(parse('<noscript>请打开 JavaScript</noscript>').text).not.toContain('JavaScript')
  })
})

describe('sizes of a picture', () => {
  test.each([
    ['a.png 480w, b.png 960w, c.png 1920w, d.png 3840w', 'c.png'],
    ['d.png 3840w,c.png 1920w,a.png 480w', 'c.png'],
    ['a.png 480w, b.png 960w', 'b.png'],
    ['a.png, b.png 2x, c.png 1.5x', 'b.png'],
    [
      'https://x.example/w_400,h_300/a.png 400w, https://x.example/w_800,h_600/a.png 800w',
      'https://x.example/w_800,h_600/a.png'
    ],
    [' , a.png , ', 'a.png'],
    ['a.png 100h', 'a.png'],
    ['', null]
  ])('%s', (srcset, best) => {
    expect(bestOfSrcset(srcset)).toBe(best)
  })

  test('any text is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', ' ', '1', 'x', 'w', '.') }), (srcset) => {
        const best = bestOfSrcset(srcset)
        expect(best === null || srcset.includes(best)).toBe(true)
        expect(best === '').toBe(false)
      })
    )
    expect(bestOfSrcset(`${'a'.repeat(500_000)} ${', '.repeat(200_000)}`)).toHaveLength(500_000)
  })

  const cdn = 'https://cdn.example/'
  test.each([
    ['the best is taken', `<img src="${cdn}s.jpg" srcset="${cdn}s.jpg 300w, ${cdn}l.jpg 1200w">`, `${cdn}l.jpg`],
    [
      'a script loads them',
      `<img src="data:image/gif;base64,R0lGOD" data-srcset="${cdn}s.jpg 300w, ${cdn}l.jpg 1200w">`,
      `${cdn}l.jpg`
    ],
    [
      'what every browser knows comes first',
      `<picture><source srcset="${cdn}a.avif" type="image/avif"><img src="${cdn}a.jpg"></picture>`,
      `${cdn}a.jpg`
    ],
    [
      'or else the last source',
      `<picture><source srcset="${cdn}a.avif"><source srcset="${cdn}s.webp 300w, ${cdn}l.webp 900w"><img alt="货架"></picture>`,
      `${cdn}l.webp`
    ],
    ['a script is none', `<img src="${cdn}s.jpg" srcset="javascript:alert(1) 2x">`, `${cdn}s.jpg`]
  ])('%s', (_, image, src) => {
    expect(sources(`<p>${image}</p>`)).toEqual([src])
  })

  test('a picture that the source holds is not looked for on the web', () => {
    const data = `data:image/png;base64,${Buffer.concat([testPng(200, 120), Buffer.alloc(2000)]).toString('base64')}`
    const { images, embedded } = parse(`<p><img src="${data}" srcset="${cdn}l.jpg 1200w"></p>`)
    expect(images.map(({ src }) => src)).not.toContain(`${cdn}l.jpg`)
    expect(embedded).toHaveLength(1)
    expect(sources(`<p><img src="货架_files/a.jpg" srcset="${cdn}l.jpg 1200w"></p>`)).toEqual(['货架_files/a.jpg'])
  })
})
