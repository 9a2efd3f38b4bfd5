import { decodeText, ParseError } from '../../articles/index.ts'
import { MAX_BYTES } from '../read-file.ts'
import type { ByteSource } from '../../zip/index.ts'

/** All of a container that is text. Rejects with ParseError or the system's error. */
export async function textOf(source: ByteSource): Promise<string> {
  if (source.size > MAX_BYTES) throw new ParseError('too_large', `${source.size} bytes`)
  return decodeText(await source.read(0, source.size)).text
}
