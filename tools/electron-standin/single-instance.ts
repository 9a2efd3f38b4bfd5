import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a second start tells the first. */
interface Greeting {
  argv: string[]
  cwd: string
}

/**
 * One lock per folder: a file that names a live process, and a socket that carries a second start's command line.
 * @returns null when this process holds the lock, else a promise that the first process has been told
 */
export function lockInstance(folder: string, onSecond: (greeting: Greeting) => void): Promise<void> | null {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'standin.lock')
  const socket = join(tmpdir(), `standin-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`)
  if (!writeLock(file)) {
    if (isAlive(Number(readFileSync(file, 'utf8')))) return tell(socket)
    rmSync(file)
    if (!writeLock(file)) return tell(socket)
  }
  rmSync(socket, { force: true })
  createServer((client) => {
    let text = ''
    client.on('data', (data) => (text += String(data)))
    client.on('end', () => onSecond(JSON.parse(text) as Greeting))
  })
    .listen(socket)
    .unref()
  process.on('exit', () => {
    rmSync(file, { force: true })
    rmSync(socket, { force: true })
  })
  return null
}

function writeLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function tell(socket: string): Promise<void> {
  const greeting: Greeting = { argv: process.argv, cwd: process.cwd() }
  return new Promise((resolve) => {
    const client = connect(socket, () => client.end(JSON.stringify(greeting)))
    client.on('close', () => resolve())
    client.on('error', () => resolve())
  })
}
