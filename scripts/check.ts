import { runChecks } from './checks.ts'

const failed = runChecks().filter((outcome) => !outcome.ok)
process.exit(failed.length > 0 ? 1 : 0)
