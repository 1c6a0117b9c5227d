import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { tally } from '../../scripts/tally.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tools = join(root, 'node_modules/.bin')

/** A project of its own inside ours, so that both runners are found. */
function trial(): { folder: string; plant: (file: string, lines: string[]) => void; clear: () => void } {
  mkdirSync(join(root, 'out'), { recursive: true })
  const folder = mkdtempSync(join(root, 'out', 'tally-'))
  return {
    folder,
    plant: (file, lines) => writeFileSync(join(folder, file), lines.join('\n')),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const tests = (from: string): string[] => [
  `import { test } from '${from}'`,
  "test('good', () => {})",
  "test('bad', () => { throw new Error('bad') })",
  "test.skip('left out', () => {})",
]

test('both runners’ own results are added up, and what broke outside its tests counts as failed', () => {
  const { folder, plant, clear } = trial()
  try {
    plant('vitest.config.ts', ["export default { test: { include: ['*.test.ts'] } }"])
    plant('one.test.ts', tests('vitest'))
    plant('broken.test.ts', ["throw new Error('broken')"])
    plant('playwright.config.ts', ["export default { projects: [{ name: 'window' }], testMatch: '*.spec.ts' }"])
    plant('one.spec.ts', tests('@playwright/test'))
    plant('shaky.spec.ts', [
      "import { test } from '@playwright/test'",
      'test.describe.configure({ retries: 1 })',
      "test('shaky', ({}, { retry }) => { if (retry === 0) throw new Error('shaky') })",
    ])
    const files = { vitest: join(folder, 'vitest.json'), playwright: join(folder, 'playwright.json') }
    spawnSync(join(tools, 'vitest'), ['run', '--root', folder, '--reporter=json', `--outputFile=${files.vitest}`])
    spawnSync(join(tools, 'playwright'), ['test', '--config', folder, '--reporter=json'], {
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: files.playwright },
    })
    const sum = tally(files)
    expect(sum).toMatchObject({
      passed: 3,
      failed: 3,
      failures: ['bad', '[window] bad'],
      shaky: ['[window] shaky'],
      skipped: ['left out', '[window] left out'],
    })
    expect(sum.problems).toEqual([expect.stringContaining('broken.test.ts failed outside its tests')])
  } finally {
    clear()
  }
})

test('a runner that wrote nothing counts as one failure', () => {
  expect(tally({ vitest: '/nowhere', playwright: '/nowhere' })).toEqual({
    passed: 0,
    failed: 2,
    failures: [],
    shaky: [],
    skipped: [],
    problems: ['vitest wrote no results', 'playwright wrote no results'],
  })
})
