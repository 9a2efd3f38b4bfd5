import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ArticleElement, ArticleTree } from '../../../../shared/article-tree.ts'
import { promotionFrom, withoutPromotion } from './promotion.ts'
import { blockSigns } from './promotion-signs.ts'
import { treeToText } from './tree-text.ts'

/** One block a line: `##` a heading, `>` a quotation, `-` a list, `[209x209 …]` pictures of these sizes, else a paragraph. */
function blocks(lines: string): ArticleTree {
  return lines.trim().split('\n').map(block)
}
function block(line: string): ArticleElement {
  const text = line.trim()
  if (text.startsWith('## ')) return { tag: 'h2', children: [text.slice(3)] }
  if (text.startsWith('> ')) return { tag: 'blockquote', children: [{ tag: 'p', children: [text.slice(2)] }] }
  if (text.startsWith('- ')) return { tag: 'ul', children: [{ tag: 'li', children: [text.slice(2)] }] }
  if (!text.startsWith('[')) return { tag: 'p', children: [text] }
  const images = [...text.matchAll(/(\d+)x(\d+)/g)].map(([, width, height]): ArticleElement => ({
    tag: 'img',
    attributes: { src: 'https://img.example.com/1.png', width: Number(width), height: Number(height) },
    children: []
  }))
  return { tag: 'p', children: images }
}

const border = (lines: string, title = '仓库里的产品经理'): number | null => {
  const tree = blocks(lines)
  return promotionFrom(title, tree, treeToText(tree))
}
/** The text of the block at the border. */
const opening = (lines: string, title?: string): string | null => {
  const from = border(lines, title)
  return from === null ? null : treeToText(blocks(lines).slice(from, from + 1))
}

const ARTICLE = `
> 编辑导语：盘点差异不是数错了，而是流程里有人绕过了系统。
去年我们在三个仓库待了两个月，看货从哪里来，又从哪里不见。
## 一、差异从哪里来
最常见的是先出库后补单：司机等在门口，单子晚上才录。
[900x420]
其次是退货，退回来的东西放在角落，没有人知道该算谁的。
## 二、先改一个动作
我们没有做大屏，只把补单的入口关掉，让出库必须先有单。
第一周怨声不断，第三周差异少了六成，后来没有人再提这件事。
做流程产品，难的不是画图，而是让绕路比走正路更麻烦。`

describe('an advert at the end', () => {
  test('of a course, with posters and codes to scan', () => {
    const advert = `
如果你也想把流程画明白，却不知道从哪里下手，不用担心，我们为你准备了一套系统的方法。
都写在《60天流程产品实战营》里。
[924x520]
报名后你将收获：
> ◎ 一套画流程的方法；◎ 两个可以放进作品集的项目。
[600x900]
[600x900]
[600x900]
由十年经验的导师亲授，课程共 18 节直播课。
名额有限，扫码加顾问领取课程大纲
👇👇👇
[209x209]`
    expect(opening(ARTICLE + advert)).toMatch(/^如果你也想/)
  })

  test('from the heading above the pitch, whatever stands between', () => {
    const advert = `
## 三、写在最后
[800x300]
为了帮助更多产品新人少走弯路，我们特邀三位专家准备了一门公开课。
公开课适合谁：刚入行的产品经理
价值 99 元的课程，限时免费，先到先得！
扫描下方二维码，添加小助手进群
▼
[182x182]`
    expect(opening(ARTICLE + advert)).toBe('三、写在最后')
  })

  test('asking for votes, with the author and rights below', () => {
    const advert = `
## 为我投票
我在参加年度作者评选，希望喜欢这篇文章的朋友来支持。
点击下方链接，每人每天可投三票，还能参与抽奖。
请给我投一票，投票就送纪念品。
投票传送门：https://vote.example.com/7
专栏作家
林知夏，公众号：仓里仓外，专注供应链产品。
本文原创发布于某站，未经许可，禁止转载。`
    expect(opening(ARTICLE + advert)).toBe('为我投票')
  })

  test('keeps its place when author and rights follow', () => {
    const advert = `
最后，给大家申请到了几个免费名额：
- 扫码报名《需求访谈训练营》，早鸟价 199 元/人
- 添加班主任微信，领取资料包
长按识别下方二维码，立即报名
[200x200]`
    const facts = `
作者：林知夏，公众号：仓里仓外
本文由 @林知夏 原创发布于某站，未经许可，禁止转载。
题图来自 Unsplash，基于 CC0 协议`
    expect(border(ARTICLE + advert)).toBe(10)
    expect(border(ARTICLE + advert + facts)).toBe(10)
  })
})

