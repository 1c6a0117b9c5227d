// Every fault in full, and the table of what they came to: `npm run faults -- [--out FILE] [name of a test file …]`.
// Takes hours, the longer the more else the computer does. FILE takes the table as JSON. Ends with 1 when something was lost or not noticed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true })
const folder = mkdtempSync(join(tmpdir(), 'holdfast-faults-'))
const lines = join(folder, 'lines')
const began = performance.now()
const env = { ...process.env, HOLDFAST_FAULTS: 'full', HOLDFAST_FAULTS_OUT: lines }
const shell = process.platform === 'win32'
/** Where the other runs of the tests try a part. */
const reduced = [
  'tests/faults',
  'tests/installed',
  'tests/real',
  'tests/vectors',
  'referee',
  '.property.test.ts',
  'evidence/pictures',
  'members/maintenance',
  'packet/hostile',
  'packet/verify',
  'sign/certificates',
]
const unit = spawnSync('npx', ['vitest', 'run', ...(positionals.length > 0 ? positionals : reduced)], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env,
  shell,
})
// Those of the desktop app as it is built, where there is an Electron: starts in a row, a core that is killed during work,
// every way to end it in every state; and a main process that goes on while a packet of 200 pages is built.
const desktop =
  positionals.length > 0
    ? unit
    : spawnSync(
        'npm',
        [
          'run',
          '--silent',
          'test:e2e',
          '--',
          '--project=electron',
          'electron/ends',
          'electron/launches',
          'electron/quit',
          'electron/responsive',
        ],
        {
          stdio: ['ignore', 'inherit', 'inherit'],
          env,
          shell,
        },
      )
const passed = unit.status === 0 && desktop.status === 0
const table = existsSync(lines)
  ? readFileSync(lines, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .sort((a, b) => a.fault.localeCompare(b.fault))
  : []
rmSync(folder, { recursive: true, force: true })

const width = Math.max(5, ...table.map(({ fault }) => fault.length))
const row = (fault, tried, bad, seconds, note = '') =>
  console.log(
    `${fault.padEnd(width)} ${`${tried}`.padStart(6)} ${`${bad}`.padStart(4)} ${`${seconds}`.padStart(8)}  ${note}`,
  )
row('fault', 'tried', 'bad', 'seconds')
for (const { fault, tried, bad, seconds, wanted, note } of table)
  row(fault, tried, bad, seconds, wanted === undefined ? note : `lost, as it must be: ${wanted}`)
const sum = (of) => table.reduce((total, line) => total + of(line), 0)
row(
  'all',
  sum(({ tried }) => tried),
  sum(({ bad }) => bad),
  Math.round((performance.now() - began) / 1000),
)
if (values.out) writeFileSync(values.out, `${JSON.stringify({ faults: table, passed }, null, 2)}\n`)
process.exit(passed ? 0 : 1)
