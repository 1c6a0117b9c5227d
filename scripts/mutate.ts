// Mutation testing: `npm run mutate -- PATH … [--test PATH …] [--all] [--out FILE]`. Every small change of the sources under
// PATH has to turn a test red: one of those under PATH and those that import a file of PATH, or of those named by --test.
// Of more than 300 changes 300 are drawn by a fixed seed, unless --all is given. FILE takes the changes as JSON.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { choose } from './mutate/choose.ts'
import { most } from './mutate/draw.ts'
import { lines, score } from './mutate/score.ts'

const root = join(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { test: { type: 'string', multiple: true }, all: { type: 'boolean' }, out: { type: 'string' } },
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
const tried = await new Stryker({
  mutate: sources,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', join(root, 'scripts/mutate/draw.ts')],
  checkers: values.all ? [] : ['draw'],
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
  reporters: ['progress-append-only'],
  thresholds: { high: 100, low: 85, break: null },
} as const satisfies ConstructorParameters<typeof Stryker>[0]).runMutationTest()

const counted = tried.filter(({ statusReason }) => statusReason !== 'not drawn')
if (values.out) writeFileSync(values.out, `${JSON.stringify(counted)}\n`)
console.log(lines(root, counted).join('\n'))
if (counted.length < tried.length)
  console.log(`\n${most} of ${tried.length} changes, drawn by a fixed seed; --all tries all.`)
process.exit(score(counted).percent < 85 ? 1 : 0)
