import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

const second = 'seven lanterns over quiet water'
const number = '2026-001'
const ofCase = { case: number }
let t: TestApp
let dir: string
let now = Date.parse('2026-11-24T09:00:00Z')

beforeEach(async () => {
  now = Date.parse('2026-11-24T09:00:00Z')
  t = testApp({ clock: { now: () => (now += 1000), zone: 'America/New_York' } })
  await newCase(t)
  dir = join(t.folder, 'V.holdfast')
})
afterEach(() => t.end())

const as = (words: string): Promise<unknown> => t.call('vault.unlock', { dir, passphrase: words })
const addSupervisor = (): Promise<unknown> =>
  t.call('member.add', { name: 'S. Adeyemi', roles: ['supervisor'], passphrase: second })
const get = () => t.call('closure.get', ofCase)
const open = async (): Promise<string[]> =>
  (await get()).checks.flatMap(({ what, open: words }) => (words === null ? [] : [what]))
const status = async (): Promise<string> => (await t.call('case.get', ofCase)).status

/** Everything that a case needs to be closed. */
async function settle(): Promise<void> {
  await t.call('case.change', { ...ofCase, severity: { level: 'moderate', reason: 'He came back' } })
  await t.call('closure.conclude', {
    ...ofCase,
    outcome: 'He was banned from the site.',
    actionsTaken: 'Escort for two weeks; locks changed.',
    residual: { level: 'low', text: 'He knows the building.' },
  })
}

