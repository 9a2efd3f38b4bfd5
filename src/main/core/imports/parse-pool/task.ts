import type { ImportLoss, TextEncoding } from '../../../../shared/imports.ts'
import type { KnownFacts, ReadyArticle } from '../../articles/index.ts'
import type { Refusal } from '../refusal.ts'

/** A source to parse. */
export interface ParseTask {
  bytes: Uint8Array
  /** Its base name. */
  name: string
  known?: KnownFacts | undefined
  encoding?: TextEncoding | undefined
}

/** What a parser says: its answer to the task before, null once it has loaded; and its processor time so far. */
export interface ParserMessage {
  answer: ParseAnswer | null
  processorMs: number
}

/** What came of a source: an article and what was lost of it, or why it is none. */
export type ParseAnswer = { parsed: ReadyArticle; loss: ImportLoss } | { refused: Refusal }
