import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { Input, Output } from '../../../../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp } from '../../../../../tests/support/app.ts'
import { rowsOf } from '../../../../../tests/support/csv.ts'
import { isThere, real } from '../../../../../tests/real/real.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const van: Input<'report.add'> = {
  channel: 'phone',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: { name: 'Grace Okoro' },
  category: 'suspicious-person',
  narrative:
    'A grey van with plate KV-482-B waited at the north gate for an hour. The driver photographed the barrier.',
  place: { name: 'North gate', latitude: 52.3702, longitude: 4.8952 },
  occurredAt: { value: '2026-11-23T05:30', zone: 'America/New_York', precision: 'minute' },
}
const elsewhere: Input<'report.add'> = {
  ...van,
  reporter: null,
  narrative: 'The lift on the third floor stopped between floors and somebody laughed behind the door.',
  place: { name: 'Harbour office' },
  occurredAt: null,
}
const ask = (draft: Input<'report.similar'>): Promise<Output<'report.similar'>> => t.call('report.similar', draft)
const numbers = async (draft: Input<'report.similar'>): Promise<string[]> =>
  (await ask(draft)).items.map(({ number }) => number)

describe('likely the same', () => {
  it('names the report that the words, the place and the time of a draft point at, and says why', async () => {
    await t.call('report.add', elsewhere)
    const { report } = await t.call('report.add', van)
    const { items, complete } = await ask({
      words: 'Somebody in a grey van was at the North Gate and took photographs of the barrier.',
      place: { name: 'north gate' },
      occurredAt: { value: '2026-11-23T07:30', zone: 'America/New_York', precision: 'minute' },
    })
    expect(complete).toBe(true)
    expect(items.map(({ number }) => number)).toEqual([report])
    expect(items[0]?.reasons).toEqual(['same place', '2 h apart', 'shares: grey van, north gate, barrier'])
  })

  it('knows a plate or a telephone number however it is written, and a point close by', async () => {
    const { report } = await t.call('report.add', { ...van, fields: { 'Telephone number': '+31 20 555 0142' } })
    expect((await ask({ words: 'kv 482 b is back', fields: { Vehicle: 'KV482B' } })).items[0]?.reasons).toContain(
      'same number KV482B',
    )
    expect((await ask({ fields: { phone: '020-555 0142' } })).items[0]?.reasons).toContain('same number 205550142')
    const near = { latitude: 52.3711, longitude: 4.8961 }
    const { items } = await ask({ place: near, occurredAt: van.occurredAt ?? null })
    expect(items[0]).toMatchObject({ number: report, reasons: ['100 m apart', 'same time'] })
  })

  it('knows a person who was named, and says nothing of what has nothing in common', async () => {
    await t.call('report.add', { ...elsewhere, fields: { 'Who did it, if known': 'Karl Renner' } })
    expect((await ask({ names: ['karl renner'] })).items[0]?.reasons).toContain('names karl renner')
    expect(await numbers({ words: 'Rain all day, and the parcels came late to reception.' })).toEqual([])
    expect(await numbers({})).toEqual([])
    expect(await numbers({ occurredAt: van.occurredAt ?? null })).toEqual([])
  })

  it('names what became a case with its case, and what was decided long ago not at all', async () => {
    const words = { words: van.narrative, place: van.place ?? null, receivedAt: van.receivedAt }
    const { report } = await t.call('report.add', van)
    const { case: number } = await t.call('report.promote', { report, title: 'Van', owner: 'R. Okafor' })
    expect((await ask(words)).items[0]).toMatchObject({ disposition: 'promoted', caseNumber: number })
    expect(await numbers({ ...words, receivedAt: '2027-11-23T06:42:00-05:00' })).toEqual([])
  })

  it('names a report of the very same site, whatever its words, and none for the country alone', async () => {
    const { report } = await t.call('report.add', van)
    const later = { ...van, occurredAt: null, receivedAt: '2026-12-20T06:42:00-05:00' }
    const told = { words: 'Two people were taking pictures of our fence from a minibus.', receivedAt: later.receivedAt }
    expect((await ask({ ...told, place: { name: 'NORTH GATE' } })).items).toMatchObject([
      { number: report, reasons: ['same place'] },
    ])
    // The same spot by its coordinates, under another name.
    const spot = { name: 'Barrier at the north gate', latitude: 52.37021, longitude: 4.89521 }
    expect((await ask({ ...told, place: spot })).items[0]).toMatchObject({ number: report })
    const middle = { name: 'Somalia', latitude: 5.152149, longitude: 46.199616 }
    await t.call('report.add', { ...elsewhere, place: middle, occurredAt: van.occurredAt })
    expect(
      await numbers({ words: 'A convoy was stopped.', place: middle, occurredAt: van.occurredAt ?? null }),
    ).toEqual([])
    // Counts and days are no numbers by which reports are known.
    await t.call('report.add', { ...elsewhere, narrative: '1 ICRC and 3 UN staff were held on the 24th.' })
    expect(await numbers({ words: 'On the 24th 3 UN staff and 1 ICRC driver were released.' })).toEqual([])
  })

  it('works in other scripts', async () => {
    const { report } = await t.call('report.add', {
      ...van,
      narrative: 'شاحنة رمادية انتظرت عند البوابة الشمالية ساعة',
    })
    expect(await numbers({ words: 'رجل في شاحنة رمادية صور البوابة الشمالية' })).toEqual([report])
  })

  it('remembers nothing once the vault is locked', async () => {
    await t.call('report.add', van)
    expect(await numbers({ words: van.narrative })).toHaveLength(1)
    await t.call('vault.lock', {})
    await expect(ask({ words: van.narrative })).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
  })
})

const file = 'incidents/aid-worker-security-1997-2016.csv'
test.skipIf(!isThere(file))(
  'among 2,189 real incidents each of those told anew is the first one named',
  async () => {
    const map = {
      occurredAt: { year: 'Year', month: 'Month', day: 'Day' },
      place: { name: ['City', 'District', 'Region', 'Country'], latitude: 'Latitude', longitude: 'Longitude' },
      narrative: 'Details',
      channel: { constant: 'import' },
    }
    expect(existsSync(real(file))).toBe(true)
    await t.call('report.import', { file: real(file), map })
    const rows = rowsOf(readFileSync(real(file), 'utf8'))
    // The reading of what was imported goes on in the background.
    await expect.poll(async () => (await ask({ words: 'x' })).complete, { timeout: 30_000 }).toBe(true)
    let first = 0
    let asked = 0
    for (let at = 0; at < rows.length; at += 30) {
      const details = rows[at]?.['Details'] ?? ''
      const words = details.split(/\s+/)
      if (words.length < 12) continue
      // Somebody else tells it: two words of three, in another order, with the place and the day.
      const retold = words
        .filter((_, place) => place % 3 !== 0)
        .reverse()
        .join(' ')
      const { placeDetail, occurredAt } = await t.call('report.get', { report: `R-${String(at + 1).padStart(4, '0')}` })
      const { items } = await ask({ words: retold, place: placeDetail, occurredAt })
      asked++
      const best = items[0] && (await t.call('report.get', { report: items[0].number }))
      if (best?.narrative === details) first++
    }
    expect(asked).toBeGreaterThan(30)
    expect(first / asked).toBeGreaterThan(0.9)
  },
  120_000,
)
