// What every journey starts from. The same code drives real Electron and the stand-in: _electron.launch() asks the
// electron package for its executable, and that package obeys ELECTRON_OVERRIDE_DIST_PATH (scripts/with-electron.ts).
import AxeBuilder from '@axe-core/playwright'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface LaunchOptions {
  /** Folder of the app's own settings; two launches with the same one are one person's app. */
  userData: string
  /** Folder of the library; without it the app shows its first run. */
  library?: string
  env?: Record<string, string>
  /** Arguments after the app's folder. */
  args?: string[]
}
export interface RunningApp {
  app: ElectronApplication
  page: Page
}

const root = join(import.meta.dirname, '..')

/** Starts the built app (that of `GENGDU_APP` if set) and waits until its window has drawn. */
export async function launch({ userData, library, env = {}, args = [] }: LaunchOptions): Promise<RunningApp> {
  const app = await _electron.launch({
    args: [process.env.GENGDU_APP ?? root, '--lang=zh-CN', ...args],
    env: {
      ...(process.env as Record<string, string>),
      GENGDU_USER_DATA: userData,
      ...(library === undefined ? {} : { GENGDU_LIBRARY: library }),
      ...env
    }
  })
  const page = await app.firstWindow()
  await page.waitForURL(/index\.html/) // its address differs between runtimes, its path does not
  await page.locator('#root > *').first().waitFor({ state: 'attached' })
  return { app, page }
}

/** Drops files that exist on disk, so that the app learns their paths. */
export async function dropFiles(page: Page, paths: string[], selector = 'body'): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input')
    element.type = 'file'
    element.multiple = true
    element.hidden = true
    document.body.append(element)
    return element
  })
  await input.setInputFiles(paths)
  await page.locator(selector).evaluate((target, element) => {
    const dataTransfer = new DataTransfer()
    for (const file of element.files ?? []) dataTransfer.items.add(file)
    element.remove()
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
    }
  }, input)
}

/** Drops files and folders as the desktop does, on the middle of the window or at a point of it. */
export async function dropFolder(page: Page, paths: string[], point?: { x: number; y: number }): Promise<void> {
  const middle = await page.evaluate(() => ({ x: innerWidth / 2, y: innerHeight / 2 }))
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: paths, dragOperationsMask: 1 }
    await session.send('Input.dispatchDragEvent', { type, ...(point ?? middle), data })
  }
  await session.detach()
}

/** Imports what the preview shows, as soon as it offers to. */
export async function confirmImport(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: /^(导入预览|Import preview)$/ })
  await sheet.getByRole('button', { name: /^(不等了，)?导入 [\d,]+ |^Import [\d,]+ / }).click()
  await sheet.waitFor({ state: 'detached' })
}

/** Makes the app's file dialogs answer these paths: no paths is a dialog that was cancelled. */
export async function answerDialogs(app: ElectronApplication, paths: string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    const canceled = filePaths.length === 0
    dialog.showOpenDialog = async () => ({ canceled, filePaths })
    dialog.showSaveDialog = async () => ({ canceled, filePath: filePaths[0] ?? '' })
  }, paths)
}

/** No accessibility violation in what the window shows now. */
export async function expectAxeClean(page: Page): Promise<void> {
  // legacy mode: the other one opens a page of its own, which no Electron allows
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(' '))
  }))
  expect(found).toEqual([])
}

/** A picture of the window in reports/screenshots. */
export async function shot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(root, 'reports/screenshots', `${name}.png`), animations: 'disabled' })
}

interface Fixtures {
  /** A new empty folder, removed after the test. */
  folder: string
  /** The app with an empty library. */
  running: RunningApp
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'gengdu-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  running: async ({ folder }, use) => {
    const running = await launch({ userData: join(folder, 'settings'), library: join(folder, 'library') })
    await use(running)
    await running.app.close()
  }
})
export { expect }
