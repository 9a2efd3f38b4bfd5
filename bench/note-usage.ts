import { writeFileSync } from 'node:fs'

// Loaded before a program that is measured: leaves what it used in the file that GENGDU_USAGE names.
const path = process.env['GENGDU_USAGE']
process.on('exit', () => {
  if (path !== undefined) writeFileSync(path, JSON.stringify(process.resourceUsage()))
})
