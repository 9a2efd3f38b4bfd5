import { attribute, isElement } from './html.ts'
import type { HtmlElement, HtmlNode } from './html.ts'

/**
 * What tag, role, class and id say of an element. `frame`: it stands around a page's content. `comments`: so do readers'
 * comments, unless they are the content. `about`: it names author, date and the like. `weak`: it may be a frame, if it
 * holds links and no prose. `lead`: a summary above the content. `notes`: those at its foot. `content`: it holds the content,
 * and little else.
 */
export type Sign = 'frame' | 'comments' | 'about' | 'weak' | 'lead' | 'notes' | 'content'

const FRAME_TAGS = new Set(['nav', 'footer', 'aside', 'dialog'])
const FRAME_ROLES = new Set(
  'navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tablist'.split(' ')
)

/** Names as they stand in class and id, whole or between hyphens; also in pinyin. */
const names = (...list: string[]): RegExp => new RegExp(`(?:^|[\\s_-])(?:${list.join('|')})(?=$|[\\s_-])`)

const COMMENTS = names(
  'comments?',
  'comment-?list|discuss(?:ion)?_container|respond|disqus(?:_thread)?|waline|valine|gitalk|giscus|utterances|pinglun|liuyan'
)
const FRAME = names(
  'nav(?:bar|box|igation|s)?|topnav|topbar|site-?(?:header|footer|nav|info)|masthead|side-?bar|sider?|rightbar|leftbar|menus?',
  'bread-?crumbs?|crumbs?|foot(?:er)?|footbar|pagination|pager|page-?nav|prev-?next|post-?nav(?:igation)?|back-?to-?top|go-?top',
  'related(?:-?\\w+)?|recommend\\w*|guess-?like|hot-?(?:list|news|posts?|articles?)|rank(?:ing|list)?|more-?(?:news|articles?|stories)',
  'shar(?:e|ing)|share-?\\w+|sharedaddy|social|sns|subscri(?:be|ption)|newsletter|cookies?(?:-?\\w+)?|consent|gdpr',
  'modal|pop-?up|overlay|toast|tooltip|login|log-?in|sign-?(?:in|up)|register|tool-?bar|skip-?(?:link|to-?content)',
  'ads?|adsense|advert\\w*|sponsor\\w*|promo\\w*|app-?download|download-?app|open-?app|search(?:-?(?:box|form|bar))?',
  'edit-?(?:link|page|section|this-?page)|mw-editsection|catlinks|printfooter|sr-only|visually-hidden|screen-reader-text|noprint',
  'daohang|caidan|tuijian|xiangguan|fenxiang|guanggao|mianbaoxie|cebian(?:lan)?|dibu|remen'
)
const ABOUT = names(
  'meta(?:-\\w+)?|(?:post|article|entry)-?info|info|by-?line\\w*|author\\w*|avatar|stats?|statistics|views|read-?count',
  '(?:pub(?:lish(?:ed)?)?-?)?(?:date|time)|posted-on|copy-?right|license|shijian|laiyuan|banquan'
)
const WEAK = names(
  'head(?:er)?|profile|user-?\\w*|toc|table-?of-?contents|catalog(?:ue)?|outline|tags?|tag-?\\w+|path|position|buttons?|btns?',
  'banner|widgets?|widget-?\\w+|actions?|vot(?:e|ing)\\w*|likes?|praise|qr-?code|qr|archives?|recent\\w*|popular|latest|next|prev(?:ious)?',
  'follow\\w*|donat(?:e|ion)|reward|appreciate|bottom|top|extra|links?|friend-?links?|categor(?:y|ies)|actionbar|biaoqian'
)
const LEAD = names(
  'summary|lead|lede|excerpt|intro(?:duction)?|abstract|sub-?title|dek|standfirst|digest|post-?desc(?:ription)?'
)
const CONTENT =
  /(?:^|[\s_-])(?:js_content|rich_media_content|rich-?text|markdown[-_]?body|theme-doc-markdown|mw-parser-output|(?:entry|post|article|blog|news|topic|page|story|thread|reply|note|main|body|text)[-_]?(?:content|body|text|detail)|content_views|art(?:i|icle)body|post-?full-?content)(?=$|\s|__|--)|(?:^|\s)(?:content|main|markdown|contents?[-_]?(?:main|body|inner|area|wrap(?:per)?))(?=$|\s)/

