/** Invented prose of so many sentences, one a line, another for each seed, always the same. */
export function prose(seed: number, sentences = 60): string {
  let state = seed * 2_654_435_761 + 1
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const one = () => String.fromCharCode(0x4e00 + next(6000))
  return Array.from({ length: sentences }, () => `${Array.from({ length: 12 + next(18) }, one).join('')}。`).join('\n')
}
