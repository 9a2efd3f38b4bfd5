import { execFileSync } from 'node:child_process'
import { chmodSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing.ts'
import { MAX_BYTES, readFile } from './read-file.ts'

const posix = process.platform !== 'win32'
const root = process.getuid?.() === 0

function file(content: string | Uint8Array): string {
  const path = join(temporaryFolder(), 'file.md')
  writeFileSync(path, content)
  return path
}

describe('readFile', () => {
  test('gives the bytes', async () => {
    const content = new Uint8Array(300_000).map((_, index) => index % 251)
    expect(await readFile(file(content))).toEqual({ bytes: Buffer.from(content) })
    expect(await readFile(file(''))).toEqual({ bytes: Buffer.alloc(0) })
  })

  test('leaves a file over the limit of this read for later', async () => {
    expect(await readFile(file('12345'), 4)).toEqual({ large: 5 })
    expect(await readFile(file('1234'), 4)).toEqual({ bytes: Buffer.from('1234') })
  })

  test('refuses a file over 50 MB', async () => {
    const path = file('')
    truncateSync(path, MAX_BYTES + 1)
    expect(await readFile(path)).toMatchObject({ refused: { outcome: 'failed', code: 'too_large' } })
  })

  test('tells what is not there from what cannot be read', async () => {
    const folder = temporaryFolder()
    expect(await readFile(join(folder, 'gone.md'))).toMatchObject({ refused: { code: 'vanished', detail: 'ENOENT' } })
    expect(await readFile(folder)).toMatchObject({ refused: { outcome: 'failed', code: 'unreadable' } })
  })

  test.runIf(posix)('does not wait on a pipe', async () => {
    const path = join(temporaryFolder(), 'pipe.md')
    execFileSync('mkfifo', [path])
    expect(await readFile(path)).toMatchObject({ refused: { code: 'unreadable', detail: 'not a regular file' } })
  })

  test.runIf(posix && !root)('refuses a file without permission', async () => {
    const path = file('secret')
    chmodSync(path, 0o000)
    expect(await readFile(path)).toMatchObject({ refused: { code: 'unreadable', detail: 'EACCES' } })
  })
})
