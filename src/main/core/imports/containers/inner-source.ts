import { bytesSource } from '../../zip/index.ts'
import type { ByteSource } from '../../zip/index.ts'
import type { Member } from './container.ts'

/** How long a container within a container stays unpacked in memory after the last look into it. */
const KEPT_MS = 10_000

/** By depth: containers are read one after another, so one at each is enough. */
const unpacked = new Map<number, { member: Member; bytes: Promise<Uint8Array> }>()
let timer: NodeJS.Timeout | undefined

/** A container within a container. Only the one looked into last at its depth is in memory. */
export function innerSource(member: Member, depth: number): ByteSource {
  return {
    size: member.size,
    async read(position, length) {
      return bytesSource(await bytesOf(member, depth)).read(position, length)
    }
  }
}

function bytesOf(member: Member, depth: number): Promise<Uint8Array> {
  clearTimeout(timer)
  timer = setTimeout(() => unpacked.clear(), KEPT_MS).unref()
  const latest = unpacked.get(depth)
  if (latest?.member === member) return latest.bytes
  const bytes = member.read()
  unpacked.set(depth, { member, bytes })
  return bytes
}
