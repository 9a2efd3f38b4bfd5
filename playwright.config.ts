import { defineConfig } from '@playwright/test'

// One worker: every test starts an app of its own, with a browser. Reports live outside test-results, which is emptied.
export default defineConfig({
  workers: 1,
  timeout: 45_000,
  expect: { timeout: 7_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: 'reports/e2e.json' }]],
  outputDir: 'test-results',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'standin', testDir: 'tools/electron-standin/selftest', testMatch: '*.spec.ts' },
    { name: 'app', testDir: 'e2e', testMatch: '**/*.spec.ts' }
  ]
})