describe('an article that is an advert', () => {
  test('of a class', () => {
    const lines = `
画原型是产品新人最常被问到的本事。
周四晚八点，我们特邀十年经验的老师，准备了一场直播公开课。
[446x793]
## 你将学到
- 原型的三个误区
## 公开课适合谁
- 想转行的人，想画得更快的人
## 授课老师
带过两千名学员的导师
## 如何参与
价值 69 元的课程，限时免费报名！
扫码进群，手慢无！
▼
[182x182]`
    expect(border(lines)).toBe(0)
  })

  test('of an event, all posters', () => {
    const posters = '[900x1600 900x1600 900x1600 900x1600]\n今年的主题是“往深处走”，更多动态实时更新中。'
    expect(border(posters, '春季产品大会正式官宣')).toBe(0)
    expect(border(posters, '春天的四张照片')).toBeNull()
  })
})

describe('no advert', () => {
  test.each([
    ['a plain article', ''],
    [
      'author, bio and rights',
      `
## #专栏作家#
林知夏，微信公众号：仓里仓外，某站专栏作家。十年供应链产品经验，做过课程，也带过学员。
欢迎关注公众号交流。
本文由 @林知夏 原创发布于某站，未经许可，禁止转载
题图来自 Unsplash，基于 CC0 协议
该文观点仅代表作者本人，平台仅提供信息存储空间服务。`
    ],
    [
      'an article about codes, coupons and sign-ups',
      `
## 三、门店的二维码
店员让顾客扫码加入会员，再用优惠券把人带回来。
报名页只留手机号，转化率从两成涨到三成五。
限时优惠不能天天有，名额也要真的有限，否则没有人再信。
社群里每天发福利，第二个月就没有人说话了。
训练营结束之后，学员留下的不到一成，课程本身没有问题。
所以扫码只是开始，要紧的是顾客为什么回来。
把这一件事做好，比多做三个活动更有用。`
    ],
    [
      'one line that asks to follow',
      `
以上就是这次的记录。
想看流程图的朋友，可以在公众号后台回复“盘点”。`
    ],
    [
      'an advert in the middle',
      `
扫码报名《流程训练营》，名额有限
添加小助手，领取资料包
立即报名，先到先得
长按识别下方二维码
${'后来我们又回到仓库，把每一个动作重新走了一遍，发现真正的问题不在系统里。\n'.repeat(24)}`
    ]
  ])('%s', (_, end) => expect(border(ARTICLE + end)).toBeNull())

  test.each(['', '扫码报名', '[209x209]'])('%j alone', (lines) => expect(border(lines)).toBeNull())
})

test('is within the tree, and a plain article before it changes nothing but its place', () => {
  const line = fc.constantFrom(
    '扫码报名，名额有限',
    '公开课适合谁',
    '👇👇',
    '[200x200]',
    '## 一',
    '平平常常的一段话，什么也不卖。',
    '本文由 @甲 原创'
  )
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
      const tree = blocks(lines.join('\n'))
      const from = promotionFrom('甲', tree, treeToText(tree))
      expect(blockSigns(tree)).toHaveLength(tree.length)
      if (from === null) return
      expect(from).toBeGreaterThanOrEqual(0)
      expect(from).toBeLessThan(tree.length)
      const later = blocks(`${ARTICLE}\n${'又是平平常常的一段话。\n'.repeat(40)}${lines.join('\n')}`)
      const moved = promotionFrom('甲', later, treeToText(later))
      expect(moved).not.toBe(0)
      if (from > 0) expect(moved).toBe(from + later.length - tree.length)
    })
  )
})

test('without it: reading time, excerpt, and how much text stands before', () => {
  const tree = blocks(`一句话。\n扫码报名\n${'课程'.repeat(2000)}`)
  const text = treeToText(tree)
  expect(withoutPromotion(tree, text, 1)).toEqual({ promotionText: 4, excerpt: '一句话。', readingMinutes: 1 })
  expect(text.slice(0, 4)).toBe('一句话。')
  for (const from of [null, 0]) {
    const { promotionText, readingMinutes } = withoutPromotion(tree, text, from)
    expect({ promotionText, readingMinutes }).toEqual({ promotionText: null, readingMinutes: 10 })
  }
})