describe('a case is not closed while something is open', () => {
  test('a mandatory task keeps it open until it is done or another member lets it go', async () => {
    await settle()
    const { task } = await t.call('task.add', { ...ofCase, title: 'Tell the head of security', mandatory: true })
    await t.call('task.add', { ...ofCase, title: 'Walk the car park' })
    expect((await get()).checks.filter(({ open: words }) => words !== null)).toEqual([
      {
        what: `Task ${task}`,
        open: 'Tell the head of security: it is mandatory, and open.',
        tab: 'tasks',
        item: task,
      },
    ])
    await expect(t.call('closure.request', ofCase)).rejects.toMatchObject({ code: 'CONFLICT' })
    await t.call('task.complete', { task, result: 'Told at 07:10' })
    expect(await open()).toEqual([])
    await t.call('closure.request', ofCase)
    expect(await status()).toBe('closed')
  })

  test('the refusal names each thing, and the page leads to each', async () => {
    await t.call('case.change', { ...ofCase, followUpDue: '2026-12-01T09:00:00Z' })
    await t.call('closure.allege', { ...ofCase, text: 'He entered without leave.', standard: 'preponderance' })
    await addSupervisor()
    await t.call('decision.submit', {
      ...ofCase,
      question: 'Ban him?',
      options: ['Yes', 'No'],
      choice: 'Yes',
      rationale: 'x',
    })
    await t.call('destruction.order', { ...ofCase, authority: 'Schedule 7', reason: 'Old' })
    expect(await open()).toEqual([
      'Severity',
      'Follow-up',
      'Allegation A-01',
      'Outcome',
      'Actions taken',
      'Residual risk',
      'Decision D-01',
      'Order of destruction',
    ])
    await expect(t.call('closure.request', ofCase)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/8 things must be settled.*A-01: It has no finding.*D-01: Ban him\?/) as string,
    })
    expect(await status()).toBe('open')
  })

  test('a grave residual risk needs somebody to watch it, and what is overdue must be answered', async () => {
    await settle()
    await t.call('closure.conclude', { ...ofCase, residual: { level: 'high', text: 'He wrote again.' } })
    expect(await open()).toEqual(['Monitoring or safeguards'])
    const watch = { kind: 'monitoring' as const, what: 'Ask the front desk', owner: 'R. Okafor' }
    await t.call('monitoring.add', { ...ofCase, ...watch, due: '2026-11-20T09:00:00Z' })
    expect(await open()).toEqual(['Duty M-01'])
    const next = '2026-12-20T09:00:00Z'
    await t.call('monitoring.answer', { ...ofCase, duty: 'M-01', outcome: 'done', note: 'Nothing seen', next })
    expect(await open()).toEqual([])
  })

  test('what is to be looked at again is not lost: it becomes a duty by then, or is looked at now', async () => {
    await settle()
    const judged = {
      ...ofCase,
      instrument: 'concerning-behaviour',
      about: 'Mr X',
      factors: [],
      rationale: 'r',
    }
    await t.call('assessment.make', { ...judged, level: 'high', reassessOn: '2026-12-01' })
    const decided = { ...ofCase, question: 'Ban him?', options: ['Yes', 'No'], choice: 'Yes', rationale: 'x' }
    await t.call('decision.submit', { ...decided, reviewOn: '2026-12-10' })
    expect(await open()).toEqual(['Assessment A-01', 'Review of D-01'])
    await expect(t.call('closure.request', ofCase)).rejects.toMatchObject({
      message: expect.stringMatching(
        /A-01: It is to be looked at again on 1 Dec 2026: make it a monitoring duty that is due by then, or assess again/,
      ) as string,
    })
    const watch = { ...ofCase, kind: 'monitoring' as const, what: 'Look again', owner: 'R. Okafor' }
    await t.call('monitoring.add', { ...watch, due: '2026-12-02T09:00:00-05:00' })
    expect(await open()).toEqual(['Assessment A-01'])
    await t.call('monitoring.add', { ...watch, due: '2026-12-01T17:00:00-05:00' })
    expect(await open()).toEqual([])
    await t.call('monitoring.answer', { ...ofCase, duty: 'M-02', outcome: 'done', note: 'x' })
    expect(await open()).toEqual(['Assessment A-01'])
    await t.call('assessment.make', { ...judged, level: 'none' })
    expect(await open()).toEqual([])
  })

  test('a deviation of a journey that is not settled keeps it open', async () => {
    await settle()
    const time = (value: string) => ({ value, zone: 'America/New_York', precision: 'minute' as const })
    const { legs } = await t.call('travel.plan', {
      ...ofCase,
      legs: [
        { principal: 'P', mode: 'road', from: { name: 'A' }, to: { name: 'B' }, departure: time('2026-11-23T06:42') },
      ],
    })
    const noWord = { ...ofCase, leg: 'L-01', kind: 'no-word' as const, what: 'No word from her' }
    await t.call('travel.deviate', { ...noWord, noticedAt: time('2026-11-23T07:42') })
    expect((await get()).checks.at(-1)).toEqual({
      what: 'Deviation of L-01',
      open: 'No word from her: it is not settled.',
      tab: 'travel',
      item: legs[0]?.id,
    })
    await expect(t.call('closure.request', ofCase)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('a mandatory task that is not done is named', async () => {
    await settle()
    await t.call('task.add', { ...ofCase, title: 'Change the locks', mandatory: true })
    expect(await open()).toEqual(['Task 2026-001-T01'])
    await expect(t.call('closure.request', ofCase)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('an allegation that is withdrawn needs no finding', async () => {
    await settle()
    await t.call('closure.allege', { ...ofCase, text: 'He took a badge.', standard: 'policy' })
    expect(await open()).toEqual(['Allegation A-01'])
    await t.call('closure.withdrawAllegation', { ...ofCase, allegation: 'A-01', reason: 'The badge was found' })
    expect(await open()).toEqual([])
  })
})

describe('closing', () => {
  test('alone: where no other member may approve, it is closed and says so', async () => {
    await settle()
    expect((await t.call('closure.request', ofCase)).status).toBe('closed')
    const detail = await t.call('case.get', ofCase)
    expect(detail.status).toBe('closed')
    expect(detail.closedAt).not.toBeNull()
    expect((await get()).request?.state).toBe('closed-alone')
    const { rows } = await t.call('case.history', ofCase)
    expect(rows.map(({ summary }) => summary).join('\n')).toContain('without approval: no other member of this vault')
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })

  test('by two: never by the one who asked, and only as it was shown', async () => {
    await addSupervisor()
    await settle()
    expect((await t.call('closure.request', { ...ofCase, remark: 'Two weeks quiet' })).status).toBe('open')
    const approve = async () => t.call('closure.approve', { ...ofCase, shown: (await get()).size })
    await expect(approve()).rejects.toMatchObject({ code: 'NEEDS_ANOTHER_MEMBER' })
    await as(second)
    const { size, mayApprove } = await get()
    expect(mayApprove).toBe(true)
    await t.call('note.save', { ...ofCase, title: 'He rang', body: richTextOf('At nine.') })
    await expect(t.call('closure.approve', { ...ofCase, shown: size })).rejects.toMatchObject({ code: 'CONFLICT' })
    await approve()
    expect(await status()).toBe('closed')
    const { request } = await get()
    expect(request).toMatchObject({ state: 'approved', by: 'R. Okafor', answer: { by: 'S. Adeyemi' } })
    const then = await t.call('case.get', { ...ofCase, asOf: { entries: request?.answer?.seen.size ?? 0 } })
    expect(then.status).toBe('open')
  })

  test('never by its owner, and by its approver alone where there is one', async () => {
    const ben = 'nine copper kettles beneath orchards'
    await t.call('member.add', { name: 'Ben', roles: ['investigator'], passphrase: ben })
    await settle()
    await as(ben)
    // Nobody but the owner could approve.
    await expect(t.call('closure.request', ofCase)).rejects.toMatchObject({ code: 'NEEDS_ANOTHER_MEMBER' })
    await as(passphrase)
    await addSupervisor()
    await t.call('member.add', { name: 'M. Sato', roles: ['supervisor'], passphrase: `${ben} too` })
    await t.call('case.change', { ...ofCase, approver: 'S. Adeyemi' })
    await as(ben)
    await t.call('closure.request', ofCase)
    const approve = async () => t.call('closure.approve', { ...ofCase, shown: (await get()).size })
    await as(passphrase)
    expect((await get()).mayApprove).toBe(false)
    await expect(approve()).rejects.toMatchObject({
      code: 'NEEDS_ANOTHER_MEMBER',
      message: expect.stringContaining('owns case 2026-001') as string,
    })
    await as(`${ben} too`)
    expect((await get()).mayApprove).toBe(false)
    await expect(approve()).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      message: expect.stringContaining('S. Adeyemi, its approver') as string,
    })
    await as(second)
    expect((await get()).mayApprove).toBe(true)
    await approve()
    expect(await status()).toBe('closed')
  })

  test('a request can be returned with a reason, or taken back', async () => {
    await addSupervisor()
    await settle()
    await t.call('closure.request', ofCase)
    await as(second)
    await t.call('closure.return', { ...ofCase, shown: (await get()).size, reason: 'Who watches the gate?' })
    expect((await get()).request).toMatchObject({ state: 'returned', answer: { reason: 'Who watches the gate?' } })
    await as(passphrase)
    await t.call('closure.request', ofCase)
    await t.call('closure.withdraw', { ...ofCase, reason: 'Not yet' })
    expect((await get()).request?.state).toBe('withdrawn')
    expect(await status()).toBe('open')
  })
})

describe('a closed case is sealed', () => {
  beforeEach(async () => {
    const file = join(t.folder, 'a.txt')
    writeFileSync(file, 'evidence')
    await t.call('exhibit.add', { ...ofCase, files: [file] })
    await settle()
    await t.call('monitoring.add', {
      ...ofCase,
      kind: 'monitoring',
      what: 'Ask the front desk',
      owner: 'R. Okafor',
      due: '2026-12-01T09:00:00Z',
    })
    await t.call('closure.request', ofCase)
  })

  test('nothing of its record can be changed, by whatever call', async () => {
    const { rows: before } = await t.call('case.history', ofCase)
    const { report } = await t.call(
      'report.add',
      aReport({ receivedAt: '2026-11-24T06:42:00-05:00', narrative: 'again' }),
    )
    const file = join(t.folder, 'a.txt')
    const refused = [
      t.call('case.change', { ...ofCase, title: 'x' }),
      t.call('note.save', { ...ofCase, title: 'x', body: richTextOf('x') }),
      t.call('exhibit.add', { ...ofCase, files: [file] }),
      t.call('report.merge', { report, into: number, reason: 'x' }),
      t.call('report.setSeverity', { report: 'R-0001', severity: { level: 'low', reason: 'x' } }),
      t.call('decision.submit', { ...ofCase, question: 'x', options: ['a', 'b'], choice: 'a', rationale: 'x' }),
      t.call('closure.allege', { ...ofCase, text: 'x', standard: 'policy' }),
      t.call('closure.conclude', { ...ofCase, outcome: 'x' }),
      t.call('monitoring.add', {
        ...ofCase,
        kind: 'change',
        what: 'x',
        owner: 'R. Okafor',
        due: '2026-12-01T09:00:00Z',
      }),
      t.call('closure.request', ofCase),
    ]
    for (const call of refused) await expect(call).rejects.toMatchObject({ code: 'CASE_CLOSED' })
    expect((await t.call('case.history', ofCase)).rows).toEqual(before)
  })

  test('its evidence is still held: verified, handed on, copied out', async () => {
    expect((await t.call('exhibit.verify', ofCase)).ok).toBe(true)
    const exhibit = `${number}-E01`
    const event = { custodyAt: '2026-11-25T09:00:00Z', action: 'transfer' as const, to: 'Archive' }
    await t.call('exhibit.recordCustody', { exhibit, ...event })
    await t.call('exhibit.export', { exhibit, out: join(t.folder, 'copy.txt') })
    await t.call('hold.place', { ...ofCase, authority: 'Court', reason: 'Claim' })
  })

  test('it is opened again with a reason, and then takes entries', async () => {
    await t.call('closure.reopen', { ...ofCase, reason: 'A new letter' })
    expect(await t.call('case.get', ofCase)).toMatchObject({ status: 'investigating', closedAt: null })
    await t.call('case.change', { ...ofCase, title: 'Goes on' })
    await expect(t.call('closure.reopen', { ...ofCase, reason: 'x' })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })

  test('its monitoring comes back on its day and is answered while it stays closed', async () => {
    expect((await t.call('monitoring.due', {})).items).toEqual([])
    now = Date.parse('2026-12-02T09:00:00Z')
    expect((await t.call('monitoring.due', {})).items).toMatchObject([
      { caseNumber: number, number: 'M-01', own: true, closed: true },
    ])
    const done = { ...ofCase, duty: 'M-01', outcome: 'done' as const }
    await t.call('monitoring.answer', { ...done, note: 'Nothing seen', next: '2027-01-01T09:00:00Z' })
    expect((await t.call('monitoring.due', {})).items).toEqual([])
    now = Date.parse('2027-01-02T09:00:00Z')
    await t.call('monitoring.answer', { ...done, note: 'Still nothing' })
    expect(await status()).toBe('closed')
    const [duty] = (await get()).duties
    expect(duty).toMatchObject({ due: null })
    expect(duty?.answers.map(({ note }) => note)).toEqual(['Nothing seen', 'Still nothing'])
    await expect(t.call('monitoring.answer', { ...done, note: 'x' })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  })

  test('what is escalated leads somewhere: the case re-opened in the same act, or a report', async () => {
    const escalated = { ...ofCase, duty: 'M-01', outcome: 'escalated' as const, note: 'He was seen at the gate' }
    await expect(t.call('monitoring.answer', escalated)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await t.call('monitoring.answer', { ...escalated, reopen: true })
    expect(await status()).toBe('investigating')
    expect((await t.call('case.history', ofCase)).rows[0]?.summary).toContain('re-opened: M-01: He was seen')
  })
})

test('findings cite their records, and a later finding keeps the earlier one in the history', async () => {
  await t.call('closure.allege', { ...ofCase, text: 'He entered without leave.', standard: 'clear-and-convincing' })
  const found = { ...ofCase, allegation: 'A-01', facts: [{ kind: 'report' as const, ref: 'R-0001' }] }
  await t.call('closure.find', { ...found, finding: 'inconclusive', basis: 'One witness' })
  await t.call('closure.find', { ...found, finding: 'substantiated', basis: 'The camera shows him' })
  const [allegation] = (await get()).allegations
  expect(allegation).toMatchObject({
    number: 'A-01',
    standard: 'clear-and-convincing',
    finding: { finding: 'substantiated', basis: 'The camera shows him', facts: [{ label: 'R-0001', changed: null }] },
  })
  const { rows } = await t.call('case.history', ofCase)
  expect(rows[0]?.changes).toContainEqual({ field: 'finding', from: 'inconclusive', to: 'substantiated' })
})

test('the sixth question is answered from what was said of the residual risk', async () => {
  const sixth = async () => (await t.call('case.get', ofCase)).answers[5]
  expect(await sixth()).toMatchObject({ open: true })
  await settle()
  expect(await sixth()).toMatchObject({
    open: false,
    answer: expect.stringContaining('Low: He knows the building.') as string,
    proof: { tab: 'closure' },
  })
})

test('duties pass on when their owner leaves, those of closed cases too', async () => {
  await addSupervisor()
  await settle()
  const watch = { kind: 'monitoring' as const, what: 'Ask', owner: 'S. Adeyemi', due: '2026-12-01T09:00:00Z' }
  await t.call('monitoring.add', { ...ofCase, ...watch })
  await t.call('closure.request', ofCase)
  await as(second)
  await t.call('closure.approve', { ...ofCase, shown: (await get()).size })
  await as(passphrase)
  const leave = { member: 'S. Adeyemi', reason: 'Left' }
  await expect(t.call('member.revoke', leave)).rejects.toMatchObject({ code: 'CONFLICT' })
  await t.call('member.revoke', { ...leave, handOverTo: 'R. Okafor' })
  expect((await get()).duties[0]?.owner.name).toBe('R. Okafor')
})
