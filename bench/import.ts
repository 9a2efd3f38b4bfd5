import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { strToU8, zipSync } from 'fflate'
import { insertArticle, parseArticle, readyArticle } from '../src/main/core/articles/index.ts'
import { createDirectClient } from '../src/main/core/client.ts'
import { openLibrary } from '../src/main/core/db/open.ts'
import { sha256Of } from '../src/main/core/db/originals.ts'
import { transaction } from '../src/main/core/db/sql.ts'
import { unwrap } from '../src/shared/result.ts'
import type { BenchOptions } from './bench.ts'
import { openCorpus } from './corpus.ts'
import { importIntoPeers } from './import-peers.ts'
import { SENTENCES } from './phrases.ts'
import type { BenchRow } from './row.ts'

const ROUNDS = 2
const SEARCH_EVERY_MS = 100
const SEARCHES = ['权限', '退货 入库', '增长']

/**
 * Imports a folder of articles with the command line into a new library, until all of it is indexed, against the ceiling
 * of the same run: parse, sanitise, insert and index the same files from memory, in one thread, without reading, originals,
 * receipts, progress and start. Then what core's callers feel meanwhile.
 */
export async function benchImport({ articles, peers }: BenchOptions): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gengdu-bench-'))
  try {
    const corpus = folderOf(join(folder, 'corpus'), articles)
    const ceilings: number[] = []
    const imports: CommandLineImport[] = []
    // In turns, and the best of each, because other work on the machine only ever slows a round down.
    for (let round = 0; round < ROUNDS; round++) {
      ceilings.push(await ceiling(join(folder, `ceiling-${round}`), corpus))
      imports.push(await importByCommandLine(join(folder, `import-${round}`), corpus))
      for (const each of ['ceiling', 'import']) rmSync(join(folder, `${each}-${round}`), { recursive: true })
    }
    const [limit, seconds] = [Math.min(...ceilings), Math.min(...imports.map((each) => each.seconds))]
    const meanwhile = await importAndSearch(join(folder, 'meanwhile'), [corpus])
    const large = await importAndSearch(join(folder, 'large'), largeFiles(join(folder, 'large-files')))
    const rate = (took: number) => `${Math.round(articles / took)} articles/s`
    return [
      { name: 'ceiling: parse, insert, index', value: rate(limit) },
      {
        name: 'command line, with its start, all indexed',
        value: rate(seconds),
        ratio: `${Math.round((100 * limit) / seconds)} % of the ceiling`,
        aim: '≥ 70 %'
      },
      {
        name: 'its peak memory',
        value: `${Math.max(...imports.map(({ peakMegabytes }) => peakMegabytes))} MB`,
        aim: '≤ 500 MB'
      },
      ...feltRows('', meanwhile),
      ...feltRows(' of a 10 MB DOCX and a 5 MB Markdown file', large),
      ...(peers ? await importIntoPeers(join(folder, 'peers'), corpus, articles) : [])
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function folderOf(folder: string, articles: number): string {
  const { paths, remove } = openCorpus(articles)
  mkdirSync(folder)
  for (const path of paths) copyFileSync(path, join(folder, basename(path)))
  remove()
  return folder
}

/** Seconds for the least that must be done. */
async function ceiling(folder: string, corpus: string): Promise<number> {
  const files = readdirSync(corpus).map((name) => ({ name, bytes: readFileSync(join(corpus, name)) }))
  const library = openLibrary(folder)
  const start = performance.now()
  for (let next = 0; next < files.length; next += 64) {
    transaction(library.db, () => {
      for (const { name, bytes } of files.slice(next, next + 64)) {
        const source = { batchId: null, sourceName: name, sha256: sha256Of(bytes), bytes: bytes.byteLength, now: 0 }
        insertArticle(library.db, readyArticle(parseArticle(bytes, name)), source)
      }
    })
  }
  const inserted = performance.now() - start
  library.close()
  const client = createDirectClient(folder)
  const indexing = performance.now()
  unwrap(await client.kb.search.catchUp(null).result)
  const indexed = performance.now() - indexing
  client.close()
  return (inserted + indexed) / 1000
}

interface CommandLineImport {
  seconds: number
  peakMegabytes: number
}

/** The command line in a process of its own, as a user runs it. */
async function importByCommandLine(library: string, corpus: string): Promise<CommandLineImport> {
  const commandLine = join(import.meta.dirname, '../src/cli/gengdu.ts')
  const usage = `${library}.usage.json`
  const args = ['--import', join(import.meta.dirname, 'note-usage.ts'), commandLine, 'import', corpus]
  const start = performance.now()
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=8', '--heap-growing-percent=50', ...args, '--library', library, '--json'],
    {
      env: { ...process.env, GENGDU_USAGE: usage },
      stdio: ['ignore', 'ignore', 'inherit']
    }
  )
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  const seconds = (performance.now() - start) / 1000
  if (code !== 0) throw new Error(`import ended with ${code}`)
  const { maxRSS }: { maxRSS: number } = JSON.parse(readFileSync(usage, 'utf8'))
  return { seconds, peakMegabytes: Math.round(maxRSS / 1024) }
}

/** What callers of core feel during an import, in milliseconds. */
interface Felt {
  longestWait: number
  searches: number[]
}

async function importAndSearch(folder: string, paths: string[]): Promise<Felt> {
  const client = createDirectClient(folder)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const searches: number[] = []
  const state = { importing: true }
  const searching = (async () => {
    for (let turn = 0; state.importing; turn++) {
      const start = performance.now()
      unwrap(await client.kb.search.query({ query: SEARCHES[turn % SEARCHES.length] ?? '' }))
      searches.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, SEARCH_EVERY_MS))
    }
  })()
  delay.enable()
  const { counts } = unwrap(await client.onPaths(paths, () => client.kb.imports.run(null)).result)
  delay.disable()
  state.importing = false
  await searching
  client.close()
  if (counts.imported === 0 || counts.failed > 0) throw new Error(`unexpected receipt: ${JSON.stringify(counts)}`)
  return { longestWait: delay.max / 1e6, searches: searches.toSorted((a, b) => a - b) }
}

function feltRows(what: string, { longestWait, searches }: Felt): BenchRow[] {
  const at = (share: number) =>
    (searches[Math.min(searches.length - 1, Math.floor(searches.length * share))] ?? 0).toFixed(0)
  return [
    { name: `longest wait for core during import${what}`, value: `${longestWait.toFixed(0)} ms`, aim: '≤ 30 ms' },
    { name: `search meanwhile${what}, p50 / p95`, value: `${at(0.5)} / ${at(0.95)} ms`, aim: '≤ 50 ms' }
  ]
}

/** Single files that take a parser seconds. */
function largeFiles(folder: string): string[] {
  mkdirSync(folder)
  const paragraphs = (characters: number): string[] => {
    const lines: string[] = []
    for (let length = 0, n = 0; length < characters; n++) {
      const line = `${n}. ${SENTENCES[n % SENTENCES.length] ?? ''}`
      lines.push(line)
      length += line.length
    }
    return lines
  }
  const body = paragraphs(3_400_000)
    .map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`)
    .join('')
  const word = zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    '_rels/.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    'word/document.xml': strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
    )
  })
  writeFileSync(join(folder, 'large.docx'), word)
  writeFileSync(join(folder, 'large.md'), `# 很长的一篇\n\n${paragraphs(1_700_000).join('\n\n')}\n`)
  return [folder]
}
