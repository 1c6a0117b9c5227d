import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../shared/contract/contract.ts'
import { seeded, times } from '../faults/measure.ts'
import { newVault, testApp, type TestApp } from '../support/app.ts'
import { filesUnder, isThere, real } from './real.ts'

// Every file of the real inputs, malformed ones included, through preview and import: each becomes a report with its own
// bytes as an exhibit, or is refused in words; nothing is lost, and nothing is half there. Of the many e-mails a part by
// a fixed seed; `npm run faults` takes all.

type Preview = Output<'import.preview'>['files'][number]
type Taken = Output<'import.take'>

let at: TestApp
const folders = ['emails', 'alerts', 'photos', 'tracks'].filter(isThere)
beforeAll(async () => {
  at = testApp()
  await newVault(at)
})
afterAll(() => at.end())

const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

function filesOf(folder: string): string[] {
  const random = seeded(10)
  const part = folder === 'emails' ? times(1, 0.05) : 1
  return filesUnder(folder).filter(() => random() < part)
}

async function takeAll(folder: string): Promise<{ previews: Preview[]; taken: Taken }> {
  const { files } = await at.call('import.preview', { files: filesOf(folder) })
  const wanted = files.flatMap(({ file, sha256, items }) =>
    sha256 === null || items.length === 0
      ? []
      : [
          {
            file,
            sha256,
            items: items.map(({ index, proposals }) => ({ index, accept: proposals.map(({ id }) => id) })),
          },
        ],
  )
  return { previews: files, taken: await at.call('import.take', { files: wanted }) }
}

/** Each file that was filed lies in the register with its own bytes, its parts beside it. */
async function nothingIsLost({ filed }: Taken): Promise<void> {
  for (const { file, report } of filed) {
    const { items } = await at.call('exhibit.list', { report })
    const source = items.find(({ derivedFrom }) => derivedFrom === null)
    expect([file, source?.sha256]).toEqual([file, hashOf(file)])
    const out = join(at.folder, `copy of ${source?.number}`)
    await at.call('exhibit.export', { exhibit: source?.number ?? '', out })
    expect(readFileSync(out).equals(readFileSync(file))).toBe(true)
  }
}

describe.skipIf(folders.length < 4)('the real inputs (../shared/data)', () => {
  test('e-mails: every message is filed, however malformed', { timeout: 240_000 }, async () => {
    const { previews, taken } = await takeAll('emails')
    expect(previews.filter(({ failure }) => failure).map(({ name, failure }) => [name, failure?.message])).toEqual([])
    expect(new Set(previews.map(({ kind }) => kind))).toEqual(new Set(['message']))
    expect(taken.filed.length + taken.refused.length).toBe(previews.length)
    expect(taken.refused.every(({ duplicateOf }) => duplicateOf !== null)).toBe(true)
    await nothingIsLost(taken)
  })
  test('alerts: valid ones and those that lack something, which is said', { timeout: 120_000 }, async () => {
    const { previews, taken } = await takeAll('alerts')
    expect(previews.map(({ kind }) => kind)).toEqual(previews.map(() => 'alert'))
    // The same alert in two encodings has one number, which is said; whoever ticks it all the same has both.
    const twins = previews.filter(({ items }) => /is that of .* too/.test(items[0]?.problems.join(' ') ?? ''))
    expect(twins).toHaveLength(1)
    expect(taken.filed).toHaveLength(8)
    const invalid = previews.find(({ name }) => name === 'invalid.cap')
    expect(invalid?.items[0]?.problems.join(' ')).toContain('scope')
    await nothingIsLost(taken)
  })
  test('photos: each is kept, what it says of itself is proposed only', { timeout: 120_000 }, async () => {
    const { previews, taken } = await takeAll('photos')
    expect(previews.map(({ kind }) => kind)).toEqual(previews.map(() => 'photo'))
    expect(taken.filed).toHaveLength(16)
    const gps = previews.find(({ name }) => name === 'DSCN0010.jpg')?.items[0]
    expect(gps?.proposals.find(({ id }) => id === 'place')).toMatchObject({ source: 'camera’s GPS' })
    await nothingIsLost(taken)
  })
  test('tracks: summed up, their points left in the file', { timeout: 120_000 }, async () => {
    const { previews, taken } = await takeAll('tracks')
    expect(previews.map(({ kind }) => kind)).toEqual(previews.map(() => 'track'))
    expect(taken.filed).toHaveLength(6)
    await nothingIsLost(taken)
  })
  test('a second time nothing is filed twice, and the vault is whole', { timeout: 240_000 }, async () => {
    const before = (await at.call('report.list', { disposition: 'all' })).total
    // Photos, which take most of it, only in full.
    for (const folder of folders.filter((one) => one !== 'photos' || times(1, 0) === 1)) {
      const { taken } = await takeAll(folder)
      expect(taken.filed.map(({ file }) => basename(file))).toEqual([])
      expect(taken.refused.every(({ duplicateOf }) => duplicateOf !== null)).toBe(true)
    }
    expect((await at.call('report.list', { disposition: 'all' })).total).toBe(before)
    expect((await at.call('ledger.audit', {})).problems).toEqual([])
  })
  test('what is neither is refused in words', { timeout: 60_000 }, async () => {
    const pdf = filesUnder('pdfs')[0] ?? real('pdfs')
    const { files } = await at.call('import.preview', { files: [pdf] })
    expect(files[0]).toMatchObject({ kind: null, failure: { message: expect.stringContaining('pdf') as string } })
  })
})
