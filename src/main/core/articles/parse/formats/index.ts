import { bookmark } from './bookmark.ts'
import { clippings } from './clippings.ts'
import { docx } from './docx.ts'
import { enex } from './enex.ts'
import { epub } from './epub.ts'
import { joplin } from './joplin.ts'
import { lake } from './lake.ts'
import { mhtml } from './mhtml.ts'
import { pdf } from './pdf.ts'
import { readwise } from './readwise.ts'
import { table } from './table.ts'
import type { Format } from './format.ts'

/** Formats that are told by their first bytes and are no text as it stands. The first that fits reads the source. */
const FORMATS: readonly Format[] = [docx, epub, enex, mhtml, pdf, bookmark, clippings, readwise, joplin, lake, table]

export const formatOf = (bytes: Uint8Array, name: string): Format | undefined =>
  FORMATS.find((format) => format.fits(bytes, name))
