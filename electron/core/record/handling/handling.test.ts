import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
let number = ''
beforeEach(async () => {
  t = testApp()
  number = await newCase(t)
})
afterEach(() => t.end())

const counsel = `${passphrase} counsel`
const asCounsel = async (): Promise<void> => {
  await t.call('member.add', { name: 'L. Ortega', roles: ['counsel'], passphrase: counsel })
  await t.call('vault.unlock', { dir: `${t.folder}/V.holdfast`, passphrase: counsel })
}
const claims = async (of: { case?: string; record?: string }) => (await t.call('privilege.list', of)).items
const markings = async (of: { case?: string; record?: string }) => (await t.call('marking.list', of)).items
const size = async (): Promise<number> => (await t.call('ledger.list', { limit: 1 })).total

const anExhibit = async (owner: { case?: string; report?: string }): Promise<string> => {
  const file = join(t.folder, 'letter.txt')
  writeFileSync(file, `Advice of counsel.\nSecond line, ${JSON.stringify(owner)}.\n`)
  const collectedAt = '2026-11-23T06:42:00-05:00'
  return (await t.call('exhibit.add', { ...owner, files: [file], collectedAt }))[0]?.number ?? ''
}

test('privilege is claimed on records of every kind by the name that people have for them, and listed with its case', async () => {
  const exhibit = await anExhibit({ case: number })
  const { note } = await t.call('note.save', { case: number, title: 'Call with counsel', body: richTextOf('Advice.') })
  const { task } = await t.call('task.add', { case: number, title: 'Ask counsel' })
  const { communication } = await t.call('communication.log', {
    case: number,
    channel: 'call',
    direction: 'outgoing',
    parties: [{ name: 'L. Ortega', role: 'to' }],
    sentAt: { value: '2026-11-23T06:42', zone: 'America/New_York', precision: 'minute' },
    content: 'Asked for advice.',
  })
  const { item } = await t
    .call('item.add', { case: number, description: 'A letter', collectedAt: '2026-11-23T06:42:00-05:00' })
    .then(({ number: item }) => ({ item }))
  for (const record of [exhibit, `${number}-N01`, task, `${number} ${communication}`, item, number])
    await t.call('privilege.mark', { record, basis: 'ac', reason: 'Advice of counsel' })
  expect(
    (await claims({ case: number })).map(({ record: { kind, number: one, title } }) => [kind, one, title]),
  ).toEqual([
    ['exhibit', exhibit, 'letter.txt'],
    ['note', `${number} N-01`, 'Call with counsel'],
    ['task', task, 'Ask counsel'],
    ['communication', `${number} ${communication}`, null],
    ['item', item, 'A letter'],
    ['case', number, expect.any(String)],
  ])
  expect(await claims({ record: note })).toMatchObject([
    { basis: 'ac', reason: 'Advice of counsel', at: null, withdrawn: null },
  ])
})

