import type { zh as errorTexts } from './messages/errors.ts'

/** Why a call failed, as a closed set that callers can branch on. */
export const ERROR_CODES = [
  'invalid_input',
  'not_found',
  'conflict',
  'unsupported',
  'cancelled',
  'io',
  'corrupt',
  'internal'
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** The name of a text in `messages/errors.ts`. */
export type ErrorKey = keyof typeof errorTexts

/** `details` are the values that the text of `key` shows. */
export interface Failure {
  code: ErrorCode
  key: ErrorKey
  details: Record<string, string>
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }

/** Thrown inside core and main; crosses the bridge as a {@link Failure}, because thrown errors lose their fields there. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly key: ErrorKey
  readonly details: Record<string, string>

  constructor(code: ErrorCode, key: ErrorKey, details: Record<string, string> = {}) {
    super(`${code}: ${key} ${JSON.stringify(details)}`)
    this.code = code
    this.key = key
    this.details = details
  }
}

/** Gives the value of a result, or throws its failure as an {@link AppError}. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new AppError(result.error.code, result.error.key, result.error.details)
}
