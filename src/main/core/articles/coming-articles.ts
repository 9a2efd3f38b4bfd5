import { articleText, commonText, isSame, keysOf, lettersOf } from './identity.ts'
import type { ReadyArticle } from './ready-article.ts'
import { similarity } from './similarity.ts'

/** The articles of an import before any of them is written. */
export interface ComingArticles {
  /** The article met before that a source is another edition of, by the rules of `findSame`; notes the source. */
  meet(parsed: ReadyArticle, path: string): { title: string } | undefined
}

/** As much of an article as another edition of it is told by. */
interface Coming {
  path: string
  title: string
  length: number
  signature: Uint32Array | null
  /** Of an article without a signature, which is short. */
  text: string
}

/** No articles yet; a thousand take about a megabyte. */
export function createComingArticles(): ComingArticles {
  const byKey = new Map<string, Coming>()
  return {
    meet(parsed, path) {
      const text = articleText({ ...parsed, bodyText: parsed.text })
      const { title, signature } = parsed
      const coming = { path, title, length: text.length, signature, text: signature === null ? text : '' }
      const keys = keysOf({ ...parsed, factsJson: JSON.stringify(parsed.facts) }, null)
      let same: Coming | undefined
      for (const key of keys) {
        const known = byKey.get(key)
        if (!known || known.path === path) continue
        if (isSame(key, lettersOf(known.title) === lettersOf(title), common(known, coming))) same ??= known
      }
      for (const key of keys) byKey.set(key, same ?? coming)
      return same
    }
  }
}

/** As `commonText`, estimated by the signatures where there are two. */
function common(a: Coming, b: Coming): ReturnType<typeof commonText> {
  if (!a.signature && !b.signature) return commonText(a.text, b.text)
  if (!a.signature || !b.signature) return { ofBoth: 0, ofShorter: 0 }
  const ofBoth = similarity(a.signature, b.signature)
  const shared = (ofBoth * (a.length + b.length)) / (1 + ofBoth)
  return { ofBoth, ofShorter: Math.min(1, shared / Math.min(a.length, b.length)) }
}
