import { app } from 'electron'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { languageOf } from '../shared/messages/index.ts'
import { Settings } from '../shared/shell.ts'

/** Settings of the app on this machine: `settings.json` in the user's data folder. */
export interface SettingsFile {
  read(): Settings
  /** Writes whole and by rename, so that a crash leaves the old file or the new one. */
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
    readFont: 'sans'
  }
  let current = { ...defaults, ...readSettings(path) }
  return {
    read: () => current,
    update(change) {
      current = Settings.parse({ ...current, ...change })
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(`${path}.new`, JSON.stringify(current, null, 2))
      renameSync(`${path}.new`, path)
      return current
    }
  }
}

/** What of the file is valid, setting by setting; a missing or damaged file is an empty one. */
function readSettings(path: string): Partial<Settings> {
  let stored: unknown
  try {
    stored = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
  const whole = Settings.partial().safeParse(stored)
  if (whole.success) return definedOnly(whole.data)
  return {}
}

function definedOnly(settings: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}
