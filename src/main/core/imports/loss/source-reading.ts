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

/** Whether a link leads somewhere: not to a script, nor to the place where it stands. */
export const isLinkTarget = (href: string): boolean => !/^\s*(?:javascript:|#?\s*$)/i.test(href)
