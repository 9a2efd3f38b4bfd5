/** How far a job was, and when, in milliseconds. */
export interface Sample {
  at: number
  done: number
}

/** Long enough that one slow file does not make the figure jump. */
const WINDOW_MS = 8000
/** From here on the figure is worth showing. */
const KNOWN_AFTER_MS = 2000

/** Adds where a job stands to the samples of the last seconds. */
export const withSample = (samples: readonly Sample[], next: Sample): Sample[] => [
  ...samples.filter(({ at, done }) => next.at - at <= WINDOW_MS && done <= next.done),
  next
]

/** Items a second and the seconds left at that pace; null while too little is known. */
export function paceOf(samples: readonly Sample[], total: number): { perSecond: number; secondsLeft: number } | null {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < KNOWN_AFTER_MS || last.done === first.done) return null
  const perSecond = ((last.done - first.done) * 1000) / (last.at - first.at)
  return { perSecond, secondsLeft: Math.ceil((total - last.done) / perSecond) }
}
