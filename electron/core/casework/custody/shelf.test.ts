import { afterAll, beforeAll, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { newLabel, spacedLabel } from './label.ts'

const at = '2026-11-28T09:00:00.000Z'
let t: TestApp
let number: string
beforeAll(async () => {
  t = testApp({ clock: { now: () => Date.parse(at), zone: 'America/New_York' } })
  number = await newCase(t)
})
afterAll(() => t.end())

it('a walk along the shelf tells what was expected, found, missing and strange, and is on record with each case', async () => {
  const add = (storage: string) => t.call('item.add', { case: number, description: 'Bag', storage, collectedAt: at })
  const [here, gone, other, out] = [
    await add('Safe 2'),
    await add('safe 2'),
    await add('Locker 1'),
    await add('Safe 2'),
  ]
  await t.call('exhibit.recordCustody', { exhibit: out.number, action: 'check-out', to: 'Lab', custodyAt: at })
  const stranger = newLabel(Uint8Array.from({ length: 16 }, (_, i) => i * 7))
  const scans = [` ${spacedLabel(here.label)}\r`, here.label, other.label, out.label, stranger, '4006381333931', '']
  const audit = await t.call('shelf.audit', { scans, place: 'Safe 2' })
  const numbers = (items: readonly { number: string }[]): string[] => items.map((one) => one.number)
  expect(numbers(audit.expected)).toEqual([here.number, gone.number])
  expect(numbers(audit.found)).toEqual([here.number])
  expect(numbers(audit.missing)).toEqual([gone.number])
  expect(audit.strange.map(({ why, item }) => [why, item?.number])).toEqual([
    ['elsewhere', other.number],
    ['out', out.number],
    ['unknown', undefined],
    ['misread', undefined],
  ])
  expect(audit.again).toBe(1)
  const { items } = await t.call('item.list', { case: number })
  expect(items.map(({ audited }) => audited?.outcome)).toEqual(['found', 'missing', 'elsewhere', 'elsewhere'])
  expect((await t.call('shelf.list', {})).items).toMatchObject([
    { place: 'Safe 2', expected: 2, found: 1, missing: 1, unknown: 1 },
  ])
  // The whole store: what is checked out is expected nowhere.
  expect(numbers((await t.call('shelf.audit', { scans: [other.label] })).expected)).toEqual(
    numbers([here, gone, other]),
  )
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
})
