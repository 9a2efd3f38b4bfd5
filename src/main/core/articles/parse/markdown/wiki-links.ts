import type { Code, CompileContext, Extension, HtmlExtension, State, Tokenizer } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    wikiLink: 'wikiLink'
  }
}

const MAX_CHARACTERS = 1000
const EXCLAMATION = 33
const PARENTHESIS = 40
const OPENING = 91
const CLOSING = 93
/** What parts the numbers of citations; longer ones are dates. */
const SEPARATORS = new Set([32, 44, 45])
const MAX_DIGITS = 3

/**
 * `[[Note]]`, `[[folder/Note#heading|text]]` and `![[picture.png|300]]` as Obsidian and other note apps write them. Not
 * taken for such: numbers, which are citations, and brackets that a link's text happens to begin with.
 */
export const wikiLinkSyntax: Extension = {
  text: { [EXCLAMATION]: { name: 'wikiLink', tokenize }, [OPENING]: { name: 'wikiLink', tokenize } }
}

function tokenize(...[effects, ok, nok]: Parameters<Tokenizer>): State {
  let size = 0
  let opened = 0
  let plain = true
  let digits = 0
  let last: Code = null

  return (code) => {
    effects.enter('wikiLink')
    return code === EXCLAMATION ? mark(code) : open(code)
  }
  function mark(code: Code): State {
    effects.consume(code)
    return open
  }
  function open(code: Code): State | undefined {
    if (code !== OPENING) return nok(code)
    effects.consume(code)
    return ++opened === 2 ? inside : open
  }
  function inside(code: Code): State | undefined {
    // Below zero are tabs and line ends.
    if (code === null || code < 0 || code === OPENING || ++size > MAX_CHARACTERS) return nok(code)
    if (code === CLOSING) return size === 1 || plain || last === 32 ? nok(code) : close(code)
    if (size === 1 && code === 32) return nok(code)
    digits = code >= 48 && code <= 57 ? digits + 1 : 0
    plain &&= digits > 0 ? digits <= MAX_DIGITS : SEPARATORS.has(code)
    last = code
    effects.consume(code)
    return inside
  }
  function close(code: Code): State {
    effects.consume(code)
    return (next) => {
      if (next !== CLOSING) return nok(next)
      effects.consume(next)
      return end
    }
  }
  function end(code: Code): State | undefined {
    if (code === PARENTHESIS) return nok(code)
    effects.exit('wikiLink')
    return ok(code)
  }
}

/** Writes them as ordinary links and pictures: a link's address is what stands in the brackets, without its text. */
export const wikiLinkHtml: HtmlExtension = {
  exit: {
    wikiLink(token) {
      writeWikiLink(this, this.sliceSerialize(token))
    }
  }
}

function writeWikiLink(context: CompileContext, written: string): void {
  // Within tables the bar is escaped.
  const inner = written.replace(/^!?\[\[|\]\]$/g, '').replaceAll('\\|', '|')
  const [target = '', ...rest] = inner.split('|').map((part) => part.trim())
  if (written.startsWith('!') && PICTURE.test(target)) return writePicture(context, target, rest)
  const text = rest.join('|') || target.replace(/^#\^?/, '')
  const own = /^#(?!\^)(.+)/.exec(target)?.[1]
  const mark = written.startsWith('!') ? '!' : ''
  const href = own === undefined ? `${mark}[[${target}]]` : `#${encodeURIComponent(own)}`
  context.tag(`<a href="${context.encode(href)}">`)
  context.raw(context.encode(text))
  context.tag('</a>')
}

const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg|heic|tiff?)(?:#.*)?$/i

/** What follows the name is a description, a width, or a width and a height. */
function writePicture(context: CompileContext, target: string, rest: string[]): void {
  const size = /^(\d{1,5})(?:x(\d{1,5}))?$/.exec(rest.at(-1) ?? '')
  const alt = (size ? rest.slice(0, -1) : rest).join('|')
  const sides = [size?.[1] && ` width="${size[1]}"`, size?.[2] && ` height="${size[2]}"`].filter(Boolean).join('')
  context.tag(`<img data-local src="${context.encode(target)}" alt="${context.encode(alt)}"${sides}>`)
}
