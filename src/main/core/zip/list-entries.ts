import { callbackify } from 'node:util'
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl'
import type { Entry } from 'yauzl'
import { ArchiveError } from './archive-error.ts'
import type { ByteSource } from './byte-source.ts'

const MAX_ENTRIES = 200_000
/** The directory is read in windows: two small reads an entry would take most of the time. */
const WINDOW_BYTES = 256 * 1024

/** All entries of the archive's directory. Throws {@link ArchiveError}. */
export async function listEntries(source: ByteSource): Promise<Entry[]> {
  try {
    const zip = await fromRandomAccessReaderPromise(new WindowReader(source), source.size, {
      lazyEntries: true,
      decodeStrings: false
    })
    if (zip.entryCount > MAX_ENTRIES) throw new ArchiveError('unsafe_archive', `more than ${MAX_ENTRIES} entries`)
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    return entries
  } catch (error) {
    if (error instanceof ArchiveError || isSystemError(error)) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new ArchiveError(/encrypt/.test(message) ? 'encrypted' : 'damaged', message)
  }
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

class WindowReader extends RandomAccessReader {
  readonly #source: ByteSource
  #start = 0
  #window: Buffer = Buffer.alloc(0)

  constructor(source: ByteSource) {
    super()
    this.#source = source
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void
  ): void {
    const copy = async (): Promise<void> => {
      await this.#fill(position, length)
      this.#window.copy(buffer, offset, position - this.#start, position - this.#start + length)
    }
    callbackify(copy)(callback)
  }

  async #fill(position: number, length: number): Promise<void> {
    if (position >= this.#start && position + length <= this.#start + this.#window.length) return
    const wanted = Math.max(length, Math.min(WINDOW_BYTES, this.#source.size - position))
    this.#window = await this.#source.read(position, wanted)
    this.#start = position
  }
}
