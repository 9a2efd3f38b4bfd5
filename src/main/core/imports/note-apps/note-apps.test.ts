import { expect, test } from 'vitest'
import type { FoundFile } from '../find-files.ts'
import { refusal } from '../refusal.ts'
import { placeNotes } from './index.ts'

const MANY = 100_000
const never = new AbortController().signal
const id = (n: number): string => n.toString(16).padStart(32, '0')
const file = (path: string, text = 'x'): FoundFile => {
  const name = path.split(/[/!]/).at(-1) ?? ''
  const bytes = Buffer.from(text)
  return { path, refused: null, member: { name, size: bytes.length, read: () => Promise.resolve(bytes) } }
}
const many = (path: (n: number) => string): FoundFile[] => Array.from({ length: MANY }, (_, n) => file(path(n)))

test('a hundred thousand files named by hashes are looked into only when the first are items', async () => {
  const found = many((n) => `/feed/${id(n)}.md`)
  expect(await placeNotes(found, never)).toEqual(found)
})

test('a hundred thousand notes of a vault are placed, and categories have an end', async () => {
  const vault: FoundFile = { path: '/v.zip!.obsidian', refused: refusal('hidden_file') }
  const deep = file(`/v.zip!${'a/'.repeat(200)}深.md`)
  const placed = await placeNotes([vault, deep, ...many((n) => `/v.zip!夹 ${n % 100}/${n}.md`)], never)
  expect(placed).toHaveLength(MANY + 2)
  expect(placed[1]?.known).toEqual({ app: 'obsidian', category: Array.from({ length: 20 }, () => 'a') })
  expect(placed.at(-1)?.known).toEqual({ app: 'obsidian', category: ['夹 99'] })
})

test('a hundred thousand pages of Notion are placed', async () => {
  const placed = await placeNotes(
    many((n) => `/e.zip!页 ${id(n % 10)}/子页 ${id(n)}.md`),
    never
  )
  expect(placed.at(-1)?.known).toEqual({
    app: 'notion',
    names: [id(MANY - 1)],
    title: '子页',
    category: ['页']
  })
})

test('what is known of a note already stays', async () => {
  const known = { category: ['自己的'], title: '自己的' }
  const [page] = await placeNotes([{ ...file(`/e.zip!页 ${id(1)}.md`), known }], never)
  expect(page?.known).toEqual({ app: 'notion', names: [id(1)], ...known })
})

test.each([
  ['/x/.obsidian-backup', undefined],
  ['/x/笔记.obsidian', undefined],
  ['/x/.obsidian', 'obsidian']
])('beside %s a note is of the app %s', async (path, app) => {
  const sign: FoundFile = { path, refused: refusal('hidden_file') }
  const [, note] = await placeNotes([sign, file('/x/a.md')], never)
  expect(note?.known?.app).toBe(app)
})
