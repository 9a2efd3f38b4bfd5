import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLibrary } from '../../db/open.ts'
import { temporaryFolder } from '../../testing.ts'
import { createImports } from '../index.ts'
import { createParsePool } from './index.ts'
import type { ParseAnswer } from './index.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const never = new AbortController().signal

/** Emphasis that may close every one before it: the parser looks back from each, and takes minutes. */
const SLOW = `# 促销规则\n\n${'*a_ '.repeat(60_000)}`
/** Elements that never close nest in each other, again and again. */
const LARGE = `<p>${'<b><i>越嵌越深'.repeat(400_000)}`

const titleOf = (answer: ParseAnswer): string | undefined => ('parsed' in answer ? answer.parsed.title : undefined)
const codeOf = (answer: ParseAnswer): string | undefined => ('refused' in answer ? answer.refused.code : undefined)

test('parses and measures; a source that is no article has its reason', async () => {
  const { parse } = createParsePool()
  const answers = await Promise.all([
    parse({ bytes: bytes('# 库存\n\n先看哪些货没有动过。'), name: 'a.md' }, never),
    parse({ bytes: bytes(''), name: 'b.md' }, never),
    parse({ bytes: bytes('只有一段。'), name: 'c.txt', known: { title: '别处给的标题' } }, never)
  ])
  expect(answers.map(titleOf)).toEqual(['库存', undefined, '别处给的标题'])
  expect(answers.map(codeOf)).toEqual([undefined, 'empty_file', undefined])
  expect(answers[0]).toMatchObject({ loss: { text: 1, headings: [1, 1] } })
})

test('a source that takes too long is given up, and those behind it are parsed', async () => {
  const { parse } = createParsePool(undefined, { milliseconds: 1500, millisecondsPerMegabyte: 0, megabytes: 512 })
  const [slow, ...answers] = await Promise.all([
    parse({ bytes: bytes(SLOW), name: 'slow.md' }, never),
    ...Array.from({ length: 40 }, (_, n) => parse({ bytes: bytes(`# 第 ${n} 篇\n\n正文。`), name: `${n}.md` }, never))
  ])
  expect(codeOf(slow)).toBe('too_slow')
  expect(answers.map(titleOf)).toEqual(Array.from({ length: 40 }, (_, n) => `第 ${n} 篇`))
})

test('a source that takes too much memory ends its parser alone', async () => {
  const { parse } = createParsePool(undefined, { milliseconds: 20_000, millisecondsPerMegabyte: 0, megabytes: 64 })
  const [large, small] = await Promise.all([
    parse({ bytes: bytes(LARGE), name: 'large.html' }, never),
    parse({ bytes: bytes('# 小的\n\n正文。'), name: 'small.md' }, never)
  ])
  expect(codeOf(large)).toBe('too_much_memory')
  expect(titleOf(small)).toBe('小的')
})

test('what is cancelled is answered at once and its parser is free soon', async () => {
  const { parse } = createParsePool()
  const controller = new AbortController()
  const slow = parse({ bytes: bytes(SLOW), name: 'slow.md' }, controller.signal)
  const waiting = parse({ bytes: bytes('# 等着的\n\n正文。'), name: 'a.md' }, controller.signal)
  controller.abort()
  expect((await Promise.all([slow, waiting])).map(codeOf)).toEqual(['cancelled', 'cancelled'])
  const started = performance.now()
  expect(titleOf(await parse({ bytes: bytes('# 下一个\n\n正文。'), name: 'b.md' }, never))).toBe('下一个')
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('an import names the file that hangs and imports the others; core answers meanwhile', async () => {
  const library = openLibrary(join(temporaryFolder(), 'library'))
  onTestFinished(() => library.close())
  const pool = createParsePool(undefined, { milliseconds: 1500, millisecondsPerMegabyte: 0, megabytes: 512 })
  const room = createImports({ library, resources: '', now: Date.now, emit: () => {} }, pool)
  const folder = temporaryFolder()
  writeFileSync(join(folder, '50 慢的.md'), SLOW)
  for (let n = 0; n < 100; n++)
    writeFileSync(join(folder, `${n} 篇.md`), `# 第 ${n} 篇\n\n盘点从货架开始，到系统结束。`)
  const job = { saveTo: undefined, signal: never, progress: () => {} }
  const receipt = await room.run(null, { ...job, paths: [folder] })
  expect(receipt.counts).toMatchObject({ imported: 100, failed: 1 })
  const failed = await room.items({ batchId: receipt.batchId, outcome: 'failed', offset: 0, limit: 10 })
  expect(failed.items).toMatchObject([
    { path: join(folder, '50 慢的.md'), reason: { code: 'too_slow', detail: '2 s' } }
  ])
})
