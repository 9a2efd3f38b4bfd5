/** Whole minutes from 1 to 1440 as typed, or undefined. */
export function minutesFrom(text: string): number | undefined {
  const minutes = Number(text.trim())
  return text.trim() !== '' && Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? minutes : undefined
}
