import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

const second = 'seven lanterns over quiet water'
const why = { authority: 'Retention schedule 7, item 3', reason: 'Kept for six years' }
const court = { authority: 'High Court, 2026-771', reason: 'Litigation' }
let t: TestApp
let number = ''
let beside = ''

beforeEach(async () => {
  t = testApp()
  await newVault(t)
  await t.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
  ;[number, beside] = [await aCase(), await aCase()]
})
afterEach(() => t.end())

async function aCase(): Promise<string> {
  const { report } = await t.call('report.add', aReport())
  return (await t.call('report.promote', { report, title: 'T', owner: 'R. Okafor' })).case
}
const unlock = (words: string) => t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: words })
const holds = async (of = number) => (await t.call('retention.get', { case: of })).holds
const orders = async () => (await t.call('destruction.list', {})).items
/** What the last entries say, newest first. */
const said = async (count: number) => (await t.call('ledger.list', { limit: count })).rows.map(({ summary }) => summary)

describe('holds', () => {
  test('are lifted one by one: the only one that stands without a name, one of several by its id', async () => {
    const first = await t.call('hold.place', { case: number, ...court })
    expect(first).toEqual({ hold: expect.any(String) as string, case: number })
    const other = await t.call('hold.place', { case: number, authority: 'Police', reason: 'Inquiry' })
    await expect(t.call('hold.lift', { case: number, reason: 'Settled' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `2 holds stand on case ${number}.`,
      next: 'Name the one to lift by its id; its retention page lists them.',
    })
    expect(await t.call('hold.lift', { case: number, hold: first.hold, reason: 'Settled' })).toEqual(first)
    expect((await holds()).map(({ id, lifted }) => [id, lifted?.reason])).toEqual([
      [other.hold, undefined],
      [first.hold, 'Settled'],
    ])
    // One that was lifted stands no more: neither by its id, nor beside the one that does.
    await expect(t.call('hold.lift', { case: number, hold: first.hold, reason: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `No such hold stands on case ${number}.`,
    })
    expect(await t.call('hold.lift', { case: number, reason: 'Closed' })).toEqual(other)
    await expect(t.call('hold.lift', { case: number, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await said(2)).toEqual(['Legal hold lifted: Closed', 'Legal hold lifted: Settled'])
  })

  test('stand on their own case: another’s is not lifted by its id, and blocks nothing here', async () => {
    const { hold } = await t.call('hold.place', { case: beside, ...court })
    expect(await said(1)).toEqual(['Legal hold placed (High Court, 2026-771): Litigation'])
    await expect(t.call('hold.lift', { case: number, hold, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await holds(beside)).map(({ lifted }) => lifted)).toEqual([null])
    expect(await t.call('destruction.order', { case: number, ...why })).toMatchObject({ case: number })
    await expect(t.call('destruction.order', { case: beside, ...why })).rejects.toMatchObject({
      code: 'ON_HOLD',
      message: `Case ${beside} is under a legal hold (High Court, 2026-771, placed by R. Okafor); nothing of it may be destroyed.`,
      next: 'The hold must be lifted first, by a member with the right to it and with a reason.',
    })
  })
})

describe('orders', () => {
  test('wait one at a time on a case; a second is refused, and nothing is recorded', async () => {
    const given = await t.call('destruction.order', { case: number, ...why })
    expect(given).toEqual({ order: expect.any(String) as string, case: number })
    expect(await said(1)).toEqual([
      `Destruction of case ${number} ordered (Retention schedule 7, item 3): Kept for six years`,
    ])
    const { total } = await t.call('ledger.list', { limit: 1 })
    await expect(t.call('destruction.order', { case: number, ...why })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
      message: `An order on case ${number} waits for an answer already.`,
      next: 'Another member approves or declines it; nothing was recorded.',
    })
    expect((await t.call('ledger.list', { limit: 1 })).total).toBe(total)
    // Another case’s is another order, and one that was declined waits no more.
    await t.call('destruction.order', { case: beside, ...why })
    await t.call('destruction.decline', { order: given.order, reason: 'Too early' })
    expect(await said(1)).toEqual([`Destruction of case ${number} declined: Too early`])
    const again = await t.call('destruction.order', { case: number, ...why })
    expect((await orders()).map(({ id, caseNumber, state }) => [id, caseNumber, state])).toEqual([
      [again.order, number, 'waiting'],
      [expect.any(String), beside, 'waiting'],
      [given.order, number, 'declined'],
    ])
    const ofCase = await t.call('retention.get', { case: number })
    expect(ofCase.orders.map(({ id }) => id)).toEqual([again.order, given.order])
  })

  test('are one’s own for whoever gave them, and say who answered, why, and what went', async () => {
    const { order } = await t.call('destruction.order', { case: number, ...why })
    const scope = { entries: 3, reports: 1, notes: 0, exhibits: 0, bytes: 0, packets: 0 }
    expect(await orders()).toMatchObject([{ own: true, orderedBy: 'R. Okafor', answer: null, scope }])
    await unlock(second)
    expect(await orders()).toMatchObject([{ own: false, orderedBy: 'R. Okafor', answer: null, scope }])
    const done = await t.call('destruction.approve', { order })
    expect(done).toEqual({
      order,
      case: number,
      destroyed: done.destroyed,
      remarks: ['Backups made before still hold it; destroy or replace them too.'],
    })
    expect(await orders()).toMatchObject([
      { own: false, state: 'carried-out', answer: { by: 'C. Adeyemi', reason: null }, scope: done.destroyed },
    ])
    await expect(t.call('destruction.approve', { order })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
      message: `This order on case ${number} was carried out already.`,
    })
  })

  test('that are nowhere, were declined, or are older than the case are refused in words', async () => {
    await expect(t.call('destruction.decline', { order: 'nowhere', reason: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no order of destruction “nowhere” in this vault.',
      next: 'See `holdfast destruction list` for the orders.',
    })
    const { order } = await t.call('destruction.order', { case: number, ...why })
    await t.call('case.change', { case: number, title: 'Changed' })
    await t.call('case.change', { case: number, title: 'Changed again' })
    await unlock(second)
    await expect(t.call('destruction.approve', { order })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: `Since the order was given, 2 records were added to case ${number}.`,
      next: 'Decline this order and give a new one over the case as it is now; nothing was destroyed.',
    })
    expect(await t.call('destruction.decline', { order, reason: 'Changed since' })).toEqual({ order, case: number })
    await expect(t.call('destruction.decline', { order, reason: 'x' })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
      message: `This order on case ${number} was declined already.`,
    })
  })

  test('are open at the closing of their case until they are answered', async () => {
    const open = async () =>
      (await t.call('closure.get', { case: number })).checks.filter(({ tab }) => tab === 'retention')
    expect(await open()).toEqual([])
    await t.call('destruction.order', { case: beside, ...why })
    expect(await open()).toEqual([])
    const { order } = await t.call('destruction.order', { case: number, ...why })
    expect(await open()).toEqual([
      {
        what: 'Order of destruction',
        open: 'An order (Retention schedule 7, item 3) waits for an answer.',
        tab: 'retention',
        item: null,
      },
    ])
    await t.call('destruction.decline', { order, reason: 'Too early' })
    expect(await open()).toEqual([])
  })
})

test('the number of a destroyed case is never given again, though it was the newest', async () => {
  expect(beside).toMatch(/-002$/)
  const { order } = await t.call('destruction.order', { case: beside, ...why })
  await unlock(second)
  await t.call('destruction.approve', { order })
  await unlock(passphrase)
  expect(await aCase()).toMatch(/-003$/)
})
