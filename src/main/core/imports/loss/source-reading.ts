/**
 * Stands in a text where the article may have something of its own in between: a page's mark, a chapter's title, a note's
 * number. No character of Unicode.
 */
export const BREAK = '\uffff'

/** What a reader sees in a source, told without the parser that makes the article: see {@link measureLoss}. */
export interface SourceReading {
  /** Visible text; white space does not matter. */
  text: string
  images: number
  links: number
  tables: number
  headings: number
  lists: number
  code: number
  media: number
  /** Text of each first-level heading. */
  titles: string[]
}

export const emptyReading = (text = ''): SourceReading => ({
  text,
  images: 0,
  links: 0,
  tables: 0,
  headings: 0,
  lists: 0,
  code: 0,
  media: 0,
  titles: []
})

/** What several parts of one source say. */
export function joined(parts: readonly SourceReading[]): SourceReading {
  const all = emptyReading(parts.map(({ text }) => text).join(BREAK))
  for (const kind of ['images', 'links', 'tables', 'headings', 'lists', 'code', 'media'] as const)
    for (const part of parts) all[kind] += part[kind]
  all.titles = parts.flatMap(({ titles }) => titles)
  return all
}

/** Whether a link leads somewhere: not to a script, nor to the place where it stands. */
export const isLinkTarget = (href: string): boolean => !/^\s*(?:javascript:|#?\s*$)/i.test(href)
