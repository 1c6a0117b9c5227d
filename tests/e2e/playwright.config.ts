import { defineConfig } from '@playwright/test'
import { findProgram } from '../../electron/hosts/place.ts'
import { findTestElectron } from '../../scripts/electron/runtime.ts'
import type { HostName } from './fixture.ts'

// The same specs drive both window hosts; what only one of them has is in a folder with its name. Where there is an
// Electron every spec runs in it, and the browser's host runs what depends on the host and one whole journey.
const everything = process.env['HOLDFAST_E2E'] === 'all' || !findTestElectron(findProgram(import.meta.url).root)
const dependsOnHost = [
  'browser/**',
  ...['attachments', 'backups', 'bytes', 'canary', 'journey', 'lock', 'network', 'windows'].map(spec),
]

function spec(name: string): string {
  return `${name}.spec.ts`
}

export default defineConfig<{ hostName: HostName }>({
  testDir: '.',
  globalSetup: './display.ts',
  outputDir: '../../test-results',
  fullyParallel: false,
  // Key derivation and the browser share few cores with the tests.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { actionTimeout: 15_000 },
  projects: [
    { name: 'electron', use: { hostName: 'electron' }, testIgnore: 'browser/**' },
    {
      name: 'browser',
      use: { hostName: 'browser' },
      testIgnore: 'electron/**',
      ...(everything ? {} : { testMatch: dependsOnHost }),
    },
  ],
})
