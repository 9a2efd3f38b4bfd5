import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing.ts'
import { findFiles } from './find-files.ts'

const posix = process.platform !== 'win32'

function folderWith(names: string[]): string {
  const folder = temporaryFolder()
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), name)
  }
  return folder
}

async function find(paths: string[], options: { maxFiles?: number; signal?: AbortSignal } = {}) {
  const found = await findFiles(paths, { signal: new AbortController().signal, ...options })
  const root = paths[0] ?? ''
  return found.map(({ path, refused }) => [relative(root, path), refused?.code ?? 'ok'])
}

describe('findFiles', () => {
  test('lists folders depth first with names in order', async () => {
    const folder = folderWith(['b.md', 'a/z.txt', 'a/y/x.html', 'c'])
    expect(await find([folder])).toEqual([
      ['a/y/x.html', 'ok'],
      ['a/z.txt', 'ok'],
      ['b.md', 'ok'],
      ['c', 'ok']
    ])
  })

  test('refuses by name what is no article', async () => {
    const folder = folderWith([
      'a.PNG',
      'b.xlsx',
      'c.rar',
      'd.md',
      '.hidden.md',
      '.git/config',
      'Thumbs.db',
      '.DS_Store'
    ])
    expect(Object.fromEntries(await find([folder]))).toEqual({
      'a.PNG': 'picture_unused',
      'b.xlsx': 'unsupported_type',
      'c.rar': 'unsupported_type',
      'd.md': 'ok',
      '.hidden.md': 'hidden_file',
      '.git': 'hidden_file',
      'Thumbs.db': 'hidden_file',
      '.DS_Store': 'hidden_file'
    })
  })

  test('takes a hidden file and a hidden folder that the user chose by name', async () => {
    const folder = folderWith(['.draft.md', '.notes/one.md'])
    expect(await find([join(folder, '.draft.md')])).toEqual([['', 'ok']])
    expect(await find([join(folder, '.notes')])).toEqual([['one.md', 'ok']])
  })

  test('says of a path that is not there that it vanished', async () => {
    const folder = temporaryFolder()
    expect(await find([join(folder, 'gone.md')])).toEqual([['', 'vanished']])
  })

  test.runIf(posix)('follows links, and enters no folder twice', async () => {
    const folder = folderWith(['a/one.md', 'two.md'])
    symlinkSync(join(folder, 'a', 'one.md'), join(folder, 'link.md'))
    symlinkSync(folder, join(folder, 'a', 'up'))
    symlinkSync('self', join(folder, 'self'))
    expect(Object.fromEntries(await find([folder]))).toEqual({
      'a/one.md': 'ok',
      'a/up': 'symlink_loop',
      'link.md': 'ok',
      self: 'symlink_loop',
      'two.md': 'ok'
    })
  })

  test.runIf(posix)('refuses a link to nothing and a pipe without waiting for them', async () => {
    const folder = folderWith(['target.md'])
    symlinkSync(join(folder, 'target.md'), join(folder, 'broken.md'))
    rmSync(join(folder, 'target.md'))
    execFileSync('mkfifo', [join(folder, 'pipe.md')])
    expect(Object.fromEntries(await find([folder]))).toEqual({ 'broken.md': 'unreadable', 'pipe.md': 'unreadable' })
  })

  test('stops at the limit and says so', async () => {
    const folder = folderWith(['a.md', 'b.md', 'c.md', 'd.md'])
    expect(await find([folder], { maxFiles: 2 })).toEqual([
      ['a.md', 'ok'],
      ['b.md', 'ok'],
      ['c.md', 'too_large']
    ])
  })

  test('ends when cancelled', async () => {
    const folder = folderWith(['a.md'])
    expect(await find([folder], { signal: AbortSignal.abort() })).toEqual([])
  })
})
