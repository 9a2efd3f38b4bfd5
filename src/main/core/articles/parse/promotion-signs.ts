import type { ArticleElement } from '../../../../shared/article-tree.ts'
import { treeImages } from './tree-images.ts'
import { treeToText } from './tree-text.ts'

/** What one top-level block says for or against being part of an advert. */
export interface BlockSigns {
  /** Positive for promotion, negative for prose, 0 for what says nothing: a picture, a line about the author or rights. */
  points: number
  /** It asks the reader to do something that sells: scan, sign up, add someone, vote. */
  asks: boolean
  /** It turns from the article's matter to what is sold. */
  opens: boolean
  heading: boolean
  /** Characters of its text. */
  length: number
}

interface SignGroup {
  pattern: RegExp
  points: number
  /** The most points that the group gives one block, however many of its words are there. */
  most: number
}

/**
 * Requests. The words alone (报名, 扫码) are common in articles about growth and retail, so most need their object or
 * their urgency. Without one of these anywhere nothing is an advert: adverts end in a request.
 */
const ASKS = anyOf(
  // Codes to scan.
  /扫码(?:加|进|入|获取|领|报名|咨询|添加|查看|了解|听课|关注|购|抢|立即|二维码)/,
  /[↓▼\s]扫码/,
  /扫(?:描|一扫)?(?:下方|上方|下面|图中|文末|海报|以下)[的中]{0,2}.{0,6}二维码/,
  /长按(?:识别|扫|图片|下方|保存)/,
  /(?:识别|扫描)(?:下方|图中|上方).{0,6}码/,
  // Signing up and buying, now.
  /(?:立即|马上|赶紧|抓紧|现在|火热|限时|免费|点击|速来).{0,4}(?:报名|抢购|抢票|购票|订阅|抢位|试听|抢占|锁定)/,
  /报名(?:后|链接|方式|入口|通道|即可|咨询|二维码|地址|请)/,
  /免费(?:领取|咨询|名额|入群|测评)/,
  /先到先得|手慢无/,
  // Someone to add, a word to send, a link to follow.
  /(?:添加|加).{0,10}(?:顾问|小助手|助教|班主任|助理|客服)/,
  /加(?:我|老师)的?(?:微信|[Vv][Xx])/,
  /(?:后台|公众号|公号|对话框).{0,6}回复/,
  /戳(?:链接|这里|下方|下图|原文|海报)/,
  /[点击戳].{0,6}(?:阅读原文|下方链接|文末链接)/,
  // Votes.
  /[为给帮]我们?投上?一?票/,
  /投票(?:传送门|通道|链接|入口)/,
  /996\.pm/
)

const GROUPS: SignGroup[] = [
  { pattern: new RegExp(ASKS, 'g'), points: 3, most: 4 },
  // Scarcity and price: what an offer is made of. Prices only as an offer writes them.
  {
    pattern:
      /限量|限时|限额|名额|立减|立省|早鸟|原价|优惠(?:价|券|码)?|仅需|低至|福利|抽奖|免费|包邮|价值\s*\d+\s*元|[¥￥]\s*\d|\d+\s*元\/(?:人|位|年)|满减|返现/g,
    points: 1,
    most: 2
  },
  // What is sold, by names that prose seldom has: a class, a camp, a ticket.
  {
    pattern:
      /训练营|特训营|实战[班营]|集训营|体系课|系统课|公开课|直播课|精品课|好课|专栏课|开课|课表|课程(?:大纲|表|内容|福利|亮点)|授课|购票|门票|售票|大会|峰会|专场直播|知识星球|交流群|学习群|社群/g,
    points: 2,
    most: 3
  },
  // Words around a course; each is harmless by itself.
  {
    pattern: /课程|课堂|学院|讲师|导师|老师|学员|班主任|直播|大纲|大咖|资料包|礼包|老司机|名师|亲授|专家/g,
    points: 1,
    most: 2
  },
  // "You will get": the list of gains that every course page has.
  {
    pattern:
      /你(?:将|会|可以|能)(?:收获|学到|获得|得到|掌握)|帮(?:助)?你|适合(?:谁|人群|什么样的人|哪些人)|等你来|不见不散|感兴趣的(?:同学|朋友|小伙伴)|想了解更多/g,
    points: 1,
    most: 2
  }
]

