import { defineConfig } from '@playwright/test'
import type { HostName } from '../../e2e/fixture.ts'

// What a window costs (`npm run bench -- --only window`). Not a test: nothing of it runs with the others.
export default defineConfig<{ hostName: HostName }>({
  testDir: '.',
  globalSetup: '../../e2e/display.ts',
  outputDir: '../../../test-results/bench',
  workers: 1,
  timeout: 1_800_000,
  expect: { timeout: 600_000 },
  reporter: [['line']],
  use: { actionTimeout: 60_000, hostName: 'electron' },
})
