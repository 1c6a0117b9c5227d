import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CaseHistoryRow } from '../../../../shared/contract/cases.ts'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'
import { recordText } from '../../../../tests/support/insiders.ts'
import { unlockSession } from '../../session.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const addWorker = (name: string) =>
  t.call('member.add', { name, roles: ['investigator'], passphrase: `${passphrase} ${name}` })
const receive = async (): Promise<string> =>
  (await t.call('report.add', aReport({ narrative: 'Something in the lobby' }))).report
const history = async (asOf?: { before: number }): Promise<CaseHistoryRow[]> =>
  (await t.call('case.history', { case: '2026-001', ...(asOf ? { asOf } : {}) })).rows.toReversed()
const changesBy = (rows: CaseHistoryRow[]): unknown[] => rows.map(({ type, changes }) => [type, changes])

test('every entry says what each field was and what it became, in the words of people', async () => {
  await addWorker('Ben')
  const report = await receive()
  await t.call('report.setSeverity', { report, severity: { level: 'low', reason: 'first look' } })
  await t.call('report.setSeverity', { report, severity: { level: 'high', reason: 'he came back' } })
  await t.call('report.promote', { report, title: 'The man in the lobby', owner: 'R. Okafor' })
  await t.call('case.change', { case: '2026-001', owner: 'Ben', status: 'investigating', reason: 'Ada is away' })
  await t.call('case.change', { case: '2026-001', followUpDue: '2026-12-01T09:00:00-05:00' })
  const other = await receive()
  await t.call('report.merge', { report: other, into: '2026-001', reason: 'the same man' })

  const rows = await history()
  expect(changesBy(rows)).toEqual([
    ['report.received', [{ field: 'disposition', from: null, to: 'open' }]],
    ['report.severity-set', [{ field: 'severity', from: null, to: 'low, first look' }]],
    [
      'report.severity-set',
      [
        { field: 'severity', from: 'low, first look', to: 'high, he came back' },
        // The duties of a high threat: to tell an approver, and the owner.
        expect.objectContaining({ field: 'notification', from: null }),
        expect.objectContaining({ field: 'notification', from: null }),
      ],
    ],
    [
      'case.opened',
      [
        { field: 'title', from: null, to: 'The man in the lobby' },
        { field: 'category', from: null, to: 'threat' },
        { field: 'status', from: null, to: 'open' },
        { field: 'owner', from: null, to: 'R. Okafor' },
        { field: 'severity', from: null, to: 'high, he came back' },
      ],
    ],
    ['report.promoted', [{ field: 'disposition', from: 'open', to: 'promoted to case 2026-001' }]],
    [
      'case.changed',
      expect.arrayContaining([
        { field: 'owner', from: 'R. Okafor', to: 'Ben' },
        { field: 'status', from: 'open', to: 'investigating' },
      ]),
    ],
    ['case.changed', [{ field: 'follow-up due', from: null, to: '2026-12-01T09:00:00-05:00' }]],
    ['report.received', [{ field: 'disposition', from: null, to: 'open' }]],
    ['report.merged', [{ field: 'disposition', from: 'open', to: 'merged into case 2026-001' }]],
  ])
  expect(rows.map(({ about }) => about)).toEqual([
    'R-0001',
    'R-0001',
    'R-0001',
    '2026-001',
    'R-0001',
    '2026-001',
    '2026-001',
    'R-0002',
    'R-0002',
  ])
  expect(rows.filter(({ decision }) => decision).map(({ type, reason }) => [type, reason])).toEqual([
    ['report.severity-set', null],
    ['report.severity-set', null],
    ['case.opened', null],
    ['report.promoted', null],
    ['case.changed', 'Ada is away'],
    ['report.merged', 'the same man'],
  ])
})

