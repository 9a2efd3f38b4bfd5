import type { Code, Event, Extension, HtmlExtension, State, TokenizeContext, Tokenizer } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    highlightSequence: 'highlightSequence'
  }
}

const EQUALS = 61

/** `==text==`, marked text in many note apps. Between Latin letters and beside spaces it is a comparison. */
export const highlightSyntax: Extension = {
  text: { [EQUALS]: { name: 'highlight', tokenize, resolveAll: pair } }
}

function tokenize(this: TokenizeContext, ...[effects, ok, nok]: Parameters<Tokenizer>): State {
  const before = this.previous
  let size = 0
  return before === EQUALS ? nok : start

  function start(code: Code): State | undefined {
    effects.enter('highlightSequence')
    return sequence(code)
  }
  function sequence(code: Code): State | undefined {
    if (code === EQUALS) {
      effects.consume(code)
      size++
      return sequence
    }
    if (size !== 2) return nok(code)
    const token = effects.exit('highlightSequence')
    token._open = !isSpace(code) && !isWord(before)
    token._close = !isSpace(before) && !isWord(code)
    return ok(code)
  }
}

/** Tabs and line ends are below zero. */
const isSpace = (code: Code): boolean => code === null || code <= 32
const isWord = (code: Code): boolean => code !== null && code < 128 && /\w/.test(String.fromCharCode(Math.max(code, 0)))

/** Leaves each sequence either opening, closing, or neither. */
function pair(events: Event[]): Event[] {
  let open: Event[1] | null = null
  for (const [kind, token] of events) {
    if (kind !== 'enter' || token.type !== 'highlightSequence') continue
    const { _open: canOpen, _close: canClose } = token
    token._open = token._close = false
    if (open && canClose) {
      open._open = token._close = true
      open = null
    } else if (canOpen) open = token
  }
  return events
}

export const highlightHtml: HtmlExtension = {
  exit: {
    highlightSequence(token) {
      if (token._open) this.tag('<mark>')
      else if (token._close) this.tag('</mark>')
      else this.raw('==')
    }
  }
}
