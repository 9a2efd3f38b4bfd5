import { parentPort } from 'node:worker_threads'
import { parseSource, readyArticle } from '../../articles/index.ts'
import { measureLoss } from '../loss/index.ts'
import { parseRefusal } from '../refusal.ts'
import type { ParseAnswer, ParserMessage, ParseTask } from './task.ts'

/** Parses what comes over this worker's port, one after another, and answers in the same order. */
function serve(): void {
  const port = parentPort
  if (!port) throw new Error('parse-pool/worker.ts runs in a worker thread only')
  let last: Promise<unknown> = Promise.resolve()
  port.on('message', (task: ParseTask) => {
    last = last.then(async () => {
      const answer = await parse(task)
      say(answer, buffersIn(answer))
    })
  })
  say(null)

  function say(answer: ParseAnswer | null, handedOver: ArrayBuffer[] = []): void {
    const message: ParserMessage = { answer, processorMs: processorMs() }
    port?.postMessage(message, handedOver)
  }
}

function processorMs(): number {
  // Not before Node 24.
  if (!('threadCpuUsage' in process)) return 0
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

async function parse({ bytes, name, known, encoding }: ParseTask): Promise<ParseAnswer> {
  try {
    const parsed = await parseSource(bytes, name, known, encoding)
    return { parsed: readyArticle(parsed), loss: measureLoss(bytes, parsed, known) }
  } catch (error) {
    return { refused: parseRefusal(error) }
  }
}

/** Pictures are handed over, not copied; unless they are a view of something larger, such as the source itself. */
function buffersIn(answer: ParseAnswer): ArrayBuffer[] {
  if ('refused' in answer) return []
  const buffers = answer.parsed.embedded.flatMap(({ bytes: { buffer, byteLength } }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
  )
  // One picture may stand under two names, and can be handed over once.
  return [...new Set(buffers)]
}

serve()
