import { describe, expect, test } from 'vitest'
import type { ArticleTree } from '../../../../shared/article-tree.ts'
import { tailFacts } from './tail-facts.ts'

const p = (text: string): ArticleTree[number] => ({ tag: 'p', children: [text] })
const facts = (...lines: string[]) => tailFacts([p('正文。'), ...lines.map(p)])

describe('author and rights', () => {
  test.each([
    ['本文由 @陆小满 原创发布于人人都是产品经理，未经许可，禁止转载', '陆小满', 'original', '未经许可，禁止转载'],
    ['本文由@陆小满 原创发布于人人都是产品经理。未经许可，禁止转载。', '陆小满', 'original', '未经许可，禁止转载'],
    [
      '本文由 @ 陆小满 翻译发布于人人都是产品经理。未经作者许可，禁止转载',
      '陆小满',
      'translated',
      '未经作者许可，禁止转载'
    ],
    [
      '本文由 @Lu Xiaoman🌾 投稿发布于人人都是产品经理，未经授权，不得转载',
      'Lu Xiaoman🌾',
      'contributed',
      '未经授权，不得转载'
    ],
    [
      '本文由 @小满（PM） 授权发布于人人都是产品经理，未经许可，禁止转载',
      '小满（PM）',
      'authorised',
      '未经许可，禁止转载'
    ],
    [
      '本文由人人都是产品经理合作媒体 @小满社 授权发布，未经许可，禁止转载。',
      '小满社',
      'authorised',
      '未经许可，禁止转载'
    ],
    [
      '本文由 @小满（某编译社授权）发布于人人都是产品经理，未经作者许可，禁止转载。',
      '小满',
      'authorised',
      '未经作者许可，禁止转载'
    ],
    [
      '本文由人人都是产品经理作者【小满】，微信公众号：【小满笔记】，原创/授权 发布于人人都是产品经理，未经许可，禁止转载。',
      '小满',
      'authorised',
      '未经许可，禁止转载'
    ],
    ['本文原创发布于人人都是产品经理。未经许可，禁止转载', null, 'original', '未经许可，禁止转载'],
    ['作者|白露\n本文由 @小满 原创发布于人人都是产品经理，未经许可，禁止转载', '小满', 'original', '未经许可，禁止转载']
  ])('%s', (line, author, rights, licence) => {
    const lines = line.split('\n')
    const tree: ArticleTree = [
      { tag: 'p', children: lines.flatMap((text, i) => (i === 0 ? [text] : [{ tag: 'br', children: [] }, text])) }
    ]
    expect(tailFacts(tree)).toMatchObject({ author, rights, licence })
  })

  test.each([
    ['作者：小满；微信公众号：小满笔记', '小满'],
    ['作者：小满 公众号：小满笔记（ID：xm）', '小满'],
    ['作者 | 小满，编辑 | 阿东', '小满'],
    ['文 / Lu Xiaoman', 'Lu Xiaoman']
  ])('signed %s', (line, author) => {
    expect(facts(line).author).toBe(author)
  })

  test('a columnist signs the line below the label', () => {
    expect(facts('#专栏作家#', '小满，微信公众号：小满笔记，专栏作家。').author).toBe('小满')
    expect(facts('#特邀作者#', '这一行太长也没有逗号所以不是名字').author).toBeNull()
  })

  test('the rights line outranks a signature', () => {
    expect(facts('作者：笔名', '本文由 @账号 原创发布于人人都是产品经理，未经许可，禁止转载').author).toBe('账号')
  })

  test.each([
    '本文由浅入深，讲清如何发布一个功能。',
    '本文作者分享了她的复盘。',
    '不得转载二手消息，是记者的底线之一……后文很长很长',
    '题图的设计要有差异性，色彩大胆。'
  ])('prose is no fact: %s', (line) => {
    expect(facts(line)).toMatchObject({ author: null, rights: null, coverCredit: null })
  })
})

describe('cover, origin, translator', () => {
  test.each([
    ['题图来自 Unsplash，基于 CC0 协议', 'Unsplash'],
    ['题图来自Unsplash，基于CC0协议。', 'Unsplash'],
    ['题图来自 unsplash ，基于CC0协议吗', 'unsplash'],
    ['题图来自Pexels，基于 CC0 协议.', 'Pexels'],
    ['题图来自正版图库 图虫创意', '正版图库 图虫创意'],
    ['题图来自《某游戏》截图', '《某游戏》截图']
  ])('%s', (line, coverCredit) => {
    expect(facts(line).coverCredit).toBe(coverCredit)
  })

  test('an origin is an address or a link', () => {
    expect(facts('原文链接：https://example.com/a?b=1').originalUrl).toBe('https://example.com/a?b=1')
    expect(facts('原文链接：javascript:alert(1)').originalUrl).toBeNull()
    const link: ArticleTree = [
      {
        tag: 'p',
        children: [
          '原文：',
          { tag: 'strong', children: [{ tag: 'a', attributes: { href: 'https://example.com/b' }, children: ['题'] }] }
        ]
      }
    ]
    expect(tailFacts(link).originalUrl).toBe('https://example.com/b')
  })

  test('a translator', () => {
    expect(facts('译者：阿东，公众号：译言').translator).toBe('阿东')
  })

  test('facts in a quotation and before an advert are found', () => {
    const quoted: ArticleTree = [
      { tag: 'blockquote', children: [p('题图来自Pixabay，基于CC0协议')] },
      ...Array.from({ length: 40 }, () => p('报名从速'))
    ]
    expect(tailFacts(quoted).coverCredit).toBe('Pixabay')
  })
})
