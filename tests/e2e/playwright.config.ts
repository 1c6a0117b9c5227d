import { defineConfig } from '@playwright/test'
import { findProgram } from '../../electron/hosts/place.ts'
import { findTestElectron } from '../../scripts/electron/runtime.ts'
import type { HostName } from './fixture.ts'

// The same specs drive both window hosts; what only one of them has is in a folder with its name. Where there is an
// Electron every spec runs in it, and the browser's host runs what depends on the host and one whole journey; of those
// what has the tag @desktop asks nothing of the host, and runs in the browser's with `--all` alone.
const everything = process.env['HOLDFAST_E2E'] === 'all' || !findTestElectron(findProgram(import.meta.url).root)
const dependsOnHost = ['browser/**', ...['bytes', 'canary', 'journey', 'network', 'windows'].map(spec)]

/** What measures time has the computer to itself, after the rest. */
const measured = ['electron/responsive.spec.ts', 'queue-size.spec.ts']

function spec(name: string): string {
  return `${name}.spec.ts`
}

export default defineConfig<{ hostName: HostName }>({
  testDir: '.',
  outputDir: '../../test-results',
  fullyParallel: false,
  // A window waits more than it works; each worker has a display of its own.
  workers: 2,
  // A whole check takes one failure for the computer's, names it in its sum, and tries once more; at work nothing is.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: { actionTimeout: 15_000 },
  projects: [
    { name: 'electron', use: { hostName: 'electron' }, testIgnore: ['browser/**', ...measured] },
    {
      name: 'browser',
      use: { hostName: 'browser' },
      testIgnore: ['electron/**', ...measured],
      ...(everything ? {} : { testMatch: dependsOnHost, grepInvert: /@desktop/ }),
    },
    {
      name: 'measured',
      use: { hostName: 'electron' },
      testMatch: measured,
      workers: 1,
      // Chosen by name at work, it runs by itself.
      ...(process.env['CI'] ? { dependencies: ['electron', 'browser'] } : {}),
    },
  ],
})
