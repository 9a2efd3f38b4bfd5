import Database from 'better-sqlite3'
import { join } from 'node:path'
import { foldForMatching } from '../src/shared/fold.ts'
import { randomFrom } from './generate.ts'

/** Of each class. */
const QUERIES = 20
/** Before a kind of query counts as not in the articles. */
const MOST_TRIES = 2000
/** Texts in which it is counted how frequent a query is. */
const SAMPLE = 2000

/** What can be searched, in memory: the truth to compare with. */
export interface Texts {
  ids: number[]
  /** Title, text and tags in folded form, with {@link PARTING} between. */
  folded: string[]
  /** Size of titles and texts in UTF-8. */
  bytes: number
}

/** Stands in no text. */
export const PARTING = '\uffff'

interface TextRow {
  id: number
  title: string
  body: string
  tags: string
}

export function* rowsOf(library: string): Generator<TextRow> {
  const db = new Database(join(library, 'library.db'), { readonly: true })
  yield* db
    .prepare<[], TextRow>(
      `SELECT id, title, body_text AS body, coalesce((SELECT group_concat(name, '${PARTING}') FROM tags
         JOIN entry_tags ON tag_id = tags.id WHERE entry_id = entries.id), '') AS tags
       FROM entries WHERE deleted_at IS NULL`
    )
    .iterate()
  db.close()
}

export function readTexts(library: string): Texts {
  const texts: Texts = { ids: [], folded: [], bytes: 0 }
  for (const { id, title, body, tags } of rowsOf(library)) {
    texts.bytes += Buffer.byteLength(title) + Buffer.byteLength(body)
    texts.ids.push(id)
    texts.folded.push(foldForMatching([title, body, tags].join(PARTING)).text)
  }
  return texts
}

/** Queries by class, drawn from the texts; a class that they have nothing for is left out. */
export function drawQueries({ folded }: Texts): Record<string, string[]> {
  const random = randomFrom(3)
  const anyOf = <T>(list: T[]): T | undefined => list[Math.floor(random() * list.length)]
  const sample = Array.from({ length: Math.min(SAMPLE, folded.length) }, () => anyOf(folded) ?? '')
  const draw = (pattern: RegExp): string => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const text = anyOf(folded) ?? ''
      pattern.lastIndex = Math.floor(random() * text.length)
      const found = pattern.exec(text)
      if (found) return found[0]
    }
    return ''
  }
  const several = (count: number, make: () => string): string[] => {
    const found = new Set<string>()
    for (let tries = 0; tries < count * 3 && found.size < count; tries++) found.add(make())
    return [...found].filter((query) => query.trim() !== '')
  }
  const chinese = (length: number) => draw(new RegExp(`[\\u4e00-\\u9fff]{${length}}`, 'g'))
  const word = () => draw(/(?<![a-z0-9])[a-z]{3,}/g)
  const within = (length: number, whole: string) =>
    whole.slice(Math.floor(random() * Math.max(1, whole.length - length))).slice(0, length)
  const frequency = (term: string) => sample.reduce((n, text) => n + (text.includes(term) ? 1 : 0), 0)
  const byFrequency = (queries: string[]) => {
    const counted = queries.map((query) => ({ query, n: frequency(query) }))
    return counted.toSorted((a, b) => b.n - a.n).map(({ query }) => query)
  }
  const single = byFrequency(several(QUERIES * 4, () => chinese(1)))
  const double = byFrequency(several(QUERIES * 5, () => chinese(2)))
  const middle = Math.floor(double.length / 2)
  const classes = {
    '1 character, frequent': single.slice(0, QUERIES),
    '1 character, rare': single.slice(-QUERIES),
    '2 characters, frequent': double.slice(0, QUERIES),
    '2 characters, middling': double.slice(middle - QUERIES / 2, middle + QUERIES / 2),
    '2 characters, rare': double.slice(-QUERIES),
    '3 characters': several(QUERIES, () => chinese(3)),
    '4 characters': several(QUERIES, () => chinese(4)),
    '8 characters': several(QUERIES, () => chinese(8)),
    'no word: two pairs': several(QUERIES, () => chinese(2) + chinese(2)),
    'quote of 10 to 30': several(QUERIES, () => `"${draw(/[^"“”„«»\n\uffff]{10,30}/g).trim()}"`),
    'Chinese and English': several(QUERIES, () => draw(/[a-z]+[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]{2}[a-z]+/g)),
    'English word': several(QUERIES, word),
    'beginning of a word': several(QUERIES, () => word().slice(0, 3)),
    'inside of a word': several(QUERIES, () => within(3, draw(/[a-z]{5,}/g))),
    'compound word': several(QUERIES, () => draw(/[a-z0-9]+[+./#&-][a-z0-9+]+|[a-z]\d[a-z]?|\d[a-z]/g)),
    digits: several(QUERIES, () => draw(/\d{2,4}/g)),
    'two words': several(QUERIES, () => `${chinese(2)} ${chinese(2)}`),
    'two frequent words': several(
      QUERIES,
      () => `${anyOf(double.slice(0, QUERIES))} ${anyOf(double.slice(0, QUERIES))}`
    ),
    'three words': several(QUERIES, () => `${chinese(2)} ${chinese(2)} ${chinese(1)}`)
  }
  return Object.fromEntries(Object.entries(classes).filter(([, queries]) => queries.length > 0))
}

/** Ids of the texts that hold all terms. */
export const truthOf = ({ ids, folded }: Texts, terms: string[]): number[] =>
  ids.filter((_, n) => terms.every((term) => folded[n]?.includes(term)))