test('custody says who held it before and where it was; verification says what it found before', async () => {
  const file = join(t.folder, 'a.txt')
  writeFileSync(file, 'evidence')
  await t.call('report.promote', { report: await receive(), title: 'A', owner: 'R. Okafor' })
  const collected = { collectedBy: 'Ada', collectedAt: '2026-11-23T07:00:00-05:00', place: 'Lobby desk' }
  await t.call('exhibit.add', { case: '2026-001', files: [file], ...collected })
  const exhibit = '2026-001-E01'
  const custodyAt = '2026-11-23T08:00:00-05:00'
  await t.call('exhibit.recordCustody', { exhibit, action: 'transfer', to: 'Ben', custodyAt, place: 'Locker 4' })
  await t.call('exhibit.verify', { case: '2026-001' })
  await t.call('exhibit.verify', { case: '2026-001' })
  expect(changesBy(await history()).slice(3)).toEqual([
    [
      'exhibit.added',
      [
        { field: 'custodian', from: null, to: 'Ada' },
        { field: 'place', from: null, to: 'Lobby desk' },
      ],
    ],
    [
      'custody.recorded',
      [
        { field: 'custodian', from: 'Ada', to: 'Ben' },
        { field: 'place', from: 'Lobby desk', to: 'Locker 4' },
      ],
    ],
    ['exhibits.verified', [{ field: `verification of ${exhibit}`, from: null, to: 'matches' }]],
    ['exhibits.verified', []],
  ])
})

test('a note’s revision shows the lines that differ, and only a beginning of what is very long', async () => {
  await t.call('report.promote', { report: await receive(), title: 'A', owner: 'R. Okafor' })
  const save = (words: string, note?: string, base = 0) =>
    t.call('note.save', { case: '2026-001', title: 'Call', body: richTextOf(words), note, base })
  const { note } = await save('He rang at nine.\n\nHe would not give a name.\n\nHe hung up.')
  await save('He rang at nine.\n\nHe gave the name Renner.\n\nHe hung up.', note, 1)
  await save('x'.repeat(5000))
  const [first, second, third] = (await history()).filter(({ type }) => type === 'note.saved')
  expect(first?.changes.map(({ field }) => field)).toEqual(['title', 'text'])
  expect(second?.changes).toEqual([
    { field: 'text', from: 'He would not give a name.', to: 'He gave the name Renner.' },
  ])
  expect(second?.about).toBe('Call')
  expect(third?.changes[1]?.to).toMatch(/^x{1500}… \(3,500 characters more\)$/)
})

test('a decision can be seen beside what its maker had: all that was signed before it, and nothing of itself', async () => {
  for (const name of ['Ben', 'Cy']) await addWorker(name)
  const report = await receive()
  await t.call('report.promote', { report, title: 'A', owner: 'R. Okafor' })
  const { head } = await t.call('ledger.head', {})
  await t.call('case.change', { case: '2026-001', owner: 'Ben' })
  await t.call('case.change', { case: '2026-001', owner: 'Cy' })
  const changed = (await history()).find(({ type }) => type === 'case.changed')
  const then = await t.call('case.get', { case: '2026-001', asOf: { before: changed?.seq ?? 0 } })
  expect(then.owner).toBe('R. Okafor')
  expect(then.stood).toMatchObject({ entries: head.size, root: head.root })

  // Promoting writes two entries at once: neither was there when it was decided.
  const promoted = (await history()).find(({ type }) => type === 'report.promoted')
  const seen = await t.call('report.get', { report, asOf: { before: promoted?.seq ?? 0 } })
  expect(seen.disposition).toBe('open')
  await expect(history({ before: promoted?.seq ?? 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an entry that does not have its form is shown as not readable, by its number, and the rest beside it', async () => {
  const report = await receive()
  await t.call('report.promote', { report, title: 'The man in the lobby', owner: 'R. Okafor' })
  const subject = (await history()).find(({ type }) => type === 'case.opened')?.subject ?? ''
  await t.call('vault.lock', {})
  const dir = join(t.folder, 'V.holdfast')
  for (const [type, body] of [
    ['case.changed', 'null'],
    ['packet.built', '{"reason":7,"title":[]}'],
    ['case.reopened', 'no JSON'],
    ['hocus.pocus', '{}'],
  ] as const) {
    const session = await unlockSession(t.ports, { dir, passphrase }, () => undefined)
    recordText(session, type, body, { subject, case: subject })
    await session.workspace.vault.close()
  }
  await t.call('vault.unlock', { dir, passphrase })
  const rows = await history()
  expect(rows.slice(-4).map(({ seq, summary }) => summary.replace(String(seq), 'N'))).toEqual([
    'Not readable: what entry N recorded does not have the form of its type (case.changed)',
    'Not readable: what entry N recorded does not have the form of its type (packet.built)',
    'Not readable: what entry N recorded does not have the form of its type (case.reopened)',
    'Not readable: entry N is of a type that is not known here (hocus.pocus)',
  ])
  expect(rows.slice(0, -4).map(({ type }) => type)).toEqual(['report.received', 'case.opened', 'report.promoted'])
  await t.call('case.timeline', { case: '2026-001' })
})
