import { z } from 'zod'
import { call, event, FileName, job, Nothing } from './ipc.ts'
import { ERROR_CODES } from './result.ts'
import type { ErrorKey } from './result.ts'

export const Language = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof Language>

const Theme = z.enum(['system', 'light', 'dark'])

/** Settings of the app on this machine, kept outside the library. Pane widths are CSS pixels. */
export const Settings = z.object({
  language: Language,
  theme: Theme,
  libraryFolder: z.string().nullable(),
  navWidth: z.number().min(120).max(400),
  listWidth: z.number().min(200).max(600),
  navFolded: z.boolean(),
  readSize: z.int().min(14).max(22),
  readMeasure: z.int().min(28).max(48),
  readFont: z.enum(['sans', 'serif']),
  /** When an import is shown before it is made. */
  previewImports: z.enum(['always', 'several', 'never']),
  /** Whether the user was told what a download of pictures sends. */
  toldOfDownloads: z.boolean()
})
export type Settings = z.infer<typeof Settings>

const SettingsChange = Settings.omit({ libraryFolder: true }).partial()

const Failure = z.object({
  code: z.enum(ERROR_CODES),
  key: z.custom<ErrorKey>((key) => typeof key === 'string'),
  details: z.record(z.string(), z.string())
})

/** `none`: first run. `failed`: the folder cannot be opened, with the reason. */
export const LibraryState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none'), suggestedFolder: z.string() }),
  z.object({ state: z.literal('open'), folder: z.string() }),
  z.object({ state: z.literal('failed'), folder: z.string(), error: Failure })
])
export type LibraryState = z.infer<typeof LibraryState>

/** Handled by the main process itself, because it needs dialogs, windows or the operating system. */
export const shell = {
  settings: call(Nothing, Settings),
  updateSettings: call(SettingsChange, Settings),
  libraryState: call(Nothing, LibraryState),
  /** Asks for a folder; null when the user closed the dialog. */
  chooseFolder: call(Nothing, z.string().nullable()),
  /** Opens the library in a folder chosen before or suggested, making it if new, and remembers it. */
  openLibrary: call(z.object({ folder: z.string().max(4096) }), LibraryState),
  /** Only `https:` and `mailto:` addresses leave for the browser. */
  openExternal: call(z.object({ url: z.string().max(4096) }), Nothing),
  showLibraryFolder: call(Nothing, Nothing),
  /** Prints one of the app's print pages to a PDF at a path the user chooses; gives that path. */
  exportPdf: job(
    z.object({ page: z.enum(['plan']), id: z.int().positive(), name: FileName }),
    z.object({ path: z.string() }),
    { saveAs: true }
  ),
  about: call(
    Nothing,
    z.object({
      version: z.string(),
      runtime: z.string(),
      notices: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), text: z.string() }))
    })
  ),
  /** The page has nothing more to save: the answer to `closing`. */
  allSaved: call(Nothing, Nothing),
  /** The window is about to close; the page saves what was typed last and answers with `allSaved`. */
  closing: event(Nothing),
  settingsChanged: event(Settings),
  libraryChanged: event(LibraryState),
  /** A menu item or accelerator was chosen. */
  command: event(z.object({ name: z.enum(['newNote', 'import', 'search', 'library', 'plans', 'care']) }))
}
