/** Where a link of an article leads: within the article, out of the app, or nowhere. */
export type LinkTarget = { kind: 'anchor'; id: string } | { kind: 'external'; url: string } | { kind: 'none' }

const EXTERNAL = new Set(['https:', 'http:', 'mailto:'])

/** Reads an `href`; anything but an anchor or an absolute web or mail address leads nowhere. */
export function linkTarget(href: string | undefined): LinkTarget {
  if (!href) return { kind: 'none' }
  if (href.startsWith('#')) return href.length > 1 ? { kind: 'anchor', id: href.slice(1) } : { kind: 'none' }
  if (!URL.canParse(href) || !EXTERNAL.has(new URL(href).protocol)) return { kind: 'none' }
  return { kind: 'external', url: href }
}

/** The id in the page of an article's anchor: articles choose their anchors, so these must not meet the app's own ids. */
export const anchorId = (id: string): string => `article-${id}`
