/** The type that an English catalogue must have: the keys and parameters of the Chinese one. */
export type SameAs<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : SameAs<T[K]>
}

/** `1 article`, `2 articles`, with thousands separated. */
export function counted(n: number, one: string, other: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : other}`
}

/** Chinese counts: `1,284 篇`. */
export function numbered(n: number, unit: string): string {
  return `${n.toLocaleString('en')} ${unit}`
}
