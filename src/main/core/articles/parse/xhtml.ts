const XHTML = /^\s*(?:<\?xml\b|<!DOCTYPE\s+html\s+PUBLIC\s+"-\/\/W3C\/\/DTD XHTML|<html\b[^>]*\bxmlns\s*=)/i
const SELF_CLOSED = /<([a-z][\w:-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/>/gi
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i

/** XHTML as HTML: an HTML parser takes `<title/>` for the start of a title without end. */
export function xhtmlToHtml(source: string): string {
  return source.replace(SELF_CLOSED, (tag, name: string, attributes: string) =>
    VOID.test(name) ? tag : `<${name}${attributes}></${name}>`
  )
}

/** Whether a page says that it is XML. */
export const isXhtml = (source: string): boolean => XHTML.test(source.slice(0, 1000))
