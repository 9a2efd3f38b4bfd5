import type { ImportOptions } from '../../../../shared/imports.ts'
import type { KnownFacts } from '../../articles/index.ts'
import type { ByteSource } from '../../zip/index.ts'
import type { FoundFile } from '../find-files.ts'

/** A kind of file that holds many sources. */
export interface Container {
  /** Lower case, without the dot. */
  extensions: readonly string[]
  /** Whether it is taken apart at all; always when there is none. */
  opens?(options: ListOptions): boolean
  /** Where the extension leaves it open: whether a file that begins so is one. */
  fits?(head: Buffer): boolean
  /** True when its members are files, which may be containers again. */
  nests: boolean
  /**
   * What the file holds; paths are relative to it. `name` is its own. Rejects with ArchiveError or the system's error.
   */
  list(source: ByteSource, name: string, options: ListOptions): Promise<FoundFile[]>
}

/** The user's choices that change what a container holds. */
export type ListOptions = Pick<NonNullable<ImportOptions>, 'books'>

/** A source within a container. */
export interface Member {
  /** Its base name, as the parser sees it. */
  name: string
  size: number
  /** Rejects with ArchiveError or the system's error. */
  read(): Promise<Uint8Array>
  /** What the container knows of the source and the source itself may not say. */
  known?: KnownFacts
  /** Where it lies among the files of its container, those included that are not listed. */
  place?: Place
}

export interface Place {
  /** Its own path in the container. */
  path: string
  files: ReadonlyMap<string, Pick<Member, 'size' | 'read'>>
}