const NOTES = names('foot-?notes?(?:[-_]\\w+)?|end-?notes?|references?|ref-?list|bibliography')
/** Boxes that an author sets apart. */
const CALLOUT = names('alert|admonition|callout|notice|note|tip|warning|caution|hint|danger|important')

/** The sign of an element; the name of what holds the content weighs more than what else it is called. */
export function signOf(element: HtmlElement): Sign | null {
  if (attribute(element, 'itemprop') === 'articleBody') return 'content'
  const id = attribute(element, 'id') ?? ''
  // Longer ones are made from headings.
  const written = `${attribute(element, 'class') ?? ''} ${id.split(/[-_]/).length <= 3 ? id : ''}`.slice(0, 500)
  const called = written.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
  const isCalled = called !== ' '
  if (isCalled && NOTES.test(called)) return 'notes'
  if (isCalled && CONTENT.test(called)) return 'content'
  if (isCalled && COMMENTS.test(called)) return 'comments'
  const role = attribute(element, 'role')
  if (FRAME_TAGS.has(element.tagName) || (role !== undefined && FRAME_ROLES.has(role))) return 'frame'
  if (isCalled && FRAME.test(called)) return 'frame'
  if (isCalled && LEAD.test(called)) return 'lead'
  if (isCalled && CALLOUT.test(called)) return null
  if (isCalled && ABOUT.test(called)) return 'about'
  return element.tagName === 'header' || (isCalled && WEAK.test(called)) ? 'weak' : null
}

const UNSEEN = names(
  'sr-only|visually-hidden|screen-reader-text|noprint|mw-editsection|edit-?(?:link|section)|skip-?link|jump-link|headerlink'
)

/** Whether a word or two in a line are there for machines and printers only, by what they are called. */
export const isUnseen = (element: HtmlElement): boolean =>
  UNSEEN.test((attribute(element, 'class') ?? '').toLowerCase())

/** Headings of lists that lead away from a page. */
export const LEADS_AWAY =
  /^(?:相关(?:阅读|文章|推荐|资讯|新闻|内容)|推荐(?:阅读|文章)|为你推荐|猜你喜欢|热门|热文|图片新闻|24小时|延伸阅读|往期|更多|你可能|大家都在看|最新|上一篇|下一篇|分享到|标签|关注我们|发表评论|全部评论|related|recommended|you (?:might|may) also|more (?:from|stories|like)|read next|popular|latest|share this|leave a|previous|next|follow us|tags?\b)/i

/** What the foot of a page says. */
export const IMPRINT =
  /ICP[备证]|公网安备|版权所有|违法和不良信息|举报(?:电话|邮箱)|营业执照|增值电信|©|\(c\) ?\d{4}|all rights reserved|powered by|privacy policy|terms of (?:use|service)|隐私政策|用户协议|关于我们/i

/** Nodes looked at for the first words of an element. */
const MAX_NODES = 50

/** The beginning of an element's text, without walking all of it. */
export function firstText(element: HtmlElement, length: number): string {
  let text = ''
  const open: HtmlNode[] = [element]
  for (let looked = 0; looked < MAX_NODES && text.length < length; looked++) {
    const node = open.pop()
    if (node === undefined) break
    if (isElement(node)) open.push(...node.childNodes.slice(0, MAX_NODES).toReversed())
    else if (node.nodeName === '#text' && 'value' in node) text += node.value.trim()
  }
  return text
}
