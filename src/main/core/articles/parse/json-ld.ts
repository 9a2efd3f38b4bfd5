/** What linked data in a page says of its article. */
export interface ArticleData {
  title: string | null
  author: string | null
  date: string | null
  description: string | null
  keywords: string[]
  url: string | null
  siteName: string | null
  cover: string | null
  language: string | null
}

const ARTICLE = /^(?:.*Article|BlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|Answer)$/
const MAX_SCRIPTS = 20
const MAX_CHARACTERS = 512 * 1024
const MAX_OBJECTS = 1000
const MAX_TEXT = 2000

/** Reads the first article among JSON-LD scripts (schema.org). What is no JSON says nothing. */
export function articleData(scripts: readonly string[]): ArticleData {
  const article = scripts
    .slice(0, MAX_SCRIPTS)
    .filter((script) => script.length <= MAX_CHARACTERS)
    .flatMap((script) => objectsIn(script))
    .find((object) => listOf(object['@type']).some((type) => typeof type === 'string' && ARTICLE.test(type)))
  const keywords = article?.keywords
  return {
    title: text(article?.headline) ?? text(article?.name),
    author: namesIn(article?.author),
    date: text(article?.datePublished) ?? text(article?.dateCreated),
    description: text(article?.description),
    keywords: (typeof keywords === 'string' ? keywords.split(/[,，、;；]/) : listOf(keywords)).flatMap(
      (word) => text(word) ?? []
    ),
    url: text(article?.url) ?? urlIn(article?.mainEntityOfPage),
    siteName: namesIn(article?.publisher),
    cover: urlIn(listOf(article?.image)[0]),
    language: text(article?.inLanguage)
  }
}

type JsonObject = Record<string, unknown>

/** The objects at the top of a script, in its lists and graphs; nothing deeper. */
function objectsIn(script: string): JsonObject[] {
  try {
    const open: unknown[] = [JSON.parse(script)]
    const found: JsonObject[] = []
    for (let at = 0; at < open.length && at < MAX_OBJECTS; at++) {
      const value = open[at]
      if (Array.isArray(value)) open.push(...value.slice(0, MAX_OBJECTS))
      else if (isObject(value)) {
        found.push(value)
        open.push(...listOf(value['@graph']).slice(0, MAX_OBJECTS), value.mainEntity)
      }
    }
    return found
  } catch {
    return []
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

function text(value: unknown): string | null {
  if (typeof value !== 'string') return null
  return value.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT).toWellFormed() || null
}

const namesIn = (value: unknown): string | null =>
  listOf(value)
    .slice(0, 20)
    .flatMap((each) => text(isObject(each) ? each.name : each) ?? [])
    .join('、') || null

const urlIn = (value: unknown): string | null => text(isObject(value) ? (value.url ?? value['@id']) : value)
