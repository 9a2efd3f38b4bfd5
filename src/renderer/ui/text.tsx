import { Fragment } from 'react'
import type { TextRange } from '../../shared/search.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const OPENING = /[“‘（《〈【「『]$/u
/** `B端`, `35岁`: Latin letters and digits stay with the Hanzi that follows at once. */
const LATIN = /[A-Za-z0-9]$/u
const HANZI = /^\p{Script=Han}/u
const CLOSING = /^[，。、；：？！”’）》〉】」』…]/u

/** A title that breaks between words and never inside one, as Chinese headings should. */
export function Title({ text }: { text: string }) {
  const words = [...segmenter.segment(text)].map((part) => part.segment)
  return words.map((word, index) => {
    const previous = words[index - 1] ?? ''
    const joined = LATIN.test(previous) && HANZI.test(word)
    const breakable = index > 0 && !joined && !OPENING.test(previous) && !CLOSING.test(word)
    return (
      <Fragment key={index}>
        {breakable && <wbr />}
        {word}
      </Fragment>
    )
  })
}

/** Text with some ranges marked. Ranges are sorted and do not overlap. */
export function Marked({ text, ranges }: { text: string; ranges: TextRange[] }) {
  const parts: React.ReactNode[] = []
  let end = 0
  for (const [from, to] of ranges) {
    parts.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>)
    end = to
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  )
}

/** The separator dot of meta lines: the CJK middle dot would be a full em wide. */
export function Dot() {
  return <span className="md" aria-hidden="true" />
}
