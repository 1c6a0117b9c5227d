import { expect, test } from 'vitest'
import type { Output } from '../../shared/contract/contract.ts'
import { toFailure } from '../../shared/kernel/errors.ts'
import { newVault, passphrase, testApp, type TestApp } from '../support/app.ts'
import { report } from '../support/command.ts'
import { measured, oneOf, seeded, times } from './measure.ts'

// The clock of the computer does what clocks do: it stands still, is put back and forward, and is years off.

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
const year = 365.25 * day

const scripts: Record<string, number[]> = {
  'stands still': [0, 0, 0, 0, 0, 0],
  'ticks by a millisecond': [1, 1, 1, 1, 1, 1],
  'is put back by an hour, as in autumn': [minute, minute, -hour, minute, minute, minute],
  'is put back by a millisecond, again and again': [-1, -1, -1, -1, -1, -1],
  'is put back by years': [day, -3 * year, day, day, day, day],
  'is years ahead, and is put right': [day, 70 * year, minute, -70 * year, minute, minute],
  'falls back to 1970': [minute, -56.8 * year, minute, minute, 56.8 * year, minute],
  'crosses the end of a year, back and forth': [45 * day, -45 * day, 45 * day, -45 * day, 45 * day, 1],
  'comes to a leap day': [462 * day, day, day, -day, day, day],
}
for (let seed = 0; Object.keys(scripts).length < 40; seed++) {
  const random = seeded(seed)
  const jump = (): number => Math.round((random() < 0.5 ? -1 : 1) * oneOf(random, [0, 1, 999, minute, hour, day, year]))
  scripts[`jumps about (${seed})`] = Array.from({ length: 6 }, jump)
}

/** An app whose clock is moved by hand. */
function clocked(changes: { idleMinutes?: number } = {}): { test: TestApp; clock: { now: number } } {
  const clock = { now: Date.parse('2026-11-24T15:00:00Z') }
  return { clock, test: testApp({ clock: { now: () => clock.now, zone: 'America/New_York' }, ...changes }) }
}

/** Works while the clock follows a script; returns what is wrong afterwards, in words. */
async function follow(script: number[]): Promise<string[]> {
  const { test, clock } = clocked()
  const wrong: string[] = []
  try {
    const { dir } = await newVault(test)
    let turnedBack = 0
    let newest = clock.now
    const numbers: string[] = []
    for (const [index, step] of script.entries()) {
      clock.now += step
      if (clock.now < newest) turnedBack++
      newest = clock.now
      if (index === 3) {
        await test.call('vault.lock', {})
        await test.call('vault.unlock', { dir, passphrase })
      }
      numbers.push((await test.call('report.add', report)).report)
    }
    const opened = await test.call('report.promote', { report: numbers[0] ?? '', title: 'T', owner: 'R. Okafor' })
    const rows = (await test.call('ledger.list', { limit: 1000 })).rows.toReversed()
    const { ok, problems } = await test.call('ledger.audit', {})
    if (!ok) wrong.push(problems.map(({ code, where }) => `${code} ${where}`).join())
    if (numbers.join() !== 'R-0001,R-0002,R-0003,R-0004,R-0005,R-0006') wrong.push(numbers.join())
    if (!/^\d{4}-001$/.test(opened.case)) wrong.push(opened.case)
    if (rows.some(({ seq }, index) => seq !== index)) wrong.push('the entries are not in the order of their making')
    const said = rows.filter(({ type }) => type === 'clock.turned-back').length
    if (said !== turnedBack) wrong.push(`turned back ${turnedBack} times, recorded ${said}`)
    const unsaid = rows.find((row, i) => row.at < (rows[i - 1]?.at ?? '') && row.type !== 'clock.turned-back')
    if (unsaid) wrong.push(`entry ${unsaid.seq} is before the one before it, and nothing says why`)
  } catch (thrown) {
    wrong.push(`${toFailure(thrown).code}: ${String(thrown)}`)
  } finally {
    await test.end()
  }
  return wrong
}

test('whatever the clock does, entries keep their order, and what it did is recorded', async () => {
  const began = performance.now()
  const bad: string[] = []
  const chosen = Object.entries(scripts).slice(0, times(40, 9))
  for (const [what, script] of chosen) {
    const wrong = await follow(script)
    if (wrong.length > 0) bad.push(`${what}: ${wrong.join('; ')}`)
  }
  measured({ fault: 'clock put back and forward', tried: chosen.length, bad: bad.length }, began)
  expect(bad).toEqual([])
}, 300_000)

test.each<[what: string, moves: number[]]>([
  ['goes on', [2 * minute]],
  ['is put back, then goes on', [-hour, 2 * minute]],
  ['is put forward by years', [5 * year]],
])('an idle vault locks itself when the clock %s', async (_what, moves) => {
  const { test, clock } = clocked({ idleMinutes: 1 })
  const isOpen = async (): Promise<Output<'app.state'>['open']> => (await test.call('app.state', {})).open
  try {
    await newVault(test)
    for (const move of moves) {
      clock.now += move
      await new Promise((resolve) => setTimeout(resolve, 1200))
    }
    await expect.poll(isOpen, { timeout: 5000 }).toBeNull()
  } finally {
    await test.end()
  }
})
