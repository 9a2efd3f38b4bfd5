import Database from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { rowsOf } from './search-queries.ts'
import { idsIn, isInstalled, quoted, writeFiles } from './search-rivals.ts'
import type { Builder } from './search-rivals.ts'

// Other programs, where they are installed: Recoll and Joplin's terminal app on the path, TiddlyWiki in the folder GENGDU_PEERS.

const recoll: Builder = (folder, library) => {
  if (!isInstalled('recollindex')) return 'recollindex is not installed'
  const files = writeFiles(folder, library, 'txt')
  const settings = join(folder, 'recoll')
  mkdirSync(settings)
  writeFileSync(join(settings, 'recoll.conf'), `topdirs = ${files}\n`)
  spawnSync('recollindex', ['-c', settings])
  const search = (query: string, limit: number) =>
    spawnSync('recollq', ['-c', settings, '-b', '-n', String(limit), query], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return {
    bytes: bytesIn(settings),
    memory: null,
    remarks: 'a process for each query',
    find: (terms, limit) => idsIn(search(terms.map(quoted).join(' '), limit).stdout)
  }
}

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((bytes, stat) => bytes + (stat.isFile() ? stat.size : 0), 0)

/** It imports some 50 articles in a second. */
const JOPLIN_MOST = 2000
const JOPLIN_PAGE = 100
const JOPLIN_PORT = 41184

/** Asked over its own service, as its web clipper does; the first answer comes once it has indexed. */
const joplin: Builder = async (folder, library, texts) => {
  if (!isInstalled('joplin')) return 'joplin is not installed'
  if (texts.ids.length > JOPLIN_MOST) return `it takes minutes to import more than ${JOPLIN_MOST} articles`
  const files = writeFiles(folder, library, 'md')
  const profile = join(folder, 'profile')
  spawnSync('joplin', ['--profile', profile, 'import', '--format', 'md', files], { stdio: 'ignore' })
  const service = spawn('joplin', ['--profile', profile, 'server', 'start'], { stdio: 'ignore' })
  const ended = once(service, 'exit')
  const close = async () => {
    service.kill('SIGKILL')
    await ended
  }
  const path = join(profile, 'database.sqlite')
  for (let wait = 0; countIn(path) < texts.ids.length; wait++) {
    if (wait > 600) {
      await close()
      return `after ${wait / 5} s it had ${countIn(path)} of ${texts.ids.length} articles in its index`
    }
    await setTimeout(200)
  }
  const token = tokenIn(join(profile, 'settings.json'))
  const pageOf = async (query: string, page: number): Promise<string> => {
    const asked = new URLSearchParams({ query, token, fields: 'title', limit: String(JOPLIN_PAGE), page: String(page) })
    return (await fetch(`http://127.0.0.1:${JOPLIN_PORT}/search?${asked}`)).text()
  }
  for (let wait = 0; wait < 100 && !(await pageOf('x', 1).catch(() => '')); wait++) await setTimeout(200)
  return {
    bytes: statSync(path).size,
    memory: null,
    remarks: 'over its own service; the size is that of the whole database',
    async find(terms, limit) {
      const found: number[] = []
      for (let page = 1; found.length < limit; page++) {
        const answer = await pageOf(terms.map(quoted).join(' '), page)
        found.push(...Array.from(answer.matchAll(/"title":"(\d+)"/g), ([, id]) => Number(id)))
        if (!answer.includes('"has_more":true')) break
      }
      return found.slice(0, limit)
    },
    close
  }
}

/** Of notes in its index. */
function countIn(path: string): number {
  const db = new Database(path, { readonly: true })
  try {
    return db.prepare<[], number>('SELECT count(*) FROM notes_normalized').pluck().get() ?? 0
  } finally {
    db.close()
  }
}

function tokenIn(path: string): string {
  const settings: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return settings && typeof settings === 'object' && 'api.token' in settings ? String(settings['api.token']) : ''
}

interface TiddlyWiki {
  boot: { argv: string[]; boot(): void }
  wiki: { addTiddler(fields: { title: string; text: string }): void; filterTiddlers(filter: string): string[] }
}

const tiddlywiki: Builder = (folder, library) => {
  const $tw = newTiddlyWiki()
  if (!$tw) return 'tiddlywiki is not in the folder GENGDU_PEERS'
  writeFileSync(join(folder, 'tiddlywiki.info'), '{}')
  $tw.boot.argv = [folder]
  $tw.boot.boot()
  for (const { id, title, body, tags } of rowsOf(library)) {
    $tw.wiki.addTiddler({ title: String(id), text: [title, body, tags].join('\n') })
  }
  return {
    bytes: null,
    find(terms, limit) {
      const steps = terms.map((term) => `search:text:literal[${term.replace(/[[\]]/g, ' ')}]`).join('')
      return $tw.wiki.filterTiddlers(`[${steps}limit[${limit}]]`).map(Number)
    }
  }
}

function newTiddlyWiki(): TiddlyWiki | undefined {
  const peers = createRequire(join(process.env['GENGDU_PEERS'] ?? import.meta.dirname, 'peers.js'))
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the package has no types of its own
    return (peers('tiddlywiki') as { TiddlyWiki(): TiddlyWiki }).TiddlyWiki()
  } catch {
    return undefined
  }
}

export const PEERS: Record<string, Builder> = { TiddlyWiki: tiddlywiki, Recoll: recoll, 'Joplin terminal app': joplin }
