import { _electron } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDirectClient } from '../src/main/core/client.ts'
import '../src/shared/window.ts'
import { unwrap } from '../src/shared/result.ts'
import { openCorpus } from './corpus.ts'
import type { BenchRow } from './row.ts'

const ARTICLES = 10_000
const STARTS = 5
const SAVES = 60
const WORDS = 80
const BLOCKS = 5000
const FRAMES = 180

const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The built app with a library of 10,000 articles: start, save, memory, and how long main was ever blocked. */
export async function benchApp(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'gengdu-bench-app-'))
  const library = join(home, 'library')
  const corpus = openCorpus(ARTICLES)
  try {
    const book = await fill(library, corpus.paths, home)
    const starts: { launch: number; list: number }[] = []
    for (let run = 0; run < STARTS; run++) {
      const started = await start(home, library)
      starts.push(started.times)
      if (run < STARTS - 1) {
        await started.app.close()
        continue
      }
      const rows = await whileRunning(started.app, started.page, book)
      await started.app.close()
      return [
        {
          name: `start to usable list, ${ARTICLES} articles (median of ${STARTS})`,
          value: milliseconds(
            percentile(
              starts.map((each) => each.list),
              0.5
            )
          ),
          ratio: `${(
            percentile(
              starts.map((each) => each.list),
              0.5
            ) /
            percentile(
              starts.map((each) => each.launch),
              0.5
            )
          ).toFixed(1)} × bare runtime start`,
          aim: '≤ 1500 ms'
        },
        ...rows
      ]
    }
    return []
  } finally {
    corpus.remove()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Gives the id of a long article beside those of the corpus. */
async function fill(library: string, paths: string[], home: string): Promise<number> {
  const client = createDirectClient(library)
  const importAll = async (files: string[]) =>
    unwrap(await client.onPaths(files, () => client.kb.imports.run(null)).result)
  await importAll(paths)
  const book = join(home, 'book.md')
  writeFileSync(
    book,
    Array.from({ length: BLOCKS }, (_, n) => `${n} ${'先看货架，再看系统。'.repeat(n % 12)}`).join('\n\n')
  )
  const { batchId } = await importAll([book])
  const [item] = unwrap(await client.kb.imports.items({ batchId, limit: 1 })).items
  unwrap(await client.kb.search.reindex(null).result)
  client.close()
  if (!item?.entryId) throw new Error('the long article is not there')
  return item.entryId
}

async function start(home: string, library: string) {
  const begin = performance.now()
  const app = await _electron.launch({
    args: [join(import.meta.dirname, '..'), '--lang=zh-CN'],
    env: { ...definedEnvironment(), GENGDU_USER_DATA: join(home, 'user'), GENGDU_LIBRARY: library }
  })
  const launch = performance.now() - begin
  const page = await app.firstWindow()
  await page.getByRole('option').first().waitFor()
  const list = performance.now() - begin
  return { app, page, times: { launch, list } }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}

async function whileRunning(app: ElectronApplication, page: Page, book: number): Promise<BenchRow[]> {
  await watchMain(app)
  const saves = await page.evaluate(saveRepeatedly, SAVES)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  const searches = await page.evaluate(typeWords, WORDS)
  const { stall, memory } = await readMain(app)
  await page.evaluate((id) => (location.hash = `#/library?entry=${id}`), book)
  await page.locator('.read p').first().waitFor()
  const frames = await page.evaluate(scrollDown, FRAMES)
  return [
    { name: `autosave round trip p50 (${SAVES} saves)`, value: milliseconds(percentile(saves, 0.5)) },
    { name: 'autosave round trip p95', value: milliseconds(percentile(saves, 0.95)) },
    { name: 'search, key to painted results p50', value: milliseconds(percentile(searches, 0.5)) },
    { name: 'search, key to painted results p95', value: milliseconds(percentile(searches, 0.95)), aim: '≤ 60 ms' },
    { name: `frame while scrolling ${BLOCKS} paragraphs p50`, value: milliseconds(percentile(frames, 0.5)) },
    {
      name: `frame while scrolling ${BLOCKS} paragraphs p95`,
      value: milliseconds(percentile(frames, 0.95)),
      aim: '≤ 20 ms'
    },
    { name: 'longest stall of the main thread meanwhile', value: milliseconds(stall), aim: '≤ 16 ms' },
    { name: 'memory of main with core (RSS)', value: `${Math.round(memory / 1024 / 1024)} MB` }
  ]
}

/** Runs in the page: saves a note again and again through the app's own bridge. */
async function saveRepeatedly(times: number): Promise<number[]> {
  const { kb } = window
  const note = await kb.notes.create({ title: 'bench', markdown: '字'.repeat(3000) })
  if (!note.ok) throw new Error(note.error.key)
  const { id, state } = note.value
  let { revision } = note.value
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const begin = performance.now()
    const saved = await kb.notes.save({ id, revision, title: `bench ${i}`, state })
    taken.push(performance.now() - begin)
    if (!saved.ok) throw new Error(saved.error.key)
    revision = saved.value.revision
  }
  return taken
}

/** Runs in the page: types pairs of characters from titles into the open palette, each until its results are painted. */
async function typeWords(count: number): Promise<number[]> {
  const field = document.querySelector<HTMLInputElement>('[role=combobox]')
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
  const list = await window.kb.entries.list({ limit: 500 })
  if (!field || !setValue || !list.ok) throw new Error('the palette is not open')
  const words = new Set(list.value.items.flatMap(({ title }) => /[\u4e00-\u9fff]{2}/.exec(title.slice(2))?.[0] ?? []))
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const shown = () => document.querySelector('.palette-results mark')?.textContent
  const type = async (text: string) => {
    setValue.call(field, text)
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    while (text === '' ? shown() !== undefined : shown() !== text) await nextFrame()
  }
  const taken: number[] = []
  for (const word of [...words].slice(0, count)) {
    await type('')
    const begin = performance.now()
    await type(word)
    await nextFrame()
    taken.push(performance.now() - begin)
  }
  return taken
}

/** Runs in the page: scrolls the open article, some lines at each frame; gives how long the frames took. */
async function scrollDown(count: number): Promise<number[]> {
  const scroller = document.querySelector('.reader-scroll')
  if (!scroller) throw new Error('no article is open')
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  // Its related entries come in after it.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const taken: number[] = []
  for (let i = 0; i < count; i++) {
    const begin = performance.now()
    scroller.scrollTop += 300
    await nextFrame()
    taken.push(performance.now() - begin)
  }
  return taken
}

/** Starts counting how long the main thread lets other work wait. */
async function watchMain(app: ElectronApplication): Promise<void> {
  await app.evaluate(async () => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delays = monitorEventLoopDelay({ resolution: 5 })
    delays.enable()
    Object.assign(globalThis, { benchDelays: delays })
  })
}

async function readMain(app: ElectronApplication): Promise<{ stall: number; memory: number }> {
  return app.evaluate(() => {
    const delays: unknown = Reflect.get(globalThis, 'benchDelays')
    const longest = typeof delays === 'object' && delays !== null && 'max' in delays ? Number(delays.max) : 0
    return { stall: longest / 1e6, memory: process.memoryUsage.rss() }
  })
}
