import { readAs } from '../../../shared/pinyin.ts'

/** Many short texts as one long string, because looking through that is faster. */
export interface JoinedTexts {
  /** The numbers of the texts that hold a term, in order. */
  holding(term: string): Generator<number>
  /** The numbers of the texts that are read as `typed`, in order, and where in each the first such part stands. */
  readAs(typed: string): Generator<{ text: number; from: number }>
}

/** `texts` are folded, so they hold no line feeds. */
export function joinTexts(texts: string[]): JoinedTexts {
  const whole = texts.join('\n')
  const starts = new Uint32Array(texts.length + 1)
  for (let n = 0; n < texts.length; n++) starts[n + 1] = (starts[n] ?? 0) + (texts[n]?.length ?? 0) + 1

  /** The number of the text that holds a place, not before `from`. */
  function textAt(place: number, from: number): number {
    let [low, high] = [from, texts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    *holding(term) {
      let text = 0
      for (let at = whole.indexOf(term); at >= 0; at = whole.indexOf(term, starts[text + 1])) {
        text = textAt(at, text)
        yield text
      }
    },
    *readAs(typed) {
      let text = 0
      for (let range = readAs(typed, whole); range; range = readAs(typed, whole, starts[text + 1])) {
        text = textAt(range[0], text)
        yield { text, from: range[0] - (starts[text] ?? 0) }
      }
    }
  }
}
