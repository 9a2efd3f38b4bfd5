import { bandKey, BANDS } from './similarity.ts'

const EMPTY = 0xffffffff
const FIRST_CAPACITY = 1024
/** In a crowd of articles that share a band, each is compared with this many before it. */
const MOST_COMPARED = 10
/** Longest walk through a bucket, where other bands and articles stand between. */
const LONGEST_WALK = 64

/**
 * Finds the articles that share a band of their signatures, without looking at the others. Takes about 320 bytes an
 * article; entries are never taken out, so that what is found must be looked up again.
 *
 * All bands live in one hash table with chains: `heads` has the newest link of each bucket, a link is the number of an
 * article times the bands plus the band, `next` leads to the link before it.
 */
export class LikenessIndex {
  #ids = new Float64Array(FIRST_CAPACITY)
  #keys = new Uint32Array(FIRST_CAPACITY * BANDS)
  #next = new Uint32Array(FIRST_CAPACITY * BANDS)
  #heads = newHeads(FIRST_CAPACITY)
  #size = 0

  add(id: number, signature: Uint32Array): void {
    if (this.#size === this.#ids.length) this.#grow()
    const article = this.#size++
    this.#ids[article] = id
    for (let band = 0; band < BANDS; band++) {
      this.#keys[article * BANDS + band] = bandKey(signature, band)
      this.#link(article * BANDS + band)
    }
  }

  /** Ids of articles that share a band with the signature, its own perhaps among them. */
  candidates(signature: Uint32Array): Set<number> {
    const found = new Set<number>()
    for (let band = 0; band < BANDS; band++) {
      const key = bandKey(signature, band)
      let link = this.#heads[this.#bucket(key, band)] ?? EMPTY
      let met = 0
      for (let steps = 0; link !== EMPTY && steps < LONGEST_WALK && met < MOST_COMPARED; steps++) {
        if (this.#keys[link] === key && link % BANDS === band) {
          found.add(this.#ids[Math.floor(link / BANDS)] ?? 0)
          met++
        }
        link = this.#next[link] ?? EMPTY
      }
    }
    return found
  }

  #bucket(key: number, band: number): number {
    return ((key ^ Math.imul(band + 1, 0x9e3779b1)) >>> 0) % this.#heads.length
  }

  #link(link: number): void {
    const bucket = this.#bucket(this.#keys[link] ?? 0, link % BANDS)
    this.#next[link] = this.#heads[bucket] ?? EMPTY
    this.#heads[bucket] = link
  }

  #grow(): void {
    const capacity = this.#size * 2
    this.#ids = enlarged(this.#ids, new Float64Array(capacity))
    this.#keys = enlarged(this.#keys, new Uint32Array(capacity * BANDS))
    this.#next = new Uint32Array(capacity * BANDS)
    this.#heads = newHeads(capacity)
    for (let link = 0; link < this.#size * BANDS; link++) this.#link(link)
  }
}

/** Half as many buckets as links; an odd number spreads keys better than a power of two. */
const newHeads = (capacity: number) => new Uint32Array((capacity * BANDS) / 2 + 1).fill(EMPTY)

function enlarged<T extends Float64Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
