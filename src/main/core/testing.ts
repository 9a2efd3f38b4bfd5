import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { unwrap } from '../../shared/result.ts'
import type { ImportReceipt } from '../../shared/imports.ts'
import { createDirectClient } from './client.ts'
import type { DirectClient } from './client.ts'
import type { CoreOptions } from './core.ts'

/** A folder that goes away when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gengdu-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface TestLibrary extends DirectClient {
  folder: string
  /** Writes files into a folder of their own and imports them; keys are relative paths. */
  importFiles(files: Record<string, string | Uint8Array>): Promise<ImportReceipt>
}

/** A real library on disk behind the typed API, closed and removed when the test ends. */
export function createTestLibrary({
  folder = join(temporaryFolder(), 'library'),
  ...options
}: { folder?: string } & Pick<CoreOptions, 'now' | 'mayConnect'> = {}): TestLibrary {
  const client = createDirectClient(folder, options)
  onTestFinished(() => client.close())
  return {
    ...client,
    folder,
    async importFiles(files) {
      const source = temporaryFolder()
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(source, name)), { recursive: true })
        writeFileSync(join(source, name), content)
      }
      return unwrap(await client.onPaths([source], () => client.kb.imports.run(null)).result)
    }
  }
}

/**
 * Runs a job of `imports`, such as `imports.run(null)`, on paths in a process of its own that kills itself over its
 * 100th article: the first group of articles is committed, the next one is being written.
 */
export async function killedImport(libraryFolder: string, paths: string[], job: string): Promise<void> {
  const client = pathToFileURL(join(import.meta.dirname, 'client.ts')).href
  // The clock is read for every article that is added.
  const script = `
    const { createDirectClient } = await import(${JSON.stringify(client)})
    let clock = 0
    const now = () => (++clock === 100 ? process.kill(process.pid, 'SIGKILL') : Date.now())
    const { kb: { imports }, onPaths } = createDirectClient(${JSON.stringify(libraryFolder)}, { now })
    await onPaths(${JSON.stringify(paths)}, () => ${job}).result
  `
  await killedByItself(script)
}

/** Runs a module in a process of its own, which must end by killing itself. */
export async function killedByItself(script: string): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' })
  expect(await new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)))).toBe('SIGKILL')
}

/** Processor time of this thread for some work, milliseconds: unlike a clock it tells the same on a busy machine. */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
