import { spawn } from 'node:child_process'
import { createWriteStream, readdirSync, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, makeVault, report, script, type Desk } from '../support/command.ts'
import { peaksWhile, type Peak } from '../support/peaks.ts'
import { emptyPng } from '../support/png.ts'
import { measured, times } from './measure.ts'

// Large files, and small ones that unpack to gigabytes, through the command line: nothing of the product takes a gigabyte
// but the typesetter, each gets a clear answer, and nothing is left half. In every run with a tenth of the size or less.

const whole = times(1, 0) === 1
const most = 1_000_000_000

let at: Desk
let vault = ''
beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault, async (call) => {
    const { report: id } = (await call('report.add', report)) as { report: string }
    await call('report.promote', { report: id, title: 'The van', owner: 'R. Okafor' })
  })
})
afterAll(() => at.clear())

interface Ran {
  status: number | null
  said: string
  peaks: Peak[]
}

/** Runs a command, and tells what each process of it had resident at the most. */
async function run(...words: string[]): Promise<Ran> {
  const began = performance.now()
  const child = spawn(process.execPath, [script, ...words], {
    cwd: at.folder,
    env: at.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const peaks = await peaksWhile(closed)
  const over = peaks.filter(({ program, bytes }) => bytes > (program.startsWith('print/') ? 2 : 1) * most)
  const note = peaks.map(({ program, bytes }) => `${program} ${Math.round(bytes / 1_000_000)} MB`).join(', ')
  measured({ fault: `large: ${words.slice(0, 2).join(' ')}`, tried: 1, bad: over.length, note }, began)
  expect(over, said).toEqual([])
  return { status: await closed, said, peaks }
}

async function table(name: string, rows: number, narrative: string): Promise<string> {
  const path = at.file(name)
  const lines = function* (): Generator<string> {
    yield 'Nr,Narrative\n'
    for (let n = 1; n <= rows; n++) yield `${n},"Van ${n} seen. ${narrative}"\n`
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
  return path
}

const map = (): string => at.file('map.json', JSON.stringify({ externalId: 'Nr', narrative: 'Narrative' }))
const reports = (): string | undefined =>
  at.run(['report', 'list', vault, '--limit', '1']).stdout.trimEnd().split('\n').at(-1)

test('a table of many rows is taken whole', async () => {
  const rows = whole ? 200_000 : 2000
  const path = await table('large.csv', rows, 'It waited there. '.repeat(33))
  if (whole) expect(statSync(path).size).toBeGreaterThan(115_000_000)
  const { status, said } = await run('report', 'import', vault, path, '--map', map())
  expect({ status, said }).toMatchObject({
    status: 0,
    said: expect.stringContaining(`${rows.toLocaleString('en')} reports imported, 0 rejected`) as string,
  })
  expect(reports()).toBe(`1 of ${(rows + 1).toLocaleString('en')} reports`)
}, 900_000)

test.runIf(whole)(
  'a table of more rows than one import takes is refused in words, and nothing of it is kept',
  async () => {
    const before = reports()
    const path = await table('long.csv', 250_001, 'It waited there. '.repeat(27))
    const { status, said } = await run('report', 'import', vault, path, '--map', map())
    expect(status).toBe(2)
    expect(said).toContain('has more than 250,000 rows; nothing was imported.\nSplit it')
    expect(reports()).toBe(before)
  },
  300_000,
)

test.runIf(whole)(
  'a table whose rows hold more words than one import takes is refused in words, and nothing of it is kept',
  async () => {
    const before = reports()
    const wide = await table('wide.csv', 200_000, 'Он ждал там. '.repeat(45))
    const { status, said } = await run('report', 'import', vault, wide, '--map', map())
    expect(status).toBe(2)
    expect(said).toContain(
      'hold more than 200 MB of words, more than one import takes; nothing was imported.\nSplit it',
    )
    expect(reports()).toBe(before)
    // A cell that is no date is held as its reason shows it.
    const dates = JSON.stringify({ narrative: 'Nr', receivedAt: { column: 'Narrative', form: 'year-first' } })
    const bad = await run('report', 'import', vault, wide, '--map', at.file('dates.json', dates))
    expect(bad.said).toContain('Narrative is no date')
    expect(reports()).toBe(before)
  },
  600_000,
)

test('pictures that decode to gigabytes are kept, previewed, and in a packet: without their pictures, where those take too much', async () => {
  const stripes = at.file('large.png', emptyPng(whole ? 16_000 : 2000, false))
  const woven = at.file('woven.png', emptyPng(whole ? 14_100 : 2000, true))
  expect(await run('import', 'preview', vault, stripes, woven)).toMatchObject({ status: 0 })
  expect(await run('exhibit', 'add', vault, '2026-001', stripes, woven)).toMatchObject({ status: 0 })
  const out = at.file('packet.pdf')
  const addressed = ['--recipient', 'Counsel', '--purpose', 'The hearing']
  const { status, said, peaks } = await run('packet', 'build', vault, '2026-001', ...addressed, '--out', out)
  expect({ status, said }).toMatchObject({ status: 0, said: expect.stringContaining('2 exhibits') as string })
  if (whole) expect(said).toContain('E02: No picture: it could not be made (it took more memory than it may, 1500 MB)')
  expect(Math.max(...peaks.map(({ bytes }) => bytes))).toBeLessThan(2 * most)
  expect(await run('packet', 'verify', out)).toMatchObject({
    status: 0,
    said: expect.stringContaining('Intact') as string,
  })
  expect(readdirSync(at.temporary)).toEqual([])
  expect(at.run(['vault', 'audit', vault]).status).toBe(0)
}, 600_000)
