// A small app that uses Electron in the ways that are easy to get wrong. It keeps a log that the specs read.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, ipcMain, Menu, protocol, session } from 'electron'

const log = []
const { SELFTEST_DATA, SELFTEST_LOG } = process.env
const CSP = "default-src 'self' kb: 'unsafe-inline'; img-src 'self' kb://assets https:; connect-src *"

protocol.registerSchemesAsPrivileged([
  { scheme: 'kb', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }
])
app.setPath('userData', SELFTEST_DATA)
const first = app.requestSingleInstanceLock()
if (!first) app.quit()
app.on('second-instance', (_event, argv) => log.push(['second', argv.at(-1)]))
for (const name of ['ready', 'before-quit', 'will-quit', 'quit', 'window-all-closed'])
  app.on(name, () => log.push(name))
app.on('window-all-closed', () => app.quit())
app.on('quit', () => SELFTEST_LOG && writeFileSync(SELFTEST_LOG, JSON.stringify(log)))

/** One body piece every 20 ms, until `count` of them or the reader's cancel. */
function slowBody(count) {
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      controller.enqueue(new TextEncoder().encode(`piece ${sent}\n`))
      if (++sent === count) controller.close()
    },
    cancel() {
      log.push('cancelled')
    }
  })
}

function html(body) {
  const headers = { 'content-type': 'text/html', 'content-security-policy': CSP }
  return new Response(`<!doctype html><meta charset=utf8><title>Start</title>${body}`, { headers })
}

async function answer(request) {
  const { pathname } = new URL(request.url)
  log.push(['request', request.method, request.url, request.headers.get('origin'), request.headers.get('referer')])
  switch (pathname) {
    case '/':
      return html('<h1>home</h1>')
    case '/two':
      return html('<h1>two</h1>')
    case '/redirect':
      return new Response(null, { status: 302, headers: { location: 'kb://main/two' } })
    case '/echo':
      return new Response(await request.arrayBuffer(), { headers: { 'x-method': request.method } })
    case '/slow':
      return new Response(slowBody(5))
    case '/endless':
      return new Response(slowBody(Infinity))
    case '/main.js':
      return new Response(readFileSync(join(import.meta.dirname, 'main.js')), {
        headers: { 'content-type': 'text/plain' }
      })
    case '/throw':
      throw new Error('handler broke')
    case '/error':
      return Response.error()
    default:
      return new Response('no', { status: 404 })
  }
}

function openWindow(options = {}) {
  const window = new BrowserWindow({
    width: 640,
    height: 480,
    ...options,
    webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), spellcheck: false }
  })
  const page = window.webContents
  window.on('close', (event) => {
    log.push('close')
    if (globalThis.veto) event.preventDefault()
  })
  window.on('closed', () => log.push('closed'))
  window.on('page-title-updated', (_event, title) => log.push(['title', title]))
  page.on('did-fail-load', (_event, _code, text) => log.push(['failed', text]))
  page.on('console-message', ({ level, message }) => log.push(['console', level, message]))
  page.on('render-process-gone', (_event, { reason }) => log.push(['gone', reason]))
  page.on('will-navigate', (event, url) => {
    log.push(['will navigate', url])
    if (!url.startsWith('kb:')) event.preventDefault()
  })
  page.setWindowOpenHandler(({ url }) => {
    log.push(['window open', url])
    return { action: 'deny' }
  })
  return window
}

ipcMain.handle('echo', (_event, value) => value)
ipcMain.handle('add', (_event, a, b) => a + b)
ipcMain.handle('fail', () => {
  throw new TypeError('no good')
})
ipcMain.handle('who', (event) => [
  event.senderFrame.url,
  event.senderFrame.origin,
  event.senderFrame === event.sender.mainFrame,
  event.sender === BrowserWindow.fromWebContents(event.sender).webContents
])
Object.assign(globalThis, { log, openWindow, veto: false })

async function start() {
  protocol.handle('kb', answer)
  session.defaultSession.setPermissionRequestHandler((_page, permission, callback) =>
    callback(permission === 'notifications')
  )
  session.defaultSession.webRequest.onBeforeRequest({ urls: ['*://blocked.example/*'] }, ({ url }, callback) => {
    log.push(['asked', url])
    callback({ cancel: true })
  })
  session.defaultSession.on('will-download', (event) => {
    event.preventDefault()
    log.push(['download', event.defaultPrevented])
  })
  const go = { id: 'go', label: 'Go', accelerator: 'Ctrl+Shift+G', click: (item) => log.push(['menu', item.label]) }
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Menu', submenu: [go, { role: 'togglefullscreen' }] }]))
  await openWindow().loadURL('kb://main/')
}

// not awaited: the app gets ready once its main module is loaded
if (first) void app.whenReady().then(start)
