import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { ArticleElement } from '../../../shared/article-tree.ts'
import type { ArticlePicture } from '../../../shared/pictures.ts'
import { ArticleBody } from './article-body.tsx'
import { PicturesContext } from './pictures-context.ts'

const src = 'https://img.example.com/a.png'
const image = (attributes: ArticleElement['attributes'] = {}): ArticleElement => ({
  tag: 'img',
  attributes: { src, ...attributes },
  children: []
})

/** The markup of blocks when the picture at `src` is so. */
function markup(picture: Partial<ArticlePicture>, ...tree: ArticleElement[]): string {
  const whole: ArticlePicture = {
    src,
    cover: false,
    state: 'remote',
    sha256: null,
    width: null,
    height: null,
    failure: null,
    ...picture
  }
  const context = {
    get: (name: string) => (name === whole.src ? whole : undefined),
    enlarge() {},
    download() {},
    pair() {}
  }
  return renderToStaticMarkup(
    <PicturesContext value={context}>
      <ArticleBody tree={tree} lang="zh-CN" ref={null} />
    </PicturesContext>
  )
}

const sha256 = 'ab'.repeat(32)
const stored = { state: 'stored', sha256, width: 1200, height: 800 } as const

describe('a stored picture', () => {
  test('holds its place, loads late from the app alone, and can be enlarged', () => {
    const html = markup(stored, image({ alt: '漏斗图' }))
    expect(html).toMatch(new RegExp(`<img src="[^"]*/asset/${sha256}"`))
    expect(html).not.toContain('img.example.com')
    expect(html).toMatch(/alt="漏斗图" loading="lazy"[^>]* width="1200" height="800"/)
    expect(html).toContain('width:min(100%, 1200px)')
    expect(html).toContain('<button type="button" class="picture" aria-label="放大图片：漏斗图">')
  })

  test('is as wide as the article says, and has a name when it has no words', () => {
    const html = markup(stored, image({ width: 300 }))
    expect(html).toContain('width:min(100%, 300px)')
    expect(html).toContain('alt="图片"')
    expect(markup(stored, image({ height: 400 }))).toContain('width:min(100%, 600px)')
  })

  test('stands in the line when it is small', () => {
    expect(markup({ ...stored, width: 16, height: 16 }, image())).toContain('class="picture small"')
  })

  test('within a link has no button of its own', () => {
    const html = markup(stored, { tag: 'a', attributes: { href: 'https://example.com/' }, children: [image()] })
    expect(html).toMatch(/<a [^>]*><span class="picture"><img /)
    expect(html).not.toContain('<button')
  })
})

describe('a picture that is not there', () => {
  test.each([
    [{}, '下载图片', '未下载'],
    [{ state: 'failed', failure: 'not_found' }, '再试一次', '网站上已经没有这张图'],
    [{ state: 'missing', src: '%E5%9B%BE/a.png' }, '从文件夹配图…', '文件没找到']
  ] as const)('%o offers %s', (picture, action, words) => {
    const own = 'src' in picture ? ({ ...image(), attributes: { srcRaw: picture.src } } as const) : image()
    const html = markup(picture, own)
    expect(html).toContain(`>${action}</button>`)
    expect(html).toContain(words)
    expect(html).not.toContain('<img')
    if ('src' in picture) expect(html).toContain('图/a.png')
  })

  test('within a link offers nothing', () => {
    const html = markup({}, { tag: 'a', attributes: { href: 'https://example.com/' }, children: [image()] })
    expect(html).not.toContain('<button')
  })
})
