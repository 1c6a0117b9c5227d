// Mutation testing: `npm run mutate -- PATH … [--test PATH …] [--minutes N] [--all] [--out FILE]`. Every small change of the
// sources under PATH has to turn a test red: one of those under PATH and those that import a file of PATH, or of those named
// by --test. 300 changes at most, drawn by a fixed seed, and no more than can be tried in 30 minutes; --all lifts both. FILE
// takes the changes as JSON.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { choose } from './mutate/choose.ts'
import { most, tried } from './mutate/draw.ts'
import { lines, score } from './mutate/score.ts'

const root = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: {
    test: { type: 'string', multiple: true },
    minutes: { type: 'string', default: '30' },
    all: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
  allowPositionals: true,
})
const { sources, tests } = choose(
  root,
  positionals.map((path) => path.replace(/\/$/, '')),
  values.test ?? [],
)
if (sources.length === 0 || tests.length === 0) {
  console.error(
    `Nothing to do: ${sources.length} source files and ${tests.length} test files under ${positionals.join(' ') || 'no path'}.`,
  )
  process.exit(2)
}
console.log(`${sources.length} source files, ${tests.length} test files:\n  ${tests.join('\n  ')}`)

// The copy of the tree that is changed, and whatever tests leave behind when they are stopped: outside the tree, and gone after.
const folder = mkdtempSync(join(tmpdir(), 'holdfast-mutate-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const temporary = join(folder, 'tests')
mkdirSync(temporary)
Object.assign(process.env, { TMPDIR: temporary, TMP: temporary, TEMP: temporary })
const config = join(folder, 'vitest.config.mjs')
// Given to vitest alone: with `testFiles` Stryker sets a change of what a module does when it is loaded too late to be seen.
const test = { include: tests, testTimeout: 300_000, hookTimeout: 120_000, pool: 'forks', maxWorkers: 1 }
writeFileSync(
  config,
  `import { CheapFirst } from ${JSON.stringify(join(root, 'scripts/mutate/cheap-first.ts'))}
export default { test: { ...${JSON.stringify(test)}, sequence: { sequencer: CheapFirst } } }\n`,
)

process.chdir(root)
const minute = 60_000
process.env['HOLDFAST_MUTATE_MOST'] = values.all ? 'Infinity' : `${most}`
const run = new Stryker({
  mutate: sources,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', join(root, 'scripts/mutate/draw.ts')],
  checkers: ['draw'],
  vitest: { configFile: config, related: false, pool: 'forks' },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  tempDirName: join(folder, 'copy'),
  cleanTempDir: 'always',
  ignorePatterns: ['/out', '/dist', '/test-results', '/playwright-report'],
  disableTypeChecks: false,
  // Stryker would rewrite it by an interface that TypeScript 7 has no more.
  tsconfigFile: 'none',
  timeoutMS: minute,
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 30,
  reporters: ['progress-append-only', 'keep'],
  thresholds: { high: 100, low: 85, break: null },
} as const satisfies ConstructorParameters<typeof Stryker>[0]).runMutationTest()

const inTime = await Promise.race([
  run.then(() => true),
  setTimeout(values.all ? 2 ** 31 - 1 : Number(values.minutes) * minute, false, { ref: false }),
])
if (values.out) writeFileSync(values.out, `${JSON.stringify(tried())}\n`)
console.log(lines(root, tried()).join('\n'))
if (!values.all)
  console.log(
    `\n${tried().length} changes, drawn by a fixed seed${inTime ? '' : ', when the time was over'}; --all tries all.`,
  )
process.exit(score(tried()).percent < 85 ? 1 : 0)
