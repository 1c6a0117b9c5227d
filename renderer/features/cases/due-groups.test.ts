import { expect, it } from 'vitest'
import { groupByDue } from './due-groups.ts'

it('groups cases by when they must be looked at, the most pressing first', () => {
  const now = new Date(2026, 10, 23, 12, 0).getTime()
  const due = (hours: number): string => new Date(now + hours * 3_600_000).toISOString()
  const rows = [
    { number: '2026-001', status: 'open', followUpDue: null },
    { number: '2026-002', status: 'open', followUpDue: due(24 * 20) },
    { number: '2026-003', status: 'open', followUpDue: due(3) },
    { number: '2026-004', status: 'open', followUpDue: due(-1) },
    { number: '2026-005', status: 'open', followUpDue: due(-9) },
    { number: '2026-006', status: 'open', followUpDue: due(48) },
    { number: '2026-007', status: 'closed', followUpDue: null },
  ]
  expect(groupByDue(rows, now).map(({ name, rows: held }) => [name, held.map(({ number }) => number)])).toEqual([
    ['Late', ['2026-005', '2026-004']],
    ['Today', ['2026-003']],
    ['This week', ['2026-006']],
    ['Later', ['2026-002']],
    ['No follow-up', ['2026-001']],
    ['Closed', ['2026-007']],
  ])
})
