import { keyNamed, operatorNamed } from './search-words.ts'

// The signs of the query language, as any keyboard has them.

const QUOTES = '"“”„«»＂'
export const isQuote = (char: string): boolean => char !== '' && QUOTES.includes(char)
export const isOpening = (char: string): boolean => char === '(' || char === '（'
export const isClosing = (char: string): boolean => char === ')' || char === '）'
export const isColon = (char: string): boolean => char === ':' || char === '：'
export const isMinus = (char: string): boolean => char === '-' || char === '－'
export const isSpace = (char: string): boolean => char !== '' && /\s/.test(char)

/** So long is the word of a filter at most. */
export const LONGEST_KEY = 10

/** Whether a text without quotes is read as that text, wherever it stands. */
export function isBare(text: string): boolean {
  if (operatorNamed(text) || isQuote(text.charAt(0)) || isOpening(text.charAt(0)) || isMinus(text.charAt(0)))
    return false
  let open = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (isSpace(char)) return false
    if (isOpening(char)) open++
    else if (isClosing(char) && --open < 0) return false
    else if (isColon(char) && at <= LONGEST_KEY && keyNamed(text.slice(0, at))) return false
  }
  return open === 0 && text !== ''
}