/** Sentences that lead from the article to the offer. */
const OPENS =
  /^(?:如果(?:你|您|还|大家|屏幕前).{0,60}(?:不足|不够|困惑|困扰|迷茫|想|不知道|担心|问题|需要)|为了?(?:帮助|让|解决).{0,60}(?:我们|特邀|特地|推出|准备)|(?:最后|在此|这里|接下来|今天).{0,12}(?:推荐|介绍|安利|申请|福利|送)|(?:推荐|安利)(?:大家|你|一))|(?:为|给)(?:你|大家|各位)?(?:.{0,6})准备了/

/** Prose about selling: someone else's customers scan and sign up, not the reader. */
const OTHERS =
  /(?:让|引导|邀请|提醒|要求|吸引|请)(?:.{0,4})(?:顾客|用户|客户|消费者|粉丝|会员|员工)|(?:顾客|用户|客户|消费者|店员|导购|商家|粉丝)(?:.{0,10})(?:扫码|报名|购买|领取|关注|添加|下单|点击|投票)/

/** Lines about author and rights often follow an advert; they are neither advert nor prose. */
const FACT =
  /^(?:本文|题图|封面|头图|作者|撰文|来源|译者|翻译|原文|该文观点|公众号|专栏作家|#\s*专栏作家|-\s*END|END|\(完\)|（完）)|专栏作家。|转载/i

/** Pointing hands and arrows alone on a line show where a code is. */
const POINTER = /^[\s👇👆⬇↓▼▽⏬🔻☟☞👉]{1,12}$/u

const HEADING = /^h[1-6]$/
/** A block of prose; a longer one weighs more against an advert, for adverts are written in short lines. */
const PROSE = -1
const LONG_PROSE = -1.5
const LONG = 120
/** In a long block a word or two is chance: its points are cut to this. */
const MOST_IN_LONG = 2

/** A code to scan: square, at most this many pixels wide, at most this many blocks away from a request or pointer. */
const CODE_WIDTH = 300
const CODE_DISTANCE = 2
const CODE_POINTS = 2
/** From this many pictures on without a word between them, each is a poster. */
const POSTERS = 3
const POSTER_POINTS = 1

/** Whether a text holds any request; one test sorts most articles out. */
export const hasRequest = (text: string): boolean => ASKS.test(text)

/** Whether a line tells of the author, the rights or the cover and nothing of the matter. */
export const isFactLine = (line: string): boolean => FACT.test(line)

/** Reads the signs of each block, pictures by what is around them. */
export function blockSigns(tree: readonly ArticleElement[]): BlockSigns[] {
  const signs = tree.map(signsOf)
  let pictures = 0
  for (const [i, block] of tree.entries()) {
    const own = signs[i]
    if (own === undefined || own.length > 0) {
      pictures = 0
      continue
    }
    const images = treeImages([block])
    if (images.length === 0) continue
    pictures += images.length
    const square = images.some(
      ({ width, height }) =>
        width !== null && height !== null && width <= CODE_WIDTH && Math.abs(width - height) <= width / 10
    )
    const near = signs.slice(Math.max(0, i - CODE_DISTANCE), i + CODE_DISTANCE + 1)
    if (square && near.some((other) => other.asks)) own.points += CODE_POINTS
    else if (pictures >= POSTERS) own.points += POSTER_POINTS
  }
  return signs
}

function signsOf(block: ArticleElement): BlockSigns {
  const text = treeToText([block]).trim()
  const heading = HEADING.test(block.tag)
  const none = { points: 0, asks: false, opens: false, heading, length: text.length }
  if (text === '' || isFactLine(text)) return none
  if (OTHERS.test(text)) return { ...none, points: PROSE }
  // A pointer asks to look at the code below it.
  if (POINTER.test(text)) return { ...none, points: 1, asks: true }
  let points = 0
  for (const group of GROUPS) {
    const found = text.match(group.pattern)?.length ?? 0
    points += Math.min(found * group.points, group.most)
  }
  const opens = OPENS.test(text)
  if (opens) points += 1
  const long = text.length > LONG
  if (points === 0) points = heading ? 0 : long ? LONG_PROSE : PROSE
  else if (long && block.tag === 'p') points = Math.min(points - 1, MOST_IN_LONG)
  return { ...none, points, asks: ASKS.test(text), opens }
}

function anyOf(...patterns: RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'))
}
