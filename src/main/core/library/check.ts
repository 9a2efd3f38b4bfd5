import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { JobContext } from '../../../shared/ipc.ts'
import type { LibraryProblem } from '../../../shared/library.ts'
import { AppError } from '../../../shared/result.ts'
import type { LibraryFolder } from '../db/open.ts'
import { originalPath } from '../db/originals.ts'
import type { Search } from '../search/index.ts'
import { filesIn, isPicture } from './mend.ts'
import { allAssets, brokenReferences, integrityProblems } from './queries.ts'
import type { AssetRow } from './queries.ts'

/** Reads the whole library and gives what is wrong with it. Changes nothing. */
export async function checkLibrary(
  { db, assetsFolder }: LibraryFolder,
  search: Search,
  job: Pick<JobContext, 'signal' | 'progress'>
): Promise<LibraryProblem[]> {
  const problems: LibraryProblem[] = []
  const assets = orDamage(problems, () => allAssets(db)) ?? []
  const total = assets.length + DATABASE_STEPS.length
  let done = 0
  const step = async (label: string) => {
    // Lets a cancel that is waiting in the queue arrive.
    await new Promise((resolve) => setImmediate(resolve))
    if (job.signal.aborted) throw new AppError('cancelled', 'cancelled')
    job.progress({ done: done++, total, label })
  }

  for (const look of DATABASE_STEPS) {
    await step('library.db')
    problems.push(...(orDamage(problems, () => look(db, search)) ?? []))
  }
  for (const asset of assets) {
    await step(asset.title ?? asset.sha256)
    const problem = await checkAsset(assetsFolder, asset)
    if (problem) problems.push(problem)
  }
  // Without the list of assets every file would look like one that nothing uses.
  if (problems.every(({ code }) => code !== 'database')) {
    problems.push(...(await findOrphans(assetsFolder, new Set(assets.map(({ sha256 }) => sha256)))))
  }
  job.progress({ done: total, total, label: '' })
  return problems
}

const DATABASE_STEPS: ((db: LibraryFolder['db'], search: Search) => LibraryProblem[])[] = [
  (db) => integrityProblems(db).map((detail) => ({ code: 'database', detail })),
  (db) =>
    brokenReferences(db).map(({ child, parent, rows }) => ({
      code: 'foreign_keys',
      detail: `${child} → ${parent}: ${rows}`
    })),
  (_db, search) => search.check()
]

/** The answer of `read`, or undefined with one more problem when the database is too damaged to be read. */
function orDamage<T>(problems: LibraryProblem[], read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_CORRUPT')) throw error
    problems.push({ code: 'database', detail: error.message })
    return undefined
  }
}

async function checkAsset(assetsFolder: string, asset: AssetRow): Promise<LibraryProblem | null> {
  const detail = asset.title ?? asset.sha256
  const kind = isPicture(asset) ? 'picture' : 'asset'
  const found = await hashOf(originalPath(assetsFolder, asset.sha256))
  if (found === null) return { code: `${kind}_missing`, detail }
  return found === asset.sha256 ? null : { code: `${kind}_damaged`, detail }
}

/** SHA-256 of a file in hexadecimal; null when it is not there, empty text when it cannot be read. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk)
    return hash.digest('hex')
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : ''
  }
}

async function findOrphans(assetsFolder: string, known: Set<string>): Promise<LibraryProblem[]> {
  const found = await filesIn(assetsFolder)
  return found.filter((file) => !known.has(basename(file))).map((file) => ({ code: 'orphan', detail: file }))
}
