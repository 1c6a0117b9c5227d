import { afterEach, beforeEach, expect, test } from 'vitest'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newVault, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
let now = Date.parse('2026-11-01T05:50:00Z')
beforeEach(async () => {
  t = testApp({ clock: { now: () => now, zone: 'America/New_York' } })
  await newVault(t)
})
afterEach(() => t.end())

test('in the hour that comes twice, events stand in the order in which they were, and say which hour it was', async () => {
  // 01:50 in New York by summer time; at 02:00 its clocks are put back to 01:00.
  const { report } = await t.call('report.add', aReport({ receivedAt: '2026-11-01T01:45:00-04:00' }))
  await t.call('report.promote', { report, title: 'T', owner: 'R. Okafor' })
  now = Date.parse('2026-11-01T06:10:00Z')
  const note = { case: '2026-001', body: richTextOf('x') }
  await t.call('note.save', { ...note, title: 'After the call' })
  now = Date.parse('2026-11-01T07:10:00Z')
  const said = { value: '2026-11-01T00:30', zone: 'America/New_York', precision: 'minute' as const }
  await t.call('note.save', { ...note, title: 'What he saw', happenedAt: said })
  await t.call('note.save', { ...note, title: 'An hour on' })
  const { events } = await t.call('case.timeline', { case: '2026-001' })
  expect(events.map(({ title, happenedAt, offset }) => [title, happenedAt?.value.slice(11), offset])).toEqual([
    ['What he saw', '00:30', null],
    ['Report R-0001', '01:45', '-04:00'],
    ['Case 2026-001 opened', '01:50', '-04:00'],
    ['After the call', '01:10', '-05:00'],
    ['An hour on', '02:10', null],
  ])
})

test('the page of a case tells its times where it is read, its timeline where it happened', async () => {
  now = Date.parse('2026-11-01T08:00:00Z')
  const occurredAt = { value: '2026-10-31T21:00', zone: 'Europe/Lisbon', precision: 'minute' as const }
  const { report } = await t.call('report.add', aReport({ receivedAt: '2026-10-31T22:10:00Z', occurredAt }))
  await t.call('report.promote', { report, title: 'T', owner: 'R. Okafor' })
  const { answers } = await t.call('case.get', { case: '2026-001' })
  expect(answers[0]?.answer).toContain('31 Oct 2026, 21:00 (Lisbon)')
  expect(answers[1]?.answer).toContain('31 Oct 2026, 18:10')
  const { events } = await t.call('case.timeline', { case: '2026-001' })
  expect(events.map(({ happenedAt }) => happenedAt)).toEqual([
    occurredAt,
    { value: '2026-11-01T08:00', zone: 'Europe/Lisbon', precision: 'minute' },
  ])
})
