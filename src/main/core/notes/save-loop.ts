import { unwrap } from '../../../shared/result.ts'
import { createDirectClient } from '../client.ts'

/** Saves five notes in turn until it is killed; prints `id count` after each save. For the test of crash safety. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('folder missing')
const { kb } = createDirectClient(folder)
const notes = await Promise.all(Array.from({ length: 5 }, async () => unwrap(await kb.notes.create({}))))
for (let count = 1; ; count += 1) {
  for (const note of notes) {
    const text = { type: 'text', text: String(count), format: 0 }
    const state = JSON.stringify({ root: { type: 'root', children: [{ type: 'paragraph', children: [text] }] } })
    note.revision = unwrap(await kb.notes.save({ id: note.id, revision: note.revision, title: '', state })).revision
    process.stdout.write(`${note.id} ${count}\n`)
  }
}
