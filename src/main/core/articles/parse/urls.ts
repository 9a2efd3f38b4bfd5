/** Longer URLs are pasted data rather than addresses. */
const MAX_URL_LENGTH = 8192

// Most addresses are plain and need no parser.
const PLAIN = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:\/[\w\-./~%!$&'()*+,;=:@?#]*)?$/i
const SCHEME = /^[a-z][a-z0-9+.-]*:/i

/**
 * The absolute `https:` or `http:` form of a URL in a source, or null when it has none that is safe to keep.
 *
 * Scripts, data, local and UNC paths (`\\host\share`) give null. A relative URL needs `base`, the page's own address.
 */
export function webUrl(raw: string | null | undefined, base: string | null = null): string | null {
  const url = clean(raw)
  if (url === null) return null
  if (PLAIN.test(url)) return url
  if (/^[\\/]\\|^\\/.test(url)) return null
  if (SCHEME.test(url)) return /^https?:/i.test(url) ? absolute(url) : null
  return base === null ? null : absolute(url, base)
}

/** Like {@link webUrl}, and also `mailto:` addresses and anchors within the page. */
export function linkUrl(raw: string | null | undefined, base: string | null = null): string | null {
  const url = clean(raw)
  if (url === null) return null
  if (url.startsWith('#')) return url.length > 1 ? url : null
  if (/^mailto:[^\s<>"]+$/i.test(url)) return url
  return webUrl(url, base)
}

/** Whether an address is one on the web. */
export const isWebUrl = (url: string): boolean => /^https?:\/\//i.test(url)

/**
 * A path relative to the source file, such as `images/a.png`, also when it is written as on Windows; null for anything with
 * a scheme, host or root.
 */
export function relativePath(raw: string | null | undefined): string | null {
  const path = clean(raw)
  return path === null || SCHEME.test(path) || /^[\\/#?]|\\\\/.test(path) ? null : path.replaceAll('\\', '/')
}

/**
 * The image behind an image proxy. Feeds write `https://proxy.example/?https://origin/a.png`, others pass the origin
 * percent-encoded as `?url=`; any other URL comes back as it is.
 */
export function unwrapProxy(url: string): string {
  if (!url.includes('?')) return url
  const direct = /^https?:\/\/[^/?#]+\/\?(https?:\/\/.+)$/i.exec(url)?.[1]
  if (direct !== undefined) return direct
  const encoded = /^https?:\/\/[^?#]+\?(?:url=)?(https?%3A%2F%2F[^&]+)/i.exec(url)?.[1]
  if (encoded === undefined) return url
  try {
    return decodeURIComponent(encoded)
  } catch {
    return url
  }
}

/** Trims as browsers do, and rejects what they would read differently than it looks. */
function clean(raw: string | null | undefined): string | null {
  if (raw === null || raw === undefined || raw === '' || raw.length > MAX_URL_LENGTH) return null
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const url = raw.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$|[\t\n\r]+/g, '')
  // oxlint-disable-next-line no-control-regex
  return url === '' || /[\u0000-\u001f\u007f]/.test(url) ? null : url
}

function absolute(url: string, base?: string): string | null {
  const parsed = URL.parse(url, base)
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.href : null
}
