import { parseArgs } from 'node:util'
import type { Messages } from '../shared/messages/index.ts'

/** The command line was not understood: exit code 2. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse'
}

const OPTIONS = {
  library: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  kind: { type: 'string' },
  tag: { type: 'string', multiple: true },
  category: { type: 'string' },
  'dry-run': { type: 'boolean' },
  merge: { type: 'boolean' },
  encoding: { type: 'string' },
  books: { type: 'string' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'since-batch': { type: 'string' },
  limit: { type: 'string' },
  offset: { type: 'string' },
  format: { type: 'string' },
  title: { type: 'string' },
  markdown: { type: 'string' },
  out: { type: 'string' }
} as const

type OptionName = keyof typeof OPTIONS

/** Options that each command takes beside `--library`, `--json` and `--help`. */
const COMMANDS: Record<string, OptionName[]> = {
  import: ['category', 'tag', 'dry-run', 'encoding', 'books', 'include', 'exclude', 'since-batch'],
  resume: [],
  undo: [],
  receipts: ['limit'],
  list: ['kind', 'tag', 'category', 'limit', 'offset'],
  show: ['format'],
  search: ['limit', 'offset'],
  duplicates: ['limit', 'merge'],
  'note add': ['title', 'markdown', 'tag'],
  'plan list': [],
  'plan export': ['format', 'out'],
  check: [],
  reindex: []
}

/** A command line taken apart; the accessors throw {@link WrongUse} in the user's language. */
export interface CommandLine {
  command: string
  /** What follows the command's name. */
  operands: string[]
  json: boolean
  help: boolean
  text(name: OptionName): string | undefined
  /** Of an option that may be given several times. */
  texts(name: OptionName): string[]
  required(name: OptionName): string
  flag(name: OptionName): boolean
  number(name: OptionName): number | undefined
  oneOf<T extends string>(name: OptionName, values: readonly T[]): T | undefined
  tags: string[]
}

export function readCommandLine(argv: string[], t: Messages['cli']): CommandLine {
  const { values, positionals } = parse(argv)
  const words = positionals[0] === 'note' || positionals[0] === 'plan' ? 2 : 1
  const command = positionals.slice(0, words).join(' ')
  const allowed = COMMANDS[command]
  if (!allowed && !values.help) {
    throw new WrongUse(command ? t.unknownCommand(command) : t.missing('command'))
  }
  for (const name of Object.keys(values)) {
    const known = ['library', 'json', 'help', ...(allowed ?? [])].includes(name)
    if (!known) throw new WrongUse(t.unknownCommand(`${command} --${name}`))
  }
  const text = (name: OptionName) => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    command,
    operands: positionals.slice(words),
    json: values.json,
    help: values.help,
    text,
    texts(name) {
      const value = values[name]
      return Array.isArray(value) ? value : []
    },
    required(name) {
      const value = text(name)
      if (value === undefined || value === '') throw new WrongUse(t.missing(`--${name}`))
      return value
    },
    flag: (name) => values[name] === true,
    number(name) {
      const value = text(name)
      if (value === undefined) return undefined
      if (!/^\d{1,9}$/.test(value)) throw new WrongUse(t.notANumber(`--${name}`))
      return Number(value)
    },
    oneOf(name, choices) {
      const value = text(name)
      if (value === undefined) return undefined
      const found = choices.find((choice) => choice === value)
      if (!found) throw new WrongUse(t.notOneOf(`--${name}`, choices.join(', ')))
      return found
    },
    tags: values.tag ?? []
  }
}

function parse(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
}

/** The operand at a place as an id. */
export function idOperand(line: CommandLine, t: Messages['cli']): number {
  const value = line.operands[0]
  if (value === undefined) throw new WrongUse(t.missing('<id>'))
  if (!/^[1-9]\d{0,14}$/.test(value)) throw new WrongUse(t.notANumber('<id>'))
  return Number(value)
}

/** The names in a category given as `A/B/C`. */
export const pathOf = (path: string): string[] =>
  path
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '')
