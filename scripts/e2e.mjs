// The window's tests: `npm run test:e2e -- [--all] [what Playwright takes …]`. `--all`: everything in both hosts.
import { spawnSync } from 'node:child_process'

const options = process.argv.slice(2)
const given = options.filter((option) => option !== '--all')
const { status } = spawnSync('playwright', ['test', '--config', 'tests/e2e/playwright.config.ts', ...given], {
  stdio: 'inherit',
  env: { ...process.env, ...(given.length < options.length ? { HOLDFAST_E2E: 'all' } : {}) },
  shell: process.platform === 'win32',
})
process.exit(status ?? 1)
