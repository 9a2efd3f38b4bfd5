import type { Chromium } from './chromium.ts'
import type { BrowserWindow } from './window.ts'

/** What the parts of the stand-in share. Filled in by main.ts (command line, package.json) and app.ts (the rest). */
export const runtime = {
  name: 'Electron',
  version: '0.0.0',
  /** Command line switches without their dashes; '' for one without a value. */
  switches: new Map<string, string>(),
  ready: false,
  chromium: undefined as Chromium | undefined,
  windows: [] as BrowserWindow[],
  /** A window is gone: the app may have to quit. */
  windowClosed: () => {}
}

export function chromium(): Chromium {
  if (!runtime.chromium) throw new Error('stand-in: Chromium is not running yet; wait for app.whenReady()')
  return runtime.chromium
}

/** Writes a line when STANDIN_DEBUG is set. */
export function debug(text: string): void {
  if (process.env.STANDIN_DEBUG) process.stderr.write(`[stand-in] ${text}\n`)
}
