import { app } from 'electron'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { languageOf } from '../shared/messages/index.ts'
import { AppError } from '../shared/result.ts'
import { Settings } from '../shared/shell.ts'

/** Settings of the app on this machine: `settings.json` in the user's data folder. */
export interface SettingsFile {
  read(): Settings
  /**
   * Changes settings and keeps them: writes whole and by rename, so that a crash leaves the old file or the new one.
   * Throws `io` with `settingsNotKept` when the file cannot be written; the change is in force all the same.
   */
  update(change: Partial<Settings>): Settings
}

export function openSettings(): SettingsFile {
  const path = join(app.getPath('userData'), 'settings.json')
  const defaults: Settings = {
    language: languageOf(app.getLocale()),
    theme: 'system',
    libraryFolder: null,
    navWidth: 180,
    listWidth: 300,
    navFolded: false,
    readSize: 16,
    readMeasure: 34,
    readFont: 'sans',
    toldOfDownloads: false,
    previewImports: 'several'
  }
  let current = { ...defaults, ...readSettings(path) }
  return {
    read: () => current,
    update(change) {
      current = Settings.parse({ ...current, ...change })
      try {
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(`${path}.new`, JSON.stringify(current, null, 2), { flush: true })
        renameSync(`${path}.new`, path)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        throw new AppError('io', 'settingsNotKept', { path, reason })
      }
      return current
    }
  }
}

/** What of the file is valid, setting by setting; a missing or damaged file is an empty one. */
function readSettings(path: string): Partial<Settings> {
  const stored = readObject(path)
  return Object.fromEntries(
    Object.entries(Settings.shape).flatMap(([name, schema]) => {
      const { success, data } = schema.safeParse(stored[name])
      return success ? [[name, data]] : []
    })
  )
}

function readObject(path: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}
