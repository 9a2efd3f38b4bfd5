import { load } from 'js-yaml'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../shared/result.ts'

/** The invented entries of one language, as they lie in `resources/sample/<language>`. */
export interface SampleFiles {
  articles: { name: string; bytes: Uint8Array }[]
  notes: SampleNote[]
  sample: Sample
}

export interface SampleNote {
  title: string
  tags: string[]
  /** File name of the article that the note was started from. */
  source: string | null
  markdown: string
}

/**
 * `sample.json`: what the entries look like in use. Articles are named by their files. `day` counts from 1; the plan is
 * at `today` when the samples are added.
 */
const Sample = z.object({
  starred: z.array(z.string()),
  reading: z.array(z.string()),
  plan: z.object({
    title: z.string(),
    minutesPerDay: z.int(),
    today: z.int().positive(),
    items: z.array(
      z.object({
        day: z.int().positive(),
        title: z.string(),
        minutes: z.int().positive(),
        article: z.string().optional(),
        done: z.boolean().default(false)
      })
    )
  })
})
export type Sample = z.infer<typeof Sample>

const NoteHeader = z.object({ title: z.string(), tags: z.array(z.string()), source: z.string().optional() })

/** Reads the sample files of a language. Throws `io` with the file's path when one is missing or not as it should be. */
export async function readSampleFiles(folder: string): Promise<SampleFiles> {
  const articles = await readAll(join(folder, 'articles'))
  const notes = await readAll(join(folder, 'notes'))
  const sample = await readSample(join(folder, 'sample.json'))
  return { articles, notes: notes.map(({ name, bytes }) => parseNote(join(folder, 'notes', name), bytes)), sample }
}

async function readAll(folder: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  const names = await guarded(folder, () => readdir(folder))
  const sources = names.filter((name) => name.endsWith('.md')).toSorted()
  return Promise.all(
    sources.map(async (name) => ({
      name,
      bytes: await guarded(join(folder, name), () => readFile(join(folder, name)))
    }))
  )
}

const readSample = (path: string): Promise<Sample> =>
  guarded(path, async () => Sample.parse(JSON.parse(await readFile(path, 'utf8'))))

function parseNote(path: string, bytes: Uint8Array): SampleNote {
  const text = new TextDecoder().decode(bytes)
  const [, header, markdown] = /^---\n(.*?)\n---\n+(.*)$/su.exec(text) ?? []
  const parsed = NoteHeader.safeParse(header === undefined ? undefined : load(header))
  if (!parsed.success || markdown === undefined) throw unreadable(path, 'front matter')
  return { ...parsed.data, source: parsed.data.source ?? null, markdown: markdown.trimEnd() }
}

async function guarded<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error))
  }
}

const unreadable = (path: string, reason: string) => new AppError('io', 'sampleUnreadable', { path, reason })
