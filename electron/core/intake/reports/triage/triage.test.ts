import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input, Output } from '../../../../../shared/contract/contract.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../../tests/support/app.ts'

const minute = 60_000
const start = Date.parse('2026-11-23T12:00:00.000Z')
let now = start
let t: TestApp
beforeEach(async () => {
  now = start
  t = testApp({ clock: { now: () => now, zone: 'UTC' } })
  await newVault(t)
})
afterEach(() => t.end())

const narrative = 'This is the third one. He wrote the street I take to work and said he would see me Tuesday.'
const file = async (changes: Partial<Input<'report.add'>> = {}): Promise<string> =>
  (
    await t.call('report.add', {
      channel: 'phone',
      receivedAt: '2026-11-23T11:42:00Z',
      reporter: null,
      category: 'threat',
      narrative,
      ...changes,
    })
  ).report
type Answers = Input<'report.triage'>['answers']
const quoting = (factor: string, quote: string): Answers[number] => ({
  factor,
  answer: 'observed',
  cites: [{ kind: 'quote', quote }],
})
const high: Answers = [
  quoting('names-place-or-time', 'the street I take to work'),
  quoting('escalating', 'the third one'),
  { factor: 'means', answer: 'unknown', note: 'not in what we have; ask' },
]
const duties = (report: string): Promise<Output<'notification.list'>> =>
  t.call('notification.list', { report, state: 'all' })

test('a grade rests on what was quoted, and says by which rule', async () => {
  const report = await file()
  const graded = await t.call('report.triage', { report, answers: high })
  expect(graded).toMatchObject({ report, level: 'high' })
  expect(await t.call('report.get', { report })).toMatchObject({ severity: 'high', severityReason: graded.says })
  const { last, method } = await t.call('report.grading', { report })
  expect(last?.rule).toEqual({ level: 'high', says: graded.says })
  expect(last?.template).toEqual({ key: 'threat', version: 0, title: method.body.title })
  const place = last?.answers.find(({ factor }) => factor === 'names-place-or-time')
  expect(place?.cites).toEqual([
    { kind: 'quote', quote: 'the street I take to work', from: narrative.indexOf('the street') },
  ])
  expect(last?.answers.filter(({ answer }) => answer === 'unknown').length).toBe(method.body.factors.length - 2)
})

