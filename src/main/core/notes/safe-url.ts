/** Scripts, data and network paths never become links; relative addresses stay. */
export function isSafeUrl(url: string): boolean {
  if (/^[\\/]{2}/u.test(url) || /[\p{Cc}\s]/u.test(url)) return false
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(url)?.[1]?.toLowerCase()
  return scheme === undefined ? url !== '' : scheme === 'https' || scheme === 'http' || scheme === 'mailto'
}
