import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeChildren } from '../../electron/core/app.ts'
import { job, readOutside } from '../../electron/core/readers/index.ts'
import type { costJob } from './growth.fixture.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { families } from './growth/families.ts'
import type { Family } from './growth/making.ts'
import { measured, times } from './measure.ts'

// A long input of any kind is read, or refused in words, in time that grows as it does: of a megabyte within five seconds
// of processor time, and of twice the bytes within 2.3 times. The reader's own limits are in force.

const most = 5
/** Among the other tests, which share the processor's caches with it, only what grows as the square is told from noise. */
const growth = times(2.3, 3)
/** Seconds below which a difference is the runtime's, and not the parser's. */
const noise = 0.12
const sizes = times(1, 0) === 1 ? [250_000, 500_000, 1_000_000] : [125_000, 250_000]

const cost: typeof costJob = job('cost', 'Nothing.')
const ports = {
  typesetting: { children: nodeChildren },
  reading: { entry: new URL('./growth.fixture.ts', import.meta.url) },
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-growth-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = ({ make }: Family, size: number): string => {
  const path = join(folder, `input-${size}`)
  writeFileSync(path, make(size))
  return path
}

interface Cost {
  seconds: number
  said: string
}

/**
 * Seconds of processor time at each size, in one reader of its own, where a first, small file takes what starting costs;
 * 0 from where it was ended for its memory, as a file that unpacks to gigabytes is.
 */
async function costsOf(family: Family): Promise<Cost[]> {
  const [small, paths] = [written(family, 20_000), sizes.map((size) => written(family, size * (family.times ?? 1)))]
  const { reads } = family
  const costs: Cost[] = []
  try {
    await readOutside(ports, cost, { path: small }, new AbortController().signal, async (reader) => {
      const first = await reader.ask('cost', { path: small, reads, times: 3 })
      for (const path of paths)
        costs.push(await reader.ask('cost', { path, reads, times: first.seconds < 0.02 ? 3 : 1 }))
    })
  } catch (thrown) {
    if (!(thrown instanceof HoldfastError && thrown.message.includes('more memory'))) throw thrown
    while (costs.length < sizes.length) costs.push({ seconds: 0, said: 'ended' })
  }
  return costs
}

interface Grown {
  seconds: number[]
  /** By how much each size takes longer than the one before. */
  ratios: number[]
  said: string
}

/**
 * What the sizes cost. Other work on the machine, and the collecting of memory at its own times, only ever add: what
 * seems too much is measured again, and the least of each size counts.
 */
async function growthOf(family: Family, again = 3, before: readonly number[] = []): Promise<Grown> {
  const costs = await costsOf(family)
  const seconds = costs.map((one, n) => Math.min(one.seconds, before[n] ?? Number.POSITIVE_INFINITY))
  const ratios = seconds.slice(1).map((one, n) => one / Math.max(noise, seconds[n] ?? 0))
  const fine = Math.max(...ratios) <= growth && Math.max(...seconds) <= most
  return fine || again === 0
    ? { seconds, ratios, said: costs.at(-1)?.said ?? '' }
    : growthOf(family, again - 1, seconds)
}

const tried = families.filter((_, n) => n % times(1, 8) === 0 || (families[n]?.everyTime ?? false))

test.each(tried.map((family) => [family.name, family] as const))(
  '%s',
  async (name, family) => {
    const began = performance.now()
    const { seconds, ratios, said } = await growthOf(family)
    const bad = Math.max(...ratios) > growth || Math.max(...seconds) > most
    const note = `${said}; ${seconds.map((one) => one.toFixed(2)).join(', ')} s`
    measured({ fault: `growth: ${name}`, tried: sizes.length, bad: bad ? 1 : 0, note }, began)
    expect(Math.max(...ratios), note).toBeLessThanOrEqual(growth)
    expect(Math.max(...seconds), note).toBeLessThanOrEqual(most)
  },
  120_000,
)