test('a place in an exhibit is claimed in its written form, given apart or with the number, and pinned to its bytes', async () => {
  const exhibit = await anExhibit({ case: number })
  const { sha256 } = await t.call('exhibit.get', { exhibit })
  await t.call('privilege.mark', { record: exhibit, at: 'Lines 1-2', basis: 'wp-opinion', reason: 'What we think' })
  await t.call('privilege.mark', { record: `${exhibit} line 2`, basis: 'wp-fact', reason: 'What we found' })
  expect((await claims({ record: exhibit })).map(({ at, sha256: of }) => [at, of])).toEqual([
    ['lines 1–2', sha256],
    ['line 2', sha256],
  ])
  const before = await size()
  for (const { record, at } of [
    { record: `${exhibit} line 2`, at: 'line 1' },
    { record: number, at: 'p. 3' },
  ])
    await expect(t.call('privilege.mark', { record, at, basis: 'ac', reason: 'x' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  for (const record of ['R-0099', `${number} C-07`, 'nothing'])
    await expect(t.call('privilege.mark', { record, basis: 'ac', reason: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  expect(await size()).toBe(before)
})

test('counsel alone withdraws a claim; it stays on record, and no packet is built while one stands', async () => {
  const exhibit = await anExhibit({ case: number })
  const { number: claim } = await t.call('privilege.mark', { record: exhibit, basis: 'ac', reason: 'Advice' })
  const out = join(t.folder, 'p.pdf')
  await expect(
    t.call('packet.build', { case: number, recipient: 'Police', purpose: 'Charges', out }),
  ).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(`${exhibit} (${claim})`) as string,
  })
  await asCounsel()
  await t.call('privilege.withdraw', { privilege: claim, reason: 'It was sent to all' })
  await expect(t.call('privilege.withdraw', { privilege: claim, reason: 'again' })).rejects.toMatchObject({
    code: 'ALREADY_DONE',
  })
  expect(await claims({ record: exhibit })).toMatchObject([
    { number: claim, withdrawn: { by: 'L. Ortega', reason: 'It was sent to all' } },
  ])
  await t.call('vault.unlock', { dir: `${t.folder}/V.holdfast`, passphrase })
  expect(await t.call('packet.build', { case: number, recipient: 'Police', purpose: 'Charges', out })).toMatchObject({
    file: out,
  })
})

test('a claim is known by the number of its own entry alone, and one that is made while a packet is built stops it', async () => {
  const exhibit = await anExhibit({ case: number })
  await asCounsel()
  const { number: claim } = await t.call('privilege.mark', { record: exhibit, basis: 'ac', reason: 'Advice' })
  await t.call('privilege.withdraw', { privilege: claim, reason: 'It was sent to all' })
  const withdrawal = `PV-${(await size()) - 1}`
  await expect(t.call('privilege.withdraw', { privilege: withdrawal, reason: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await t.call('vault.unlock', { dir: `${t.folder}/V.holdfast`, passphrase })
  const out = join(t.folder, 'p.pdf')
  let marked: Promise<unknown> | undefined
  const progress = (): void => {
    marked ??= t.call('privilege.mark', { record: exhibit, basis: 'ac', reason: 'Advice after all' })
  }
  await expect(
    t.call('packet.build', { case: number, recipient: 'Police', purpose: 'Charges', out }, { progress }),
  ).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(exhibit) as string })
  await marked
  expect(existsSync(out)).toBe(false)
})

test('a marking replaces the one before, and what has none is not listed', async () => {
  const { subject } = await t.call('subject.add', { kind: 'person', name: 'J. Ahmed' })
  await t.call('marking.set', { record: number, caveat: 'Confidential: HR only', reason: 'A complaint' })
  await t.call('marking.set', { record: subject, handling: ['minor', 'address', 'minor'] })
  expect(await markings({ case: number })).toMatchObject([{ caveat: 'Confidential: HR only', handling: [] }])
  expect(await markings({ record: subject })).toMatchObject([{ caveat: null, handling: ['address', 'minor'] }])
  await expect(t.call('marking.set', { record: subject, handling: ['address', 'minor'] })).rejects.toMatchObject({
    code: 'ALREADY_DONE',
  })
  await t.call('marking.set', { record: number, reason: 'Settled' })
  expect(await markings({ case: number })).toEqual([])
  await expect(t.call('privilege.mark', { record: subject, basis: 'ac', reason: 'x' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  })
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
})

test('what was marked before its report was part of a case is the case’s, also as it stood', async () => {
  const { report } = await t.call('report.add', aReport())
  const exhibit = await anExhibit({ report })
  await t.call('privilege.mark', { record: report, basis: 'ac', reason: 'Written for counsel' })
  await t.call('marking.set', { record: exhibit, handling: ['health'] })
  expect(await claims({ case: number })).toEqual([])
  const { case: other } = await t.call('report.promote', { report, title: 'Other', owner: 'R. Okafor' })
  const entries = await size()
  await t.call('marking.set', { record: exhibit, caveat: 'Eyes only' })
  expect(await claims({ case: other })).toMatchObject([{ record: { kind: 'report', number: report } }])
  expect(await markings({ case: other })).toMatchObject([
    { record: { number: exhibit }, caveat: 'Eyes only', handling: [] },
  ])
  const then = await t.call('marking.list', { case: other, asOf: { entries } })
  expect(then.items).toMatchObject([{ record: { number: exhibit }, caveat: null, handling: ['health'] }])
})
