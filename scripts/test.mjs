// All tests: unit tests, then the window's tests on what was built. Both run even when the first fails; the last line is
// the sum of both.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tally } from './tally.mjs'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-results-'))
const vitest = join(folder, 'vitest.json')
const playwright = join(folder, 'playwright.json')

const npm = (script, options, env) =>
  spawnSync('npm', ['run', '--silent', script, '--', ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  }).status

const results = [
  npm('test:unit', ['--reporter=default', '--reporter=json', `--outputFile.json=${vitest}`], {}),
  npm('test:e2e', ['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: playwright }),
]
const sum = tally({ vitest, playwright })
rmSync(folder, { recursive: true, force: true })

for (const name of sum.skipped) console.log(`skipped: ${name}`)
for (const name of sum.shaky) console.log(`passed on the second try: ${name}`)
for (const name of sum.failures) console.log(`failed: ${name}`)
for (const problem of sum.problems) console.log(problem)
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped.length} skipped`)
process.exit(sum.failed > 0 || results.some((status) => status !== 0) ? 1 : 0)
