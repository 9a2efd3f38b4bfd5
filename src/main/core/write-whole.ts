import { rename, rm, writeFile } from 'node:fs/promises'
import { AppError } from '../../shared/result.ts'

/** Writes beside the target and renames, so that a failure leaves an older file as it was. Throws `io`. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await writeFile(temporary, text)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw new AppError('io', 'writeFailed', { path, reason: error instanceof Error ? error.message : String(error) })
  }
}
