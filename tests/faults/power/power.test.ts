import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { measured, oneOf, seeded, times } from '../measure.ts'
import { examine, readAcknowledged, type Acknowledged, type Step } from '../working.ts'
import { cutPower, writeImage } from './disk.ts'
import { canTrace, record } from './record.ts'
import type { Operation, Recording } from './trace.ts'

// One run of the real ingest and the real commands is recorded, down to each write and fsync. Then the power is cut
// at many places of it, in many ways, and what the disk may hold then is opened with the real code.

const steps: Step[] = [
  ...(['create', 'report', 'promote', 'small', 'note', 'large', 'change', 'passphrase', 'lock'] as const),
  ...(['unlock', 'report', 'small', 'audit', 'note', 'report', 'passphrase', 'large', 'change', 'lock'] as const),
]
// So much in one opening that SQLite writes its log back into the database on its own, and begins the log anew.
const manySteps: Step[] = [
  ...(['create', 'report', 'promote', 'import', 'small', 'import', 'note', 'import', 'import'] as const),
  ...(['change', 'import', 'small', 'import', 'note', 'report', 'import', 'small'] as const),
]
const folder = mkdtempSync(join(tmpdir(), 'holdfast-power-'))
const traced = canTrace()
let recording: Recording
beforeAll(async () => {
  if (traced) recording = await record(folder, steps)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What had been acknowledged before the cut. */
const acknowledgedBy = ({ operations }: Recording, at: number): Acknowledged[] =>
  readAcknowledged(operations.map((one) => (one.kind === 'printed' && one.from <= at ? one.text : '')).join(''))

/** Cuts the power a number of times; returns what was lost, in words. */
async function cuts(
  cut: Recording,
  count: number,
  seed: number,
  enough = Infinity,
): Promise<{ tried: number; bad: string[] }> {
  const bad: string[] = []
  let tried = 0
  const random = seeded(seed)
  // Files that are seldom written count as much as the log, which takes most of the writes.
  const places = Object.values(
    Object.groupBy(cut.operations, (one) => `${one.kind} ${'file' in one ? cut.paths.get(one.file) : ''}`),
  ).filter((group) => group !== undefined)
  for (; tried < count && bad.length < enough; tried++) {
    const { from, to } = oneOf(random, random() < 0.5 ? cut.operations : oneOf(random, places))
    const at = random() < 0.3 ? to : from
    const image = join(folder, 'image')
    rmSync(image, { recursive: true, force: true })
    writeImage(image, cutPower(cut, at, random))
    const acknowledged = acknowledgedBy(cut, at)
    const { wrong } = await examine(join(image, 'V.holdfast'), { lines: acknowledged })
    if (wrong !== undefined) bad.push(`state ${tried}, line ${at}, after ${acknowledged.at(-1)?.step}: ${wrong}`)
  }
  return { tried, bad }
}

/** The recording as if the process had not made some of its calls. */
const leavingOut = (what: (operation: Operation, path: string) => boolean): Recording => ({
  ...recording,
  operations: recording.operations.filter(
    (one) => !('file' in one && what(one, (recording.paths.get(one.file) ?? '').slice(join(folder, 'vault').length))),
  ),
})

describe('a disk that loses what was not synced, and its power (needs strace)', () => {
  test('nothing acknowledged is lost, and what is left is whole', async (context) => {
    context.skip(!traced, 'strace is not here, or may not trace')
    const began = performance.now()
    const { tried, bad } = await cuts(recording, times(2000, 20), 1)
    measured({ fault: 'power cut', tried, bad: bad.length }, began)
    expect(bad).toEqual([])
  }, 1_800_000)

  test('nor while the log is written back and begun anew', async (context) => {
    context.skip(!traced, 'strace is not here, or may not trace')
    const began = performance.now()
    const many = await record(mkdtempSync(join(folder, 'many-')), manySteps)
    const log = [...many.paths].find(([, path]) => path.endsWith('-wal'))?.[0]
    const restarts = many.operations.filter((one) => one.kind === 'write' && one.file === log && one.at === 0)
    expect(restarts.length, 'beginnings of the log').toBeGreaterThan(1)
    const { tried, bad } = await cuts(many, times(400, 5), 3)
    measured({ fault: 'power cut in a long session', tried, bad: bad.length }, began)
    expect(bad).toEqual([])
  }, 1_800_000)

  test('the recording holds what is relied on: every acknowledgement, and a fsync before it', (context) => {
    context.skip(!traced, 'strace is not here, or may not trace')
    expect(acknowledgedBy(recording, recording.length).map(({ step }) => step)).toEqual(steps)
    const kinds = new Set(recording.operations.map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['names', 'printed', 'sync', 'truncate', 'write'])
  })

  // Each is a step of which the order of writing could do without, were it not for power cuts.
  test.for<[what: string, out: (operation: Operation, path: string) => boolean]>([
    ['the fsync of the log at a commit', ({ kind }, path) => kind === 'sync' && path.endsWith('vault.db-wal')],
    ['the fsync of an exhibit’s file', ({ kind }, path) => kind === 'sync' && /blobs\/..\/./.test(path)],
    ['the fsync of an exhibit’s folder', ({ kind }, path) => kind === 'sync' && /blobs\/..$/.test(path)],
    ['the fsync of the vault’s folder', ({ kind }, path) => kind === 'sync' && path.endsWith('.holdfast')],
    ['the fsync of the header', ({ kind }, path) => kind === 'sync' && path.endsWith('.part')],
    [
      'the fsync of the database before the log begins anew',
      ({ kind }, path) => kind === 'sync' && path.endsWith('vault.db'),
    ],
  ])(
    'without %s something acknowledged is lost, and this is noticed (needs strace)',
    { timeout: 600_000 },
    async ([what, out], context) => {
      context.skip(!traced, 'strace is not here, or may not trace')
      const began = performance.now()
      const { tried, bad } = await cuts(leavingOut(out), times(200, 60), 2, times(Infinity, 1))
      measured({ fault: `power cut, without ${what}`, tried, bad: 0, wanted: bad.length }, began)
      expect(bad).not.toEqual([])
    },
  )
})
