// Tests replace these functions. With a person at the machine, zenity shows the dialogs; without zenity they cancel.
import { spawn, spawnSync } from 'node:child_process'
import { chromium } from './runtime.ts'
import type { BrowserWindow } from './window.ts'

type OpenOptions = Pick<
  Electron.OpenDialogOptions,
  'title' | 'defaultPath' | 'buttonLabel' | 'filters' | 'properties' | 'message'
>
type SaveOptions = Pick<Electron.SaveDialogOptions, 'title' | 'defaultPath' | 'buttonLabel' | 'filters' | 'message'>
/** What the person chose, or null for a cancelled dialog. */
function zenity(args: string[]): Promise<string | null> {
  if (chromium().headless) return Promise.resolve(null)
  if (spawnSync('zenity', ['--version']).error) {
    console.error('stand-in: no dialogs on this machine; install zenity to get them')
    return Promise.resolve(null)
  }
  return new Promise((resolve) => {
    const child = spawn('zenity', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    child.stdout.on('data', (text) => (output += String(text)))
    child.on('exit', (code) => resolve(code === 0 ? output.trim() : null))
  })
}

/** Electron's dialogs take the window first, or no window. */
function optionsOf<Options>(args: [BrowserWindow, Options] | [Options]): Options {
  return args.length === 2 ? args[1] : args[0]
}

async function showOpenDialog(
  ...args: [BrowserWindow, OpenOptions] | [OpenOptions]
): Promise<Electron.OpenDialogReturnValue> {
  const { title = 'Open', properties = [], defaultPath } = optionsOf(args)
  const chosen = await zenity([
    '--file-selection',
    '--separator=\n',
    `--title=${title}`,
    ...(defaultPath ? [`--filename=${defaultPath}`] : []),
    ...(properties.includes('openDirectory') ? ['--directory'] : []),
    ...(properties.includes('multiSelections') ? ['--multiple'] : [])
  ])
  return { canceled: chosen === null, filePaths: chosen?.split('\n') ?? [] }
}

async function showSaveDialog(
  ...args: [BrowserWindow, SaveOptions] | [SaveOptions]
): Promise<Electron.SaveDialogReturnValue> {
  const { title = 'Save', defaultPath } = optionsOf(args)
  const chosen = await zenity([
    '--file-selection',
    '--save',
    '--confirm-overwrite',
    `--title=${title}`,
    ...(defaultPath ? [`--filename=${defaultPath}`] : [])
  ])
  return { canceled: chosen === null, filePath: chosen ?? '' }
}

function showErrorBox(title: string, content: string): void {
  console.error(`${title}: ${content}`)
}

export const dialog = { showOpenDialog, showSaveDialog, showErrorBox }
