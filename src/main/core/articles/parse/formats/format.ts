import type { TextEncoding } from '../../../../../shared/imports.ts'
import type { Source } from '../content.ts'
import type { KnownFacts } from '../parsed-article.ts'

/** A source format with a reader of its own. */
export interface Format {
  /** Whether the bytes are of this format; the name settles what bytes leave open. */
  fits(bytes: Uint8Array, name: string): boolean
  /**
   * `encoding` is the user's choice for a text. Rejects with ParseError or ArchiveError; any other error means that the
   * source is damaged.
   */
  read(bytes: Uint8Array, known: KnownFacts, encoding?: TextEncoding): Promise<ReadSource>
}

/** What a format may say of a source beyond its content, it says as front matter does. */
type ReadSource = Omit<Source, 'fields' | 'warnings'> & Partial<Pick<Source, 'fields' | 'warnings'>>

/** Whether the bytes start with these characters. */
export const startsWith = (bytes: Uint8Array, characters: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, characters.length)).toString('latin1') ===
  characters

/** The file name's extension in lower case, without the dot. */
export const extensionOf = (name: string): string => /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
