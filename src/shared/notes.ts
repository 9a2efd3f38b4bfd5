import { z } from 'zod'
import { EntryId, EntrySummary, TagName } from './entries.ts'
import { call } from './ipc.ts'

/** Lexical's serialised editor state as JSON text, at most 10 MB. */
const EditorState = z.string().max(10_000_000)

const NoteSource = z.object({ id: EntryId, title: z.string(), deleted: z.boolean() })

export const Note = EntrySummary.extend({
  /** As typed: empty when the first line stands in, which summaries then show. */
  title: z.string(),
  state: EditorState,
  /** The article this note was started from. */
  source: NoteSource.nullable()
})
export type Note = z.infer<typeof Note>

export const notes = {
  get: call(z.object({ id: EntryId }), Note),
  /** Makes a note, empty or from Markdown; with `source` it links to that article and takes its categories. */
  create: call(
    z.object({
      title: z.string().max(500).default(''),
      markdown: z.string().max(10_000_000).default(''),
      source: EntryId.optional(),
      tags: z.array(TagName).max(50).default([])
    }),
    Note
  ),
  /**
   * Saves when `revision` is still the stored one, else fails with `conflict`; gives the new revision. Core derives the
   * plain text and the Markdown from `state`.
   */
  save: call(
    z.object({ id: EntryId, revision: z.int(), title: z.string().max(500), state: EditorState }),
    z.object({ revision: z.int(), updatedAt: z.int() })
  ),
  /** Notes started from an article, newest first. */
  bySource: call(z.object({ id: EntryId }), z.array(EntrySummary)),
  markdown: call(z.object({ id: EntryId }), z.string())
}
