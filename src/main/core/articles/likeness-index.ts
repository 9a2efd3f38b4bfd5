import { BANDS, digestOf } from './similarity.ts'

const EMPTY = 0xffffffff
const FIRST_CAPACITY = 1024
/** In a crowd of articles that share a band, each is compared with this many before it. */
const MOST_COMPARED = 10
/** Longest walk through a bucket, where other bands and articles stand between. */
const LONGEST_WALK = 32
/** When an article meets more than this many, only those that share two bands are compared. */
const MOST_MET = 32

/**
 * Finds the articles that are like a text, without looking at the others. Takes about 320 bytes an article; entries are
 * never taken out, so that what is found must be looked up again.
 *
 * Articles meet when they share a band of their signatures, and are then compared by their digests. All bands live in one
 * hash table with chains: `heads` has the newest link of each bucket, a link is the number of an article times the bands
 * plus the band, `next` leads to the link before it.
 */
export class LikenessIndex {
  #ids = new Float64Array(FIRST_CAPACITY)
  #digests = new Uint32Array(FIRST_CAPACITY * BANDS)
  #next = new Uint32Array(FIRST_CAPACITY * BANDS)
  #heads = newHeads(FIRST_CAPACITY)
  /** How many bands each article shares with the one that is looked for. */
  #hits = new Uint8Array(FIRST_CAPACITY)
  #size = 0

  add(id: number, signature: Uint32Array): void {
    if (this.#size === this.#ids.length) this.#grow()
    const article = this.#size++
    this.#ids[article] = id
    this.#digests.set(digestOf(signature), article * BANDS)
    for (let band = 0; band < BANDS; band++) this.#link(article * BANDS + band)
  }

  /** Ids of articles that share at least so much with the signature, its own perhaps among them; a few may share less. */
  find(signature: Uint32Array, least: number): number[] {
    const digest = digestOf(signature)
    const met = this.#meet(digest)
    const shared = met.length > MOST_MET ? 2 : 1
    const alike = met.filter(
      (article) => (this.#hits[article] ?? 0) >= shared && this.#equalBytes(article, digest) >= least * BANDS * 4
    )
    for (const article of met) this.#hits[article] = 0
    return alike.map((article) => this.#ids[article] ?? 0)
  }

  /** Articles that share a band; `#hits` then says how many. */
  #meet(digest: Uint32Array): number[] {
    const met: number[] = []
    for (let band = 0; band < BANDS; band++) {
      const key = digest[band] ?? 0
      let link = this.#heads[this.#bucket(key, band)] ?? EMPTY
      let found = 0
      for (let steps = 0; link !== EMPTY && steps < LONGEST_WALK && found < MOST_COMPARED; steps++) {
        if (this.#digests[link] === key && link % BANDS === band) {
          const article = (link / BANDS) >>> 0
          const hits = this.#hits[article] ?? 0
          if (hits === 0) met.push(article)
          this.#hits[article] = hits + 1
          found++
        }
        link = this.#next[link] ?? EMPTY
      }
    }
    return met
  }

  #equalBytes(article: number, digest: Uint32Array): number {
    let equal = 0
    for (let band = 0; band < BANDS; band++) {
      const different = (this.#digests[article * BANDS + band] ?? 0) ^ (digest[band] ?? 0)
      if ((different & 0xff) === 0) equal++
      if ((different & 0xff00) === 0) equal++
      if ((different & 0xff0000) === 0) equal++
      if ((different & 0xff000000) === 0) equal++
    }
    return equal
  }

  #bucket(key: number, band: number): number {
    const mixed = Math.imul(key ^ Math.imul(band + 1, 0x9e3779b1), 0x85ebca6b)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % this.#heads.length
  }

  #link(link: number): void {
    const bucket = this.#bucket(this.#digests[link] ?? 0, link % BANDS)
    this.#next[link] = this.#heads[bucket] ?? EMPTY
    this.#heads[bucket] = link
  }

  #grow(): void {
    const capacity = this.#size * 2
    this.#ids = enlarged(this.#ids, new Float64Array(capacity))
    this.#digests = enlarged(this.#digests, new Uint32Array(capacity * BANDS))
    this.#next = new Uint32Array(capacity * BANDS)
    this.#heads = newHeads(capacity)
    this.#hits = new Uint8Array(capacity)
    for (let link = 0; link < this.#size * BANDS; link++) this.#link(link)
  }
}

/** Half as many buckets as links; an odd number spreads keys better than a power of two. */
const newHeads = (capacity: number) => new Uint32Array((capacity * BANDS) / 2 + 1).fill(EMPTY)

function enlarged<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
