import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { standing } from './chain.ts'
import { isLabel, newLabel, scanned, spacedLabel } from './label.ts'

const at = '2026-11-28T09:00:00.000Z'
let t: TestApp
let number: string
beforeAll(async () => {
  t = testApp({ clock: { now: () => Date.parse(at), zone: 'America/New_York' } })
  number = await newCase(t)
})
afterAll(() => t.end())

const on = (day: number, hour = 9): string => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00Z`
const add = (more: object = {}) =>
  t.call('item.add', { case: number, description: 'Phone', collectedBy: 'A. Reyes', collectedAt: on(20), ...more })
const record = (exhibit: string, action: 'transfer', more: object) =>
  t.call('exhibit.recordCustody', { exhibit, action, custodyAt: on(21), ...more })
const show = (exhibit: string) => t.call('custody.show', { exhibit })
const kinds = async (exhibit: string) => (await show(exhibit)).gaps.map(({ kind }) => kind)

describe('a physical item', () => {
  it('is an exhibit of its case, found by its number and by its label however it was typed', async () => {
    const { number: named, label } = await add({
      serialNumber: 'SN-1',
      bag: 'B-7',
      seal: 'S-1',
      part: 1,
      parts: 3,
      storage: 'Safe 2',
    })
    expect(named).toBe(`${number}-P01`)
    const item = await t.call('item.find', { scan: ` ${spacedLabel(label).toLowerCase()} ` })
    expect(item).toMatchObject({
      number: named,
      serialNumber: 'SN-1',
      bag: 'B-7',
      part: { number: 1, of: 3 },
      standing: { state: 'held', holder: 'A. Reyes', storage: 'Safe 2', seal: 'S-1' },
    })
    expect(JSON.stringify(label)).not.toContain(number)
    await expect(add({ part: 4, parts: 3 })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(add({ part: 1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const wrong = label.replace(/^./, label.startsWith('2') ? '3' : '2')
    await expect(t.call('item.find', { scan: wrong })).rejects.toMatchObject({
      message: expect.stringContaining('check letter') as string,
    })
  })

  it('has its seal read where it is handed on: another one is refused, or recorded with the reason and asked about', async () => {
    const { number: item } = await add({ seal: 'S-1', storage: 'Safe 2' })
    const out = { action: 'check-out', to: 'Lab', expectedBack: on(22), custodyAt: on(21) } as const
    const step = (more: object) => t.call('exhibit.recordCustody', { exhibit: item, ...out, ...more })
    await expect(step({})).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('S-1') as string,
    })
    await step({ sealBefore: 's-1' })
    await expect(step({ sealBefore: 'S-1' })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await show(item)).standing).toMatchObject({ state: 'out', holder: 'Lab', keeper: 'A. Reyes' })
    expect(await kinds(item)).toContain('overdue')
    const back = { action: 'check-in', custodyAt: on(23), expectedBack: null, to: null } as const
    await expect(step({ ...back, sealBefore: 'S-9' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(step({ ...back, sealBefore: 'none' })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { questions } = await step({ ...back, sealBefore: 'S-9', reason: 'Opened by the lab' })
    expect(questions).toEqual(
      expect.arrayContaining([expect.stringMatching(/What happened to the seal of .*S-1.*S-9.*Opened by the lab/)]),
    )
    expect((await show(item)).standing).toMatchObject({
      state: 'held',
      holder: 'A. Reyes',
      storage: 'Safe 2',
      seal: 'S-9',
    })
    await expect(
      t.call('exhibit.recordCustody', { exhibit: item, action: 'test', custodyAt: on(24), sealBefore: 'S-9' }),
    ).rejects.toMatchObject({ message: expect.stringContaining('how it was left') as string })
  })

  it('has no seal once it was left without one, however that was typed', async () => {
    const { number: item } = await add({ seal: 'S-1' })
    const step = (more: { custodyAt: string; sealBefore: string; sealAfter: string }) =>
      t.call('exhibit.recordCustody', { exhibit: item, action: 'test', ...more })
    await step({ custodyAt: on(21), sealBefore: 'S-1', sealAfter: 'None' })
    expect((await show(item)).standing.seal).toBeNull()
    await record(item, 'transfer', { to: 'B. Lind', custodyAt: on(22), sealBefore: 'NONE' })
    expect((await show(item)).standing.seal).toBeNull()
    expect(await kinds(item)).not.toContain('seal')
  })

  it('is destroyed with authority, not under a hold, and then has no holder and takes no step', async () => {
    const { number: item } = await add()
    const end = (more: object) =>
      t.call('exhibit.recordCustody', { exhibit: item, action: 'destroy', custodyAt: on(25), ...more })
    await expect(end({})).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const { hold } = await t.call('hold.place', { case: number, authority: 'Court', reason: 'Claim' })
    await expect(end({ authority: 'Counsel' })).rejects.toMatchObject({ code: 'ON_HOLD' })
    await t.call('hold.lift', { case: number, hold, reason: 'Settled' })
    // Its end is its last step: not before one that is on record.
    await record(item, 'transfer', { to: 'B. Lind', custodyAt: on(22) })
    await expect(end({ authority: 'Counsel', custodyAt: on(21) })).rejects.toMatchObject({ code: 'CONFLICT' })
    await end({ authority: 'Counsel' })
    expect((await show(item)).standing).toMatchObject({ state: 'ended', holder: null })
    await expect(record(item, 'transfer', { to: 'B', custodyAt: on(26) })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    })
  })

  it('is not destroyed before what is on record, and has no holder again whatever an entry says', async () => {
    const { number: item } = await add()
    await record(item, 'transfer', { to: 'B', custodyAt: on(24) })
    const end = { exhibit: item, action: 'destroy', authority: 'Counsel' } as const
    await expect(t.call('exhibit.recordCustody', { ...end, custodyAt: on(23) })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('24 Nov 2026') as string,
    })
    await t.call('exhibit.recordCustody', { ...end, custodyAt: on(25) })
    const { steps } = await show(item)
    const later = steps.map((step) => (step.action === 'transfer' ? { ...step, custodyAt: on(26) } : step))
    expect(standing(later, null)).toMatchObject({ state: 'ended', holder: null })
  })

  it('is divided, and joined again, each with its own chain', async () => {
    const { number: item } = await add({ seal: 'S-1', storage: 'Safe 2' })
    const parts = {
      into: [
        { description: 'Phone', seal: 'S-2' },
        { description: 'SIM card', seal: 'S-3' },
      ],
      custodyAt: on(24),
    }
    await expect(t.call('item.split', { item, ...parts })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const { made } = await t.call('item.split', { item, ...parts, sealBefore: 'S-1' })
    expect((await show(item)).standing.state).toBe('ended')
    const part = await t.call('item.find', { scan: made[1]?.number ?? '' })
    expect(part).toMatchObject({
      part: { number: 2, of: 2 },
      madeFrom: [item],
      standing: { holder: 'A. Reyes', storage: 'Safe 2', seal: 'S-3' },
    })
    const tooMany = { items: made.map((one) => one.number), seals: ['S-2', 'S-3', 'S-4'], description: 'Phone, whole' }
    await expect(t.call('item.combine', { ...tooMany, custodyAt: on(25) })).rejects.toMatchObject({
      message: '3 seals cannot be those of 2 items.',
    })
    const joined = await t.call('item.combine', {
      items: made.map((one) => one.number),
      seals: ['S-2', 'S-3'],
      description: 'Phone, whole',
      custodyAt: on(25),
    })
    expect((await show(joined.number)).standing.holder).toBe('A. Reyes')
    await expect(
      t.call('item.combine', { items: [joined.number, joined.number], description: 'x', custodyAt: on(25) }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('leaves a record that projects to the same tables', async () => {
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })
})

describe('a chain', () => {
  it('asks who had it where the next one was not the last one’s', async () => {
    const { number: item } = await add()
    await record(item, 'transfer', { from: 'a. reyes', to: 'B. Lind' })
    const { questions } = await record(item, 'transfer', { from: 'C. Hale', to: 'D. Ruiz', custodyAt: on(22) })
    expect(questions).toContain(
      `Who had ${item} between 21 Nov 2026, 09:00 UTC and 22 Nov 2026, 09:00 UTC? It was with B. Lind, and C. Hale handed it over.`,
    )
    // Written down later, between the two: it closes the gap.
    await record(item, 'transfer', { to: 'C. Hale', custodyAt: on(21, 12) })
    expect(await kinds(item)).not.toContain('holder')
    expect((await show(item)).steps.map(({ to }) => to)).toEqual(['A. Reyes', 'B. Lind', 'C. Hale', 'D. Ruiz'])
  })

  it('of a file holds its hash to what was kept', async () => {
    const file = join(t.folder, 'a.bin')
    writeFileSync(file, randomBytes(100))
    const [kept] = await t.call('exhibit.add', { case: number, files: [file] })
    const { number: exhibit = '', sha256 = '' } = kept ?? {}
    const test = { action: 'test' as const, custodyAt: at }
    const other = sha256.replaceAll('0', '1').replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a'))
    const step = (more: object) => t.call('exhibit.recordCustody', { exhibit, ...test, ...more })
    await expect(step({ hashBefore: sha256, hashAfter: other })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await step({ hashBefore: sha256, hashAfter: sha256 })).questions).toEqual([])
    expect((await step({})).questions).toEqual([expect.stringContaining('not read before and after')])
    await expect(step({ action: 'destroy', authority: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect((await t.call('custody.gaps', { case: number })).items.length).toBeGreaterThan(5)
    await expect(t.call('custody.gaps', {})).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})

it('a label has a check letter that finds a wrong sign and two that were swapped', () => {
  for (let round = 0; round < 50; round++) {
    const label = newLabel(Uint8Array.from(randomBytes(16)))
    expect(isLabel(scanned(` ${spacedLabel(label).toLowerCase()}\r`))).toBe(true)
    for (let i = 0; i < label.length; i++) {
      for (const sign of '23456789BCDFGHJKNPRSTVX')
        if (sign !== label[i]) expect(isLabel(label.slice(0, i) + sign + label.slice(i + 1))).toBe(false)
      const [a = '', b = ''] = [label[i], label[i + 1]]
      if (b !== '' && a !== b) expect(isLabel(label.slice(0, i) + b + a + label.slice(i + 2))).toBe(false)
    }
  }
})
