const MAX_STEM_BYTES = 200

/** A file name that all file systems take: no separators, reserved marks or control characters, not hidden, bounded. */
export function safeFileName(name: string): string {
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  const clean = name
    .slice(0, name.length - extension.length)
    // oxlint-disable-next-line no-control-regex -- control characters are what must go
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
  const characters = [...clean]
  while (Buffer.byteLength(characters.join('')) > MAX_STEM_BYTES) characters.pop()
  return `${characters.join('') || 'gengdu'}${extension}`
}
