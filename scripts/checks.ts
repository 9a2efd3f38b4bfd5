import { spawnSync } from 'node:child_process'

export interface Step {
  name: string
  command: string[]
}
export interface Outcome {
  name: string
  ok: boolean
  seconds: number
  output: string
}

/** The checks that read the sources without running them. */
export const CHECKS: Step[] = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'types', command: ['tsc', '--build', '--noEmit'] },
  { name: 'types on the stand-in', command: ['node', 'scripts/check-standin.ts'] },
  { name: 'import rules', command: ['node', 'scripts/check-imports.ts'] },
  { name: 'dead code', command: ['knip', '--no-progress'] }
]

/** Runs a step; its output is kept unless it is to be `shown` as it comes. */
export function run({ name, command }: Step, { shown = false, env = process.env } = {}): Outcome {
  const [program = '', ...args] = command
  const start = Date.now()
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    env,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    stdio: shown ? 'inherit' : 'pipe',
    shell: process.platform === 'win32'
  })
  const output = [stdout, stderr, error?.message].filter(Boolean).join('\n')
  return { name, ok: status === 0, seconds: (Date.now() - start) / 1000, output }
}

export function line({ name, ok, seconds }: Outcome, detail = ''): string {
  return `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(22)} ${seconds.toFixed(1).padStart(6)} s  ${detail}`.trimEnd()
}

/** Runs every check, also after a failure, and prints a line each, with the output of those that fail. */
export function runChecks(): Outcome[] {
  return CHECKS.map((check) => {
    const outcome = run(check)
    console.log(line(outcome))
    if (!outcome.ok) console.log(outcome.output.trim())
    return outcome
  })
}
