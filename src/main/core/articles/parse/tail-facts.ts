import type { ArticleElement, ArticleNode, ArticleTree } from '../../../../shared/article-tree.ts'
import type { ArticleFacts } from '../../../../shared/articles.ts'
import { inlineText } from './tree-text.ts'
import { webUrl } from './urls.ts'

export interface TailFacts extends Pick<
  ArticleFacts,
  'rights' | 'licence' | 'coverCredit' | 'translator' | 'originalUrl'
> {
  author: string | null
}

/** Blocks looked at from the end; adverts may follow the facts. */
const TAIL_BLOCKS = 60
const MAX_LINE = 200

// Most lines are prose: one test sorts them out.
const CANDIDATE =
  /^(?:本文|题图|封面|头图|作者|撰文|文\s*[字丨|/／：:]|译者|翻译|原文|来源|链接|#|专栏作家|特邀作者)|转载/
const PUBLISHED =
  /^本文(?:由|系|为)?\s*(.{0,80}?)[\s，,]*(原创|授权|翻译|编译|投稿)?[）)]?(?:\s*\/\s*(原创|授权|翻译|投稿))?\s*(?:首发|发[布表])/u
const LICENCE = /(?:未经[^，,。]{0,12}(?:许可|授权|同意)\s*[，,]?\s*)?(?:禁止|不得|谢绝|请勿|严禁)[^，,。]{0,8}转载/
const COVER =
  /^(?:题图|封面图?|头图)\s*(?:来自于?|来源于?|源自|[：:])\s*[：:]?\s*(.{1,60}?)\s*(?:[，,]?\s*(?:基于|遵循)\s*CC.*)?[。.]?$/i
const ORIGINAL = /^(?:原文(?:链接|地址|网址|来源)?|来源(?:链接|地址)?|(?:文章|本文)链接)\s*[：:]\s*(https?:\/\/\S+)?/
const TRANSLATOR = /^(?:译者|翻译)\s*[：:丨|]\s*@?\s*([^，,；;。|丨（(]{1,30})/
const AUTHOR =
  /^(?:作者|撰文|文字?)\s*[：:丨|/／]\s*@?\s*([^，,；;。|丨：:]{1,40}?)\s*(?:[，,；;。|丨]|(?:微信)?公众号|编辑|$)/
const COLUMNIST = /^#?\s*(?:专栏作家|特邀作者)\s*#?$/
const RIGHTS: Record<string, ArticleFacts['rights']> = {
  原创: 'original',
  授权: 'authorised',
  翻译: 'translated',
  编译: 'translated',
  投稿: 'contributed'
}

/** What the last lines of an article say of its author, rights and origin. The lines stay in the article. */
export function tailFacts(tree: ArticleTree): TailFacts {
  const facts: TailFacts = {
    author: null,
    rights: null,
    licence: null,
    coverCredit: null,
    translator: null,
    originalUrl: null
  }
  let signed: string | null = null
  let columnist = false
  for (const { line, block } of tree.slice(-TAIL_BLOCKS).flatMap(tailLines)) {
    if (columnist) signed ??= /^([^，,。；;：:]{1,20})[，,。；;]/.exec(line)?.[1]?.trim() ?? null
    columnist = COLUMNIST.test(line)
    if (line.length > MAX_LINE || !CANDIDATE.test(line)) continue
    const licence = LICENCE.exec(line)?.[0]
    const published = PUBLISHED.exec(line)
    if (published !== null && (licence !== undefined || published[2] !== undefined)) {
      facts.author ??= authorIn(published[1] ?? '')
      // "原创/授权" leaves open which; what both say is that the author agreed.
      facts.rights ??= published[3] !== undefined ? 'authorised' : (RIGHTS[published[2] ?? ''] ?? null)
    }
    facts.licence ??= licence ?? null
    facts.coverCredit ??= COVER.exec(line)?.[1] ?? null
    facts.translator ??= TRANSLATOR.exec(line)?.[1]?.trim() ?? null
    signed ??= AUTHOR.exec(line)?.[1]?.trim() ?? null
    const original = ORIGINAL.exec(line)
    if (original !== null) facts.originalUrl ??= webUrl(original[1]) ?? firstLink(block.children)
  }
  return { ...facts, author: facts.author ?? signed }
}

/** Lines of a block, also of those within a quotation. */
function tailLines(block: ArticleElement): { line: string; block: ArticleElement }[] {
  if (block.tag === 'blockquote')
    return block.children.flatMap((child) => (typeof child === 'string' ? [] : tailLines(child)))
  const text = inlineText(block.children)
  return text.split('\n', 20).map((line) => ({ line: line.trim(), block }))
}

/** The name in `@name`, `作者【name】` or `合作媒体 @name`. */
function authorIn(text: string): string | null {
  const name = /作者\s*【(.+?)】/.exec(text)?.[1] ?? /@\s*(.+)$/u.exec(text)?.[1]
  // `@name（agency授权）`: the bracket tells of the rights.
  return name?.replace(/\s*[（(][^）)]*$/, '').trim() || null
}

function firstLink(nodes: readonly ArticleNode[]): string | null {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    const href = node.tag === 'a' ? node.attributes?.href : undefined
    if (href?.startsWith('http')) return href
    const inner = firstLink(node.children)
    if (inner !== null) return inner
  }
  return null
}
