import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/result.ts'
import { createDirectClient } from '../client.ts'
import { createTestLibrary, temporaryFolder } from '../testing.ts'

const paragraph = (...texts: string[]) => ({
  type: 'paragraph',
  children: texts.map((text) => ({ type: 'text', text, format: 0 }))
})
const stateOf = (...texts: string[]) =>
  JSON.stringify({ root: { type: 'root', children: texts.map((text) => paragraph(text)) } })

const ARTICLE = '# 退货入库的七条路\n\n外箱破损、错发、拒收，各走各的路。\n'

describe('create and get', () => {
  test('an empty note has an empty paragraph and no title', async () => {
    const { kb } = createTestLibrary({ now: () => 1_790_000_000_000 })
    const note = unwrap(await kb.notes.create({}))
    expect(note).toMatchObject({
      kind: 'note',
      title: '',
      excerpt: '',
      tags: [],
      source: null,
      createdAt: 1_790_000_000_000
    })
    expect(JSON.parse(note.state).root.children).toMatchObject([{ type: 'paragraph', children: [] }])
    expect(unwrap(await kb.notes.get({ id: note.id }))).toEqual(note)
  })

  test('from Markdown with tags', async () => {
    const { kb } = createTestLibrary()
    const note = unwrap(
      await kb.notes.create({ title: '仓配调研', markdown: '先看**例外**\n\n- 甲\n- 乙\n', tags: ['业务分析', '仓配'] })
    )
    expect(note).toMatchObject({ title: '仓配调研', excerpt: '先看例外 甲 乙', readingMinutes: 1 })
    expect(new Set(note.tags)).toEqual(new Set(['业务分析', '仓配']))
    expect(unwrap(await kb.notes.markdown({ id: note.id }))).toBe('先看**例外**\n\n- 甲\n- 乙\n')
  })

  test('from an article it links to it and takes its categories', async () => {
    const { kb, importFiles } = createTestLibrary()
    await importFiles({ '退货.md': ARTICLE })
    const [article] = unwrap(await kb.entries.list({})).items
    const category = unwrap(await kb.categories.create({ name: '供应链', parentId: null }))
    const id = article?.id ?? 0
    unwrap(await kb.entries.move({ ids: [id], category: category.id }))

    const note = unwrap(await kb.notes.create({ title: '读后', source: id }))
    expect(note.source).toEqual({ id, title: article?.title, deleted: false })
    expect(note.categories).toEqual([['供应链']])
    const second = unwrap(await kb.notes.create({ title: '再读', source: id }))
    expect(unwrap(await kb.notes.bySource({ id })).map((found) => found.id)).toEqual([second.id, note.id])

    unwrap(await kb.entries.trash({ ids: [second.id, id] }))
    expect(unwrap(await kb.notes.bySource({ id })).map((found) => found.id)).toEqual([note.id])
    expect(unwrap(await kb.notes.get({ id: note.id })).source?.deleted).toBe(true)
    unwrap(await kb.entries.purge({ ids: [id] }))
    expect(unwrap(await kb.notes.get({ id: note.id })).source).toBeNull()
  })

  test('fails when the source or the note is not there', async () => {
    const { kb } = createTestLibrary()
    const missing = { ok: false, error: { code: 'not_found', key: 'entryNotFound', details: {} } }
    expect(await kb.notes.create({ source: 99 })).toEqual(missing)
    expect(await kb.notes.get({ id: 99 })).toEqual(missing)
    expect(await kb.notes.markdown({ id: 99 })).toEqual(missing)
    expect(await kb.notes.save({ id: 99, revision: 1, title: '', state: stateOf('') })).toEqual(missing)
    expect(unwrap(await kb.entries.list({})).total).toBe(0)
  })

  test('an article is not a note', async () => {
    const { kb, importFiles } = createTestLibrary()
    await importFiles({ '退货.md': ARTICLE })
    const [article] = unwrap(await kb.entries.list({})).items
    expect(await kb.notes.get({ id: article?.id ?? 0 })).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })
})

