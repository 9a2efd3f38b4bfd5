// Everything that can be tested: the checks, the unit and core tests, the build, the app itself.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { line, run, runChecks, type Outcome } from './checks.ts'
import { haveElectron, standinEnvironment } from './electron.ts'
import { hasDisplay, howToProvide, provide, startDisplay } from './machine.ts'

interface Counts {
  passed: number
  failed: number
  skipped: number
}
/** The numbers that we read of the JSON reports of vitest and Playwright. */
interface UnitReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}
interface AppReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

const root = join(import.meta.dirname, '..')
const reports = join(root, 'reports')
process.chdir(root)
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports)

const real = haveElectron()
const missing = provide([
  ...(real ? [] : (['chromium'] as const)),
  'fonts',
  'pdftotext',
  ...(real && !hasDisplay() ? (['display'] as const) : [])
])
if (missing.length > 0) console.error(howToProvide(missing))
const display = real && !hasDisplay() ? await startDisplay() : undefined
const env = {
  ...process.env,
  CI: 'true',
  ...(real ? {} : { ...standinEnvironment, STANDIN_HEADLESS: '1' }),
  ...(display ? { DISPLAY: display.name } : {})
}

/** Counts a step that has no tests of its own as one. */
function single({ ok }: Outcome): Counts {
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}
/** A run that failed without a failed test, or left no report, counts as one failure. */
function fromReport<Report>(outcome: Outcome, file: string, read: (report: Report) => Counts): Counts {
  const path = join(reports, file)
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 }
  const counts = read(JSON.parse(readFileSync(path, 'utf8')) as Report)
  return { ...counts, failed: outcome.ok ? counts.failed : Math.max(1, counts.failed) }
}

const checks = runChecks().map((outcome) => ({ outcome, counts: single(outcome) }))
const unit = run(
  {
    name: 'unit and core tests',
    command: ['vitest', 'run', '--reporter=dot', '--reporter=json', '--outputFile.json=reports/unit.json']
  },
  { shown: true, env }
)
const build = run({ name: 'build', command: ['electron-vite', 'build', '--logLevel', 'warn'] })
if (!build.ok) console.log(build.output)
const app = run(
  { name: real ? 'app on Electron' : 'app on the stand-in', command: ['playwright', 'test'] },
  { shown: true, env }
)
display?.stop()

const results = [
  ...checks,
  {
    outcome: unit,
    counts: fromReport<UnitReport>(unit, 'unit.json', (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests
    }))
  },
  { outcome: build, counts: single(build) },
  {
    outcome: app,
    counts: fromReport<AppReport>(app, 'e2e.json', ({ stats }) => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped
    }))
  }
]
console.log()
for (const { outcome, counts } of results) {
  const { passed, failed, skipped } = counts
  const skippedText = skipped > 0 ? `, ${skipped} skipped` : ''
  console.log(line(outcome, passed + failed + skipped > 1 ? `${passed} passed, ${failed} failed${skippedText}` : ''))
}
const total = (key: 'passed' | 'failed') => results.reduce((sum, { counts }) => sum + counts[key], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed`)
process.exit(total('failed') > 0 ? 1 : 0)
