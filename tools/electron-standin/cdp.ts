// Minimal Chrome DevTools Protocol client over --remote-debugging-pipe: JSON messages, each ended by a NUL byte.
import type { Readable, Writable } from 'node:stream'
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts'
import { TypedEmitter } from './events.ts'

type Commands = Protocol.CommandParameters
type Answers = Protocol.CommandReturnValues
type ProtocolEvents = { [K in keyof Protocol.Events]: [Protocol.Events[K]] }

interface Message {
  id?: number
  sessionId?: string
  method?: string
  params?: unknown
  result?: unknown
  error?: { message: string }
}
interface Pending {
  method: string
  sessionId: string
  resolve(result: unknown): void
  reject(error: Error): void
}

/** One attached target, or the browser itself (id ''). */
export class Session extends TypedEmitter<ProtocolEvents & { detached: [] }> {
  readonly #connection: Connection
  readonly id: string
  constructor(connection: Connection, id: string) {
    super()
    this.#connection = connection
    this.id = id
  }
  send<M extends keyof Commands & keyof Answers>(method: M, params?: Commands[M]): Promise<Answers[M]> {
    return this.#connection.send(this.id, method, params ?? {}) as Promise<Answers[M]>
  }
}

export class Connection {
  readonly browser = new Session(this, '')
  readonly #sessions = new Map<string, Session>([['', this.browser]])
  readonly #pending = new Map<number, Pending>()
  readonly #output: Writable
  #lastId = 0
  #closed = false

  constructor(output: Writable, input: Readable) {
    this.#output = output
    let chunks: Buffer[] = []
    input.on('data', (data: Buffer) => {
      let start = 0
      for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, start)) {
        chunks.push(data.subarray(start, end))
        const text = Buffer.concat(chunks).toString('utf8')
        chunks = []
        start = end + 1
        this.#receive(JSON.parse(text) as Message)
      }
      if (start < data.length) chunks.push(data.subarray(start))
    })
    input.on('close', () => this.#close())
    output.on('error', () => this.#close())
  }

  session(id: string): Session {
    const session = this.#sessions.get(id) ?? new Session(this, id)
    this.#sessions.set(id, session)
    return session
  }

  send(sessionId: string, method: string, params: unknown): Promise<unknown> {
    if (this.#closed) return Promise.reject(new Error(`${method}: browser is closed`))
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, sessionId, resolve, reject })
      this.#output.write(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }) + '\0')
    })
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const pending = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
      else pending?.resolve(message.result)
      return
    }
    if (message.method === 'Target.detachedFromTarget') {
      this.#detach((message.params as Protocol.Target.detachedFromTargetPayload).sessionId)
    }
    const session = this.#sessions.get(message.sessionId ?? '')
    session?.emit(message.method as keyof Protocol.Events, message.params as never)
  }

  #detach(sessionId: string): void {
    const session = this.#sessions.get(sessionId)
    this.#sessions.delete(sessionId)
    this.#rejectAll('target closed', (pending) => pending.sessionId === sessionId)
    session?.emit('detached')
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#rejectAll('browser is closed', () => true)
  }

  #rejectAll(reason: string, which: (pending: Pending) => boolean): void {
    for (const [id, pending] of this.#pending) {
      if (!which(pending)) continue
      this.#pending.delete(id)
      pending.reject(new Error(`${pending.method}: ${reason}`))
    }
  }
}
