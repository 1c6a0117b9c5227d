import { rmSync } from 'node:fs'
import { measured, times } from '../../faults/measure.ts'
import { startElectron } from '../stations/electron.ts'
import { expect, test } from '../fixture.ts'
import { button } from '../steps.ts'

const launches = times(60, 5)

test(`${launches} starts in a row come up, each to a window that can be used`, async ({ home }) => {
  test.setTimeout(60_000 + launches * 20_000)
  const began = performance.now()
  const taken: number[] = []
  let failed = 0
  for (let i = 0; i < launches; i += 1) {
    const start = performance.now()
    try {
      const { page, close } = await startElectron({ home, idleMinutes: 0 })
      await expect(button(page, /^Make a vault/)).toBeVisible()
      taken.push(performance.now() - start)
      await close()
    } catch {
      failed += 1
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  }
  const note = `slowest ${Math.round(Math.max(...taken))} ms, median ${Math.round(taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? 0)} ms, with the test’s own reins`
  measured({ fault: 'desktop: starts in a row', tried: launches, bad: failed, note }, began)
  expect(failed).toBe(0)
})
