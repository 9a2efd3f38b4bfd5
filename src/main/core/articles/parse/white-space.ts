/** Runs of white space become one space, and nothing where a line break stands between two wide characters. */
export function collapse(text: string): string {
  if (!/[\t\n\f\r]| {2}/.test(text)) return text
  return text.replace(/[ \t\n\f\r]+/g, (space: string, at: number) =>
    space.includes('\n') && isWide(text.charCodeAt(at - 1)) && isWide(text.charCodeAt(at + space.length)) ? '' : ' '
  )
}

/** Characters of scripts written without spaces, and their punctuation. */
export function isWide(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0x2018 && code <= 0x201d) ||
    code === 0x2014 ||
    code === 0x2026
  )
}
