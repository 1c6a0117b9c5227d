import { expect, test } from 'vitest'
import { ReportInput } from '../../../../../shared/contract/intake.ts'
import type { Recorded } from '../../../record/ledger/index.ts'
import { openInMemory } from '../../../record/vault/store.ts'
import { notificationsDue, notificationsOfCase, intakeView } from '../index.ts'
import { aReport } from '../../../../../tests/support/builders.ts'

// What other features are given: the notifications of the vault and of a case, from the tables alone.

const at = '2026-11-23T12:00:00.000Z'
const entry = (seq: number, subject: string, more: Partial<Recorded> = {}): Recorded => ({
  seq,
  at,
  actor: 'm1',
  type: '',
  subject,
  case: undefined,
  ...more,
})

function tables() {
  const db = openInMemory()
  for (const definition of Object.values(intakeView.tables)) db.exec(definition)
  db.exec('create table member (id text primary key, name text) strict')
  const { project } = intakeView
  for (const [serial, id] of ['r1', 'r2'].entries()) {
    project['report.received'](db, entry(serial, id), {
      number: `R-000${serial + 1}`,
      serial: serial + 1,
      report: ReportInput.parse(aReport({ receivedAt: at })),
    })
    project['report.severity-set'](db, entry(2 + serial, id), {
      from: null,
      to: { level: 'critical', reason: 'r' },
      template: { key: 'threat', version: 0, title: 'Threat' },
      duties: [10, 120].map((within) => ({
        id: `${id}-${within}`,
        tell: within === 10 ? ('approver' as const) : ('owner' as const),
        what: 'w',
        within,
        due: new Date(Date.parse(at) + (within + serial) * 60_000).toISOString(),
      })),
    })
  }
  return { db, project }
}

test('what is due first comes first, over all reports; what was done or ended is due no more', () => {
  const { db, project } = tables()
  const ids = () => notificationsDue(db).map(({ id }) => id)
  expect(ids()).toEqual(['r1-10', 'r2-10', 'r1-120', 'r2-120'])
  project['report.assigned'](db, entry(9, 'r2'), { from: null, to: { id: 'm2', name: 'L. Moss' } })
  expect(notificationsDue(db).map(({ member }) => member)).toEqual([null, null, null, 'L. Moss'])
  project['duty.acknowledged'](db, entry(10, 'r1'), {
    duty: 'r1-10',
    tell: 'approver',
    what: 'w',
    told: { id: 'm1', name: 'M' },
    toldAt: at,
    how: 'phone',
  })
  project['report.severity-set'](db, entry(11, 'r2'), {
    from: { level: 'critical', reason: 'r' },
    to: { level: 'low', reason: 'r' },
    superseded: ['r2-10', 'r2-120'],
  })
  expect(ids()).toEqual(['r1-120'])
})

test('a case has the duties of its reports, those that ended among them', () => {
  const { db, project } = tables()
  expect(notificationsOfCase(db, 'c1')).toEqual([])
  project['report.promoted'](db, entry(5, 'r1', { case: 'c1' }), { caseNumber: '2026-001' })
  project['report.severity-set'](db, entry(6, 'r2'), {
    from: { level: 'critical', reason: 'r' },
    to: { level: 'low', reason: 'r' },
    superseded: ['r2-10', 'r2-120'],
  })
  project['report.merged'](db, entry(7, 'r2', { case: 'c1' }), { caseNumber: '2026-001', reason: 'same man' })
  expect(notificationsOfCase(db, 'c1').map(({ id, caseNumber, state }) => [id, caseNumber, state])).toEqual([
    ['r1-10', '2026-001', 'open'],
    ['r2-10', '2026-001', 'superseded'],
    ['r1-120', '2026-001', 'open'],
    ['r2-120', '2026-001', 'superseded'],
  ])
})