test('words that the report does not hold cannot be cited, nor records that are not there', async () => {
  const report = await file({ fields: { Plate: 'KVR 4471' }, place: { name: 'Harlan Street' } })
  const cite = (quote: string, more: object = {}) =>
    t.call('report.triage', {
      report,
      answers: [{ factor: 'means', answer: 'observed', cites: [{ kind: 'quote', quote, ...more }] }],
    })
  await expect(cite('he has a knife')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(cite('the street', { from: 3 })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(cite('KVR 4471')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  expect(await cite('KVR 4471', { field: 'Plate' })).toMatchObject({ level: 'high' })
  expect(await cite('Harlan', { field: 'place' })).toMatchObject({ level: 'high' })
  await expect(
    t.call('report.triage', {
      report,
      answers: [{ factor: 'means', answer: 'observed', cites: [{ kind: 'record', record: 'R-0099' }] }],
    }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  // Records are looked up; an exhibit of something else is no ground for this report.
  const add = async (target: object, name: string): Promise<string | undefined> => {
    const path = join(t.folder, name)
    writeFileSync(path, name)
    const added = await t.call('exhibit.add', {
      ...target,
      files: [path],
      collectedBy: 'R. Okafor',
      collectedAt: '2026-11-23T11:42:00Z',
      place: 'Desk',
      method: 'given',
    })
    return added[0]?.number
  }
  const other = await file()
  const { case: number } = await t.call('report.promote', { report: other, title: 'T', owner: 'R. Okafor' })
  const exhibits = {
    own: await add({ report }, 'own.txt'),
    others: await add({ report: other }, 'other.txt'),
    ofCase: await add({ case: number }, 'case.txt'),
  }
  expect(exhibits).toEqual({ own: `${report}-E01`, others: `${other}-E01`, ofCase: `${number}-E01` })
  const citing = (record: string) =>
    t.call('report.triage', {
      report,
      answers: [{ factor: 'means', answer: 'observed', cites: [{ kind: 'record', record }] }],
    })
  for (const [record, code, says] of [
    ['2026-999', 'NOT_FOUND', 'no case “2026-999”'],
    [`${report}-E07`, 'NOT_FOUND', `no exhibit “${report}-E07”`],
    ['S-0042', 'NOT_FOUND', 'no subject'],
    [`${other}-E01`, 'INVALID_INPUT', `belongs to report ${other}, not to report ${report}`],
    [`${number}-E01`, 'INVALID_INPUT', `belongs to case ${number}`],
    ['the badge log', 'INVALID_INPUT', 'is no number of a record'],
  ] as const)
    await expect(citing(record), record).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says) as string,
    })
  for (const record of [other, number, `${report}-E01`.toLowerCase()])
    expect(await citing(record), record).toMatchObject({ level: 'high' })
  const { last } = await t.call('report.grading', { report })
  expect(last?.answers.find(({ factor }) => factor === 'means')?.cites).toEqual([
    { kind: 'record', record: `${report}-E01` },
  ])
  await expect(
    t.call('report.triage', { report, answers: [{ factor: 'means', answer: 'observed' }] }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('cites nothing') as string })
  await expect(
    t.call('report.triage', { report, answers: [{ factor: 'height', answer: 'unknown' }] }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('a member may depart from the rules with a reason; both stay on record', async () => {
  const report = await file()
  await t.call('report.triage', { report, answers: high, departs: { level: 'critical', reason: 'He knows Tuesday.' } })
  expect(await t.call('report.get', { report })).toMatchObject({
    severity: 'critical',
    severityReason: 'He knows Tuesday.',
  })
  const { last } = await t.call('report.grading', { report })
  expect(last).toMatchObject({ level: 'critical', reason: 'He knows Tuesday.', rule: { level: 'high' } })
})

test('a grade makes its duties at once; a lower one ends them and says so; history shows old and new', async () => {
  const report = await file()
  await t.call('report.triage', { report, answers: high, departs: { level: 'critical', reason: 'He knows Tuesday.' } })
  const made = (await duties(report)).items
  expect(made.map(({ tell, due, state }) => [tell, due, state])).toEqual([
    ['approver', new Date(start + 10 * minute).toISOString(), 'open'],
    ['owner', new Date(start + 120 * minute).toISOString(), 'open'],
  ])
  await t.call('report.triage', { report, answers: high, departs: { level: 'critical', reason: 'Still.' } })
  expect((await duties(report)).items.map(({ id }) => id)).toEqual(made.map(({ id }) => id))

  await t.call('notification.acknowledge', { duty: made[0]?.id ?? '', how: 'phone', note: 'On the way in.' })
  now += minute
  await t.call('report.triage', { report, answers: [] })
  const ended = (await duties(report)).items
  expect(ended.map(({ state, superseded }) => [state, superseded?.why ?? null])).toEqual([
    ['acknowledged', null],
    ['superseded', 'Graded low, no longer critical'],
  ])
  expect(ended[0]?.acknowledged).toMatchObject({
    by: 'R. Okafor',
    told: 'R. Okafor',
    how: 'phone',
    note: 'On the way in.',
  })

  const { case: number } = await t.call('report.promote', { report, title: 'T', owner: 'R. Okafor' })
  const { rows } = await t.call('case.history', { case: number })
  const changes = rows.filter(({ type }) => type === 'report.triaged').flatMap((row) => row.changes)
  expect(changes).toContainEqual({
    field: 'severity',
    from: 'critical, Still.',
    to: expect.stringMatching(/^low/) as string,
  })
  expect(changes).toContainEqual(
    expect.objectContaining({ field: 'Names a place or a time', to: 'observed, “the street I take to work”' }),
  )
  expect(changes).toContainEqual(expect.objectContaining({ field: 'notification', to: 'superseded by a lower grade' }))
})

test('duties go with the report into its case, and are forgotten with it', async () => {
  const report = await file()
  await t.call('report.triage', { report, answers: high })
  const { case: number } = await t.call('report.promote', { report, title: 'T', owner: 'R. Okafor' })
  const { items } = await t.call('notification.list', { report, state: 'all' })
  expect(items.map(({ caseNumber, state }) => [caseNumber, state])).toEqual([
    [number, 'open'],
    [number, 'open'],
  ])
  await t.call('notification.acknowledge', { duty: items[0]?.id ?? '', how: 'in-person' })
  const { head } = await t.call('ledger.head', {})
  const duties = async (asOf?: { entries: number }) =>
    (await t.call('case.get', { case: number, asOf })).reports.map((one) => [
      one.number,
      one.severity,
      one.duties.map(({ state }) => state),
    ])
  expect(await duties()).toEqual([[report, 'high', ['acknowledged', 'open']]])
  expect(await duties({ entries: head.size - 1 })).toEqual([[report, 'high', ['open', 'open']]])
  expect((await t.call('case.history', { case: number })).rows[0]?.type).toBe('duty.acknowledged')
  const { ok } = await t.call('ledger.audit', {})
  expect(ok).toBe(true)
})

test('an approver is told by name, and only one who may approve', async () => {
  await t.call('member.add', { name: 'I. Berg', roles: ['investigator'], passphrase: `${passphrase} i` })
  const report = await file()
  await t.call('report.triage', { report, answers: high })
  const [duty] = (await duties(report)).items
  await expect(
    t.call('notification.acknowledge', { duty: duty?.id ?? '', how: 'phone', told: 'I. Berg' }),
  ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(
    t.call('notification.acknowledge', {
      duty: duty?.id ?? '',
      how: 'phone',
      toldAt: new Date(now + minute).toISOString(),
    }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await t.call('notification.acknowledge', { duty: duty?.id ?? '', how: 'phone', told: 'R. Okafor' })
  await expect(t.call('notification.acknowledge', { duty: duty?.id ?? '', how: 'phone' })).rejects.toMatchObject({
    code: 'ALREADY_DONE',
  })
})

test('the queue: danger that nobody graded, late duties, then by level and waiting; each row says why', async () => {
  const at = (minutes: number): Partial<Input<'report.add'>> => ({
    receivedAt: new Date(start - minutes * minute).toISOString(),
  })
  const low = await file(at(500))
  const late = await file(at(5))
  const critical = await file(at(10))
  const oldest = await file(at(90))
  const waiting = await file({ ...at(30), place: { name: 'Dock 3' } })
  const near = await file({ ...at(20), place: { name: 'Dock 3' } })
  const danger = await file({ ...at(1), immediateDanger: true })
  await t.call('report.setSeverity', { report: low, severity: { level: 'low', reason: 'r' } })
  await t.call('report.setSeverity', { report: late, severity: { level: 'high', reason: 'r' } })
  now += 61 * minute
  await t.call('report.setSeverity', { report: critical, severity: { level: 'critical', reason: 'r' } })

  const list = await t.call('report.list', {})
  expect(list.items.map(({ number }) => number)).toEqual([danger, late, critical, oldest, waiting, near, low])
  expect(list.items.map(({ why }) => why?.kind)).toEqual([
    'danger',
    'duty',
    'duty',
    'oldest',
    'ungraded',
    'same-place',
    'graded',
  ])
  expect(list).toMatchObject({ total: 7, late: 1, snoozed: 0 })
  for (let offset = 0; offset <= 7; offset++) {
    const page = await t.call('report.list', { offset, limit: 2 })
    expect(page.items).toEqual(list.items.slice(offset, offset + 2))
  }
  const found = await t.call('report.list', { filter: 'street' })
  expect(found.items).toEqual(list.items)
})

test('a report that was put aside comes back by itself, and says so', async () => {
  const report = await file()
  const until = new Date(now + 60 * minute).toISOString()
  await t.call('report.snooze', { report, until, reason: 'HR calls back at one.' })
  expect(await t.call('report.list', {})).toMatchObject({ items: [], total: 0, snoozed: 1, counts: { open: 1 } })
  expect((await t.call('report.list', { snoozed: 'only' })).items[0]).toMatchObject({
    number: report,
    why: { kind: 'snoozed', until, reason: 'HR calls back at one.' },
  })
  now += 61 * minute
  expect(await t.call('report.list', {})).toMatchObject({ total: 1, snoozed: 0, items: [{ why: { kind: 'snoozed' } }] })
  await expect(t.call('report.snooze', { report, until: null, reason: 'r' })).rejects.toMatchObject({
    code: 'ALREADY_DONE',
  })
  await expect(t.call('report.snooze', { report, until, reason: 'r' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('a report is given to a member who may triage it, and taken back', async () => {
  await t.call('member.add', { name: 'C. Webb', roles: ['counsel'], passphrase: `${passphrase} c` })
  const [report] = [await file(), await file()]
  await t.call('report.assign', { report, to: 'R. Okafor' })
  expect((await t.call('report.list', { assigned: 'me' })).items.map(({ number }) => number)).toEqual([report])
  expect((await t.call('report.list', { assigned: { member: 'R. Okafor' } })).total).toBe(1)
  expect((await t.call('report.list', { assigned: 'nobody' })).total).toBe(1)
  await expect(t.call('report.assign', { report, to: 'C. Webb' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(t.call('report.assign', { report, to: 'R. Okafor' })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  await t.call('report.assign', { report, to: null })
  expect((await t.call('report.list', { assigned: 'me' })).total).toBe(0)
  const { rows } = await t.call('ledger.list', { limit: 2 })
  expect(rows.map(({ summary }) => summary)).toEqual(['Taken from R. Okafor', 'Assigned to R. Okafor'])
})

test('what a member who leaves had to triage goes to a successor, or back to the desk', async () => {
  const add = (name: string) =>
    t.call('member.add', { name, roles: ['investigator'], passphrase: `${passphrase} ${name}` })
  for (const name of ['I. Berg', 'L. Moss']) await add(name)
  const [first, second] = [await file(), await file()]
  for (const report of [first, second]) await t.call('report.assign', { report, to: 'I. Berg' })
  const holder = async (report: string) => (await t.call('report.get', { report })).assignee
  await t.call('member.changeRoles', { member: 'I. Berg', roles: ['counsel'], handOverTo: 'L. Moss' })
  expect([await holder(first), await holder(second)]).toEqual(['L. Moss', 'L. Moss'])
  await t.call('member.revoke', { member: 'L. Moss', reason: 'Left.' })
  expect([await holder(first), await holder(second)]).toEqual([null, null])
})