describe('save', () => {
  test('keeps the state, derives text and Markdown, counts the revision up and tells it', async () => {
    let clock = 1_790_000_000_000
    const { kb } = createTestLibrary({ now: () => clock })
    const note = unwrap(await kb.notes.create({}))
    const changed: number[][] = []
    kb.entries.changed(({ ids }) => changed.push(ids))

    clock += 60_000
    const state = stateOf('昨天走了一遍现场', '系统里只画了两条')
    const saved = unwrap(await kb.notes.save({ id: note.id, revision: note.revision, title: '仓配', state }))
    expect(saved).toEqual({ revision: note.revision + 1, updatedAt: clock })
    expect(changed).toEqual([[note.id]])
    expect(unwrap(await kb.notes.get({ id: note.id }))).toMatchObject({
      title: '仓配',
      state,
      revision: saved.revision,
      updatedAt: clock
    })
    expect(unwrap(await kb.notes.markdown({ id: note.id }))).toBe('昨天走了一遍现场\n\n系统里只画了两条\n')
    const [row] = unwrap(await kb.entries.list({ view: 'notes' })).items
    expect(row).toMatchObject({ title: '仓配', excerpt: '昨天走了一遍现场 系统里只画了两条' })
  })

  test('the first line stands in for an empty title, in the list only', async () => {
    const { kb } = createTestLibrary()
    const note = unwrap(await kb.notes.create({}))
    unwrap(
      await kb.notes.save({
        id: note.id,
        revision: note.revision,
        title: ' ',
        state: stateOf('', '先画例外', '再画主线')
      })
    )
    expect(unwrap(await kb.entries.get({ id: note.id }))).toMatchObject({ title: '先画例外', excerpt: '再画主线' })
    expect(unwrap(await kb.notes.get({ id: note.id })).title.trim()).toBe('')
  })

  test('an older revision is refused and changes nothing', async () => {
    const { kb } = createTestLibrary()
    const note = unwrap(await kb.notes.create({ markdown: '原文' }))
    const first = unwrap(
      await kb.notes.save({ id: note.id, revision: note.revision, title: '', state: stateOf('甲写的') })
    )
    expect(await kb.notes.save({ id: note.id, revision: note.revision, title: '', state: stateOf('乙写的') })).toEqual({
      ok: false,
      error: { code: 'conflict', key: 'noteConflict', details: { revision: String(first.revision) } }
    })
    expect(unwrap(await kb.notes.markdown({ id: note.id }))).toBe('甲写的\n')
  })

  test('tags and stars do not make the revision old', async () => {
    const { kb } = createTestLibrary()
    const note = unwrap(await kb.notes.create({}))
    unwrap(await kb.entries.tag({ ids: [note.id], add: ['访谈'] }))
    unwrap(await kb.entries.setStarred({ ids: [note.id], starred: true }))
    expect((await kb.notes.save({ id: note.id, revision: note.revision, title: '', state: stateOf('甲') })).ok).toBe(
      true
    )
  })

  const deep = (depth: number) =>
    `{"root":{"type":"root","children":[${'{"type":"quote","children":['.repeat(depth)}${']}'.repeat(depth)}]}}`
  test.each([
    ['no JSON', '{'],
    ['no root', '{}'],
    ['another root', '{"root":{"type":"paragraph"}}'],
    ['a node without a type', '{"root":{"type":"root","children":[1]}}'],
    ['too deep', deep(5000)]
  ])('%s is refused and changes nothing', async (_, state) => {
    const { kb } = createTestLibrary()
    const note = unwrap(await kb.notes.create({ markdown: '原文' }))
    expect(await kb.notes.save({ id: note.id, revision: note.revision, title: '', state })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', key: 'noteInvalid' }
    })
    expect(unwrap(await kb.notes.get({ id: note.id }))).toMatchObject({ revision: note.revision, state: note.state })
  })

  test('nodes of unknown types are kept, and their text is found', async () => {
    const { kb } = createTestLibrary()
    const note = unwrap(await kb.notes.create({}))
    const callout = { type: 'callout', tone: 'idea', children: [paragraph('假设：', '争议单会先变多')] }
    const state = JSON.stringify({ root: { type: 'root', children: [callout] } })
    unwrap(await kb.notes.save({ id: note.id, revision: note.revision, title: '', state }))
    expect(unwrap(await kb.notes.get({ id: note.id })).state).toBe(state)
    expect(unwrap(await kb.notes.markdown({ id: note.id }))).toBe('假设：争议单会先变多\n')
  })
})

test('every save that was acknowledged before a kill is there, and whole', async () => {
  const folder = join(temporaryFolder(), 'library')
  const child = spawn(process.execPath, [join(import.meta.dirname, 'save-loop.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const acknowledged = new Map<number, number>()
  let saves = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [id, count] = line.split(' ').map(Number)
    acknowledged.set(id ?? 0, count ?? 0)
    if (++saves === 300) child.kill('SIGKILL')
  }
  expect(acknowledged.size).toBe(5)

  const { kb, close } = createDirectClient(folder)
  try {
    for (const [id, count] of acknowledged) {
      const markdown = unwrap(await kb.notes.markdown({ id })).trim()
      expect(Number(markdown)).toBeGreaterThanOrEqual(count)
      const note = unwrap(await kb.notes.get({ id }))
      expect(JSON.parse(note.state).root.children[0].children[0].text).toBe(markdown)
      expect(unwrap(await kb.entries.get({ id })).title).toBe(markdown)
    }
  } finally {
    close()
  }
})
