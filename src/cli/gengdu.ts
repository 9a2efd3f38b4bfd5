#!/usr/bin/env node
import { resolve } from 'node:path'
import { languageOf, messagesFor } from '../shared/messages/index.ts'
import { toFailure } from '../main/core/router.ts'
import { createDirectClient } from '../main/core/client.ts'
import { readCommandLine, WrongUse } from './arguments.ts'
import { commands } from './commands.ts'

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
      process.stdout.write(line.json ? `${JSON.stringify(outcome.data)}\n` : `${outcome.lines.join('\n')}\n`)
      return outcome.complete ? EXIT.done : EXIT.failures
    } finally {
      client.close()
    }
  } catch (error) {
    if (error instanceof WrongUse) {
      report(`${error.message}\n\n${messages.cli.usage}`)
      return EXIT.wrongUse
    }
    const failure = toFailure(error)
    report(messages.errors[failure.key](failure.details))
    return failure.code === 'internal' ? EXIT.internal : EXIT.failures
  }
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
process.exitCode = await main(process.argv.slice(2))
