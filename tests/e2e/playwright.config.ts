import { defineConfig } from '@playwright/test'
import type { HostName } from './fixture.ts'

/** The same specs drive both window hosts; what only one of them has is in a folder with its name. */
export default defineConfig<{ hostName: HostName }>({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: false,
  // Key derivation and the browser share few cores with the tests.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { actionTimeout: 15_000 },
  projects: [
    { name: 'browser', use: { hostName: 'browser' }, testIgnore: 'electron/**' },
    { name: 'electron', use: { hostName: 'electron' }, testIgnore: 'browser/**' },
  ],
})
