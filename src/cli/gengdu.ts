#!/usr/bin/env node
import { once } from 'node:events'
import { resolve } from 'node:path'
import { languageOf, messagesFor } from '../shared/messages/index.ts'
import { toFailure } from '../main/core/router.ts'
import { createDirectClient } from '../main/core/client.ts'
import { readCommandLine, WrongUse } from './arguments.ts'
import { commands } from './commands.ts'
import type { Outcome } from './commands.ts'

const EXIT = { done: 0, internal: 1, wrongUse: 2, failures: 3 }

/** Runs one command; data goes to stdout, messages to stderr. Gives the exit code. */
async function main(argv: string[]): Promise<number> {
  const language = languageOf(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || 'en')
  const messages = messagesFor(language)
  const report = (text: string) => process.stderr.write(`${text}\n`)
  try {
    const line = readCommandLine(argv, messages.cli)
    const command = commands[line.command]
    if (line.help || !command) {
      report(messages.cli.usage)
      return EXIT.done
    }
    const client = createDirectClient(resolve(line.required('library')))
    try {
      const outcome = await command({ line, client, kb: client.kb, messages, language, report })
      if (line.json) await printJson(outcome)
      else process.stdout.write(`${outcome.lines.join('\n')}\n`)
      return outcome.complete ? EXIT.done : EXIT.failures
    } finally {
      client.close()
    }
  } catch (error) {
    if (isClosedPipe(error)) return EXIT.done
    if (error instanceof WrongUse) {
      report(`${error.message}\n\n${messages.cli.usage}`)
      return EXIT.wrongUse
    }
    const failure = toFailure(error)
    report(messages.errors[failure.key](failure.details))
    return failure.code === 'internal' ? EXIT.internal : EXIT.failures
  }
}

const isClosedPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE'

async function printJson({ data, pages }: Outcome): Promise<void> {
  if (!pages) {
    process.stdout.write(`${JSON.stringify(data)}\n`)
    return
  }
  process.stdout.write(JSON.stringify({ ...Object(data), items: [] }).slice(0, -2))
  let before = ''
  for await (const page of pages) {
    if (page.length === 0) continue
    const flushed = process.stdout.write(before + JSON.stringify(page).slice(1, -1))
    if (!process.stdout.writable) return
    if (!flushed) await once(process.stdout, 'drain')
    before = ','
  }
  process.stdout.write(']}\n')
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error) => {
  if (!isClosedPipe(error)) throw error
})
process.exitCode = await main(process.argv.slice(2))
