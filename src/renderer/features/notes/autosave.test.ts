import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Result } from '../../../shared/result.ts'
import { createAutosave } from './autosave.ts'
import type { SaveStatus, StoredNote } from './autosave.ts'

type Answer = Result<{ revision: number; updatedAt: number }>

beforeEach(() => vi.useFakeTimers({ now: 1_790_000_000_000 }))
afterEach(() => vi.useRealTimers())

/** An autosave over a store that answers after `latency`, or as `answer` says. */
function setUp({ latency = 5 } = {}) {
  const written: StoredNote[] = []
  const statuses: SaveStatus['kind'][] = []
  let answer: ((note: StoredNote) => Answer) | null = null
  let running = 0
  let mostRunning = 0
  let revision = 7
  const autosave = createAutosave({
    note: { id: 1, revision, updatedAt: Date.now(), title: '', state: 'stored' },
    async save(note) {
      mostRunning = Math.max(mostRunning, ++running)
      await new Promise((resolve) => setTimeout(resolve, latency))
      running -= 1
      if (answer) return answer(note)
      expect(note.revision).toBe(revision)
      revision += 1
      written.push(note)
      return { ok: true, value: { revision, updatedAt: Date.now() } }
    },
    onStatus: ({ kind }) => statuses.push(kind)
  })
  return {
    autosave,
    written,
    statuses,
    type: (state: string) => autosave.changed(() => ({ title: '', state })),
    answerWith: (next: typeof answer) => (answer = next),
    mostRunning: () => mostRunning
  }
}
const refusal = (code: 'io' | 'conflict' | 'not_found'): Answer => ({
  ok: false,
  error: { code, key: code === 'io' ? 'diskFull' : 'noteConflict', details: {} }
})

test('saves once, soon after the last change', async () => {
  const { type, written, statuses } = setUp()
  type('a')
  await vi.advanceTimersByTimeAsync(300)
  type('ab')
  await vi.advanceTimersByTimeAsync(399)
  expect(written).toEqual([])
  await vi.advanceTimersByTimeAsync(10)
  expect(written.map((note) => note.state)).toEqual(['ab'])
  expect(statuses).toEqual(['saving', 'saved'])
})

test.each([20, 120, 390])('while typing every %i ms, nothing stays unsaved for a second', async (pause) => {
  const { type, written, mostRunning } = setUp({ latency: 60 })
  for (let typed = 1; typed * pause < 6000; typed++) {
    type(String(typed))
    await vi.advanceTimersByTimeAsync(pause)
    const safe = Number(written.at(-1)?.state ?? 0)
    expect((typed - safe) * pause).toBeLessThan(1000)
  }
  expect(mostRunning()).toBe(1)
})

test('flush saves at once, also what was typed while a save was under way', async () => {
  const { autosave, type, written } = setUp({ latency: 100 })
  type('a')
  const first = autosave.flush()
  await vi.advanceTimersByTimeAsync(50)
  type('ab')
  const second = autosave.flush()
  await vi.advanceTimersByTimeAsync(200)
  await Promise.all([first, second])
  expect(written.map((note) => note.state)).toEqual(['a', 'ab'])
  expect(autosave.hasUnsaved()).toBe(false)
})

test('a failed save keeps the text and comes through on a later try, with the newest text', async () => {
  const { autosave, type, written, statuses, answerWith } = setUp()
  answerWith(() => refusal('io'))
  type('a')
  await vi.advanceTimersByTimeAsync(500)
  expect(statuses.at(-1)).toBe('failed')
  expect(autosave.content().state).toBe('a')
  type('ab')
  await vi.advanceTimersByTimeAsync(500)
  expect(statuses.at(-1)).toBe('failed')
  answerWith(null)
  await vi.advanceTimersByTimeAsync(5000)
  expect(written.map((note) => note.state)).toEqual(['ab'])
  expect(statuses.at(-1)).toBe('saved')
})

test.each(['conflict', 'not_found'] as const)(
  'after %s nothing is saved until the newer note is adopted',
  async (code) => {
    const { autosave, type, written, statuses, answerWith } = setUp()
    answerWith(() => refusal(code))
    type('mine')
    await vi.advanceTimersByTimeAsync(500)
    answerWith(null)
    type('mine, longer')
    await autosave.flush()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(written).toEqual([])
    expect(statuses.at(-1)).toBe('conflict')
    expect(autosave.content().state).toBe('mine, longer')

    autosave.adopt({ id: 1, revision: 7, updatedAt: 5, title: '', state: 'theirs' })
    expect(autosave.content().state).toBe('theirs')
    type('theirs and mine')
    await vi.advanceTimersByTimeAsync(500)
    expect(written.map((note) => note.state)).toEqual(['theirs and mine'])
  }
)

test('the newest content is there without the editor once it was asked for', () => {
  const { autosave } = setUp()
  let editor: string | null = 'typed'
  autosave.changed(() => {
    if (editor === null) throw new Error('the editor is gone')
    return { title: '', state: editor }
  })
  expect(autosave.content().state).toBe('typed')
  editor = null
  expect(autosave.content().state).toBe('typed')
})
