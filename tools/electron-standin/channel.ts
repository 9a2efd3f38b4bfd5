import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import type { Session } from './cdp.ts'
import { codec } from './codec.ts'
import { CHUNK, type MessageToHost, type MessageToPage, WORLD } from './page.ts'
import { debug } from './runtime.ts'

interface Options {
  page: Session
  /** Name of the function in the preload's world that calls the host. */
  binding: string
  mainFrameId(): string
  onMessage(message: MessageToHost): void
}

/** The way between the host and the world of one page's preload. */
export class Channel {
  readonly #options: Options
  /** The preload's world in the page that is loaded now. */
  #context = ''
  #paused = false
  #held: string[] = []
  readonly #pieces = new Map<string, string[]>()

  constructor(options: Options) {
    this.#options = options
    const { page, binding, mainFrameId } = options
    page.on('Runtime.bindingCalled', (e) => {
      if (e.name === binding) this.#receive(e.payload)
    })
    page.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string }
      if (context.name === WORLD && frameId === mainFrameId()) this.#context = context.uniqueId
    })
    page.on('Runtime.executionContextDestroyed', (e) => {
      if (e.executionContextUniqueId === this.#context) this.#context = ''
    })
    page.on('Debugger.paused', (e) => void this.#answerPause(e.callFrames[0]))
  }

  post(message: MessageToPage): void {
    const text = codec.encode(message)
    // a message must not arrive in the middle of the preload's own code
    if (this.#paused) this.#held.push(text)
    else this.#push(text)
  }

  #push(text: string): void {
    const uniqueContextId = this.#context
    if (!uniqueContextId) return
    const functionDeclaration = 'function (piece, last) { __standinReceive(piece, last) }'
    for (let start = 0; start < text.length; start += CHUNK) {
      const piece = [{ value: text.slice(start, start + CHUNK) }, { value: start + CHUNK >= text.length }]
      this.#options.page
        .send('Runtime.callFunctionOn', { functionDeclaration, uniqueContextId, arguments: piece, silent: true })
        .catch((error: Error) => debug(error.message))
    }
  }

  /** A piece of a message: `<id> <number of this piece> <number of pieces> <text>`. */
  #receive(payload: string): void {
    const [head = '', id = '', index = '', count = ''] = /^(\d+) (\d+) (\d+) /.exec(payload) ?? []
    const pieces = this.#pieces.get(id) ?? []
    this.#pieces.set(id, pieces)
    pieces[Number(index)] = payload.slice(head.length)
    if (Object.keys(pieces).length < Number(count)) return
    this.#pieces.delete(id)
    this.#options.onMessage(codec.decode(pieces.join('')) as MessageToHost)
  }

  /** The preload asks for a file's path by pausing the page: see __standinPathOf in page.ts. */
  async #answerPause(frame: Protocol.Debugger.CallFrame | undefined): Promise<void> {
    const { page } = this.#options
    try {
      if (frame?.functionName === '__standinPathOf') {
        this.#paused = true
        await this.#giveFilePath(frame.callFrameId)
      }
    } catch (error) {
      debug(String(error))
    }
    await page.send('Debugger.resume').catch(() => {})
    this.#paused = false
    for (const text of this.#held.splice(0)) this.#push(text)
  }
  async #giveFilePath(callFrameId: string): Promise<void> {
    const { page } = this.#options
    const { result } = await page.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'box.file' })
    const { path } = await page.send('DOM.getFileInfo', { objectId: result.objectId ?? '' })
    // awaited: Debugger.resume overtakes a command sent just before it
    await page.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: `box.path = ${JSON.stringify(path)}` })
  }
}
