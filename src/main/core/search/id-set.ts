/** A set of small whole numbers, one bit each: a hundred thousand ids are combined in microseconds. */
export class IdSet {
  private words: Uint32Array

  constructor(ids: Iterable<number> = [], words: Uint32Array = new Uint32Array(64)) {
    this.words = words
    for (const id of ids) this.add(id)
  }

  add(id: number): void {
    const at = id >>> 5
    if (at >= this.words.length) {
      const larger = new Uint32Array(Math.max(at + 1, this.words.length * 2))
      larger.set(this.words)
      this.words = larger
    }
    this.words[at] = (this.words[at] ?? 0) | (1 << (id & 31))
  }

  has(id: number): boolean {
    return (((this.words[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1
  }

  and(other: IdSet): IdSet {
    return this.combine(other, Math.min(this.words.length, other.words.length), (a, b) => a & b)
  }

  or(other: IdSet): IdSet {
    return this.combine(other, Math.max(this.words.length, other.words.length), (a, b) => a | b)
  }

  without(other: IdSet): IdSet {
    return this.combine(other, this.words.length, (a, b) => a & ~b)
  }

  private combine(other: IdSet, length: number, of: (a: number, b: number) => number): IdSet {
    const words = new Uint32Array(length)
    for (let at = 0; at < length; at++) words[at] = of(this.words[at] ?? 0, other.words[at] ?? 0)
    return new IdSet([], words)
  }

  get size(): number {
    let size = 0
    for (const word of this.words) if (word !== 0) size += bitsOf(word)
    return size
  }

  /** In falling order: the newest entries first. */
  [Symbol.iterator](): Iterator<number> {
    return this.toArray()[Symbol.iterator]()
  }

  /** In falling order. */
  toArray(): Uint32Array {
    const ids = new Uint32Array(this.size)
    let n = 0
    for (let at = this.words.length - 1; at >= 0; at--) {
      for (let rest = this.words[at] ?? 0; rest !== 0;) {
        const bit = 31 - Math.clz32(rest)
        ids[n++] = at * 32 + bit
        rest &= ~(1 << bit)
      }
    }
    return ids
  }
}

/** The number of set bits of a 32-bit word (Warren, "Hacker's Delight", 5-1). */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
