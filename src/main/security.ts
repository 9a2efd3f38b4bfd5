/** The app's own origin: a scheme of its own, so that the page has no access to `file:`. */
export const APP_ORIGIN = 'app://gengdu'

/** Everything the page loads comes from the app itself; nothing is evaluated, framed or sent anywhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** For a picture on its own: whatever a drawing holds, it shows and does nothing. */
export const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}

/** Origins that are the app: its scheme, and the development server while one runs. */
export function isAppUrl(url: string, developmentUrl: string | undefined): boolean {
  const parsed = parse(url)
  if (!parsed) return false
  if (`${parsed.protocol}//${parsed.host}` === APP_ORIGIN) return true
  const development = developmentUrl ? parse(developmentUrl) : undefined
  return development !== undefined && parsed.host === development.host && ['http:', 'ws:'].includes(parsed.protocol)
}

/** Requests that the session lets through: the app's own, and data that is already in the page. */
export function mayRequest(url: string, developmentUrl: string | undefined): boolean {
  const protocol = parse(url)?.protocol
  return protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:' || isAppUrl(url, developmentUrl)
}

/** Addresses that may be handed to the operating system. */
export function mayOpenExternally(url: string): boolean {
  const parsed = parse(url)
  if (!parsed) return false
  if (parsed.protocol === 'mailto:') return true
  return parsed.protocol === 'https:' && parsed.hostname !== '' && parsed.username === '' && parsed.password === ''
}

/** The hash of a stored picture that a request to the app's scheme is for; undefined for everything else. */
export function pictureHash(url: string): string | undefined {
  return /^app:\/\/gengdu\/asset\/([0-9a-f]{64})$/.exec(url)?.[1]
}

/** The file of a request to the app's scheme as a path relative to the page's folder; undefined when it leaves it. */
export function assetPath(url: string): string | undefined {
  const parsed = parse(url)
  if (!parsed || `${parsed.protocol}//${parsed.host}` !== APP_ORIGIN) return undefined
  let path: string
  try {
    path = decodeURIComponent(parsed.pathname)
  } catch {
    return undefined
  }
  const parts = path.split('/').filter((part) => part !== '')
  if (
    parts.some(
      (part) => part === '..' || part === '.' || part.includes('\\') || part.includes('\0') || part.includes(':')
    )
  ) {
    return undefined
  }
  return parts.join('/') || 'index.html'
}
