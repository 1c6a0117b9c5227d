import fc from 'fast-check'
import { expect, test } from 'vitest'
import { severityLevels } from '../../../../../shared/contract/fields.ts'
import type { Notification } from '../../../../../shared/contract/triage.ts'
import { newVault, testApp } from '../../../../../tests/support/app.ts'
import { aReport } from '../../../../../tests/support/builders.ts'

const step = fc.oneof(
  fc.record({ kind: fc.constant('grade' as const), level: fc.constantFrom(...severityLevels), byHand: fc.boolean() }),
  fc.record({ kind: fc.constant('tell' as const), at: fc.nat(3) }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
)
const same = (one: { tell: string; what: string }, other: { tell: string; what: string }): boolean =>
  one.tell === other.tell && one.what === other.what

test('whatever is graded, told and waited for: nobody is asked twice, nothing that was told is lost, no level lacks its duties', async () => {
  let now = Date.parse('2026-11-23T12:00:00Z')
  const t = testApp({ clock: { now: () => now, zone: 'UTC' } })
  try {
    await newVault(t)
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), fc.boolean(), async (steps, promoted) => {
        const receivedAt = new Date(now).toISOString()
        const given = aReport({ receivedAt })
        const { report } = await t.call('report.add', given)
        await t.call('report.assign', { report, to: 'R. Okafor' })
        const { method } = await t.call('report.grading', { report })
        const all = async (): Promise<Notification[]> =>
          (await t.call('notification.list', { report, state: 'all' })).items
        let before: Notification[] = []
        let level: (typeof severityLevels)[number] | null = null
        for (const one of steps) {
          if (one.kind === 'wait') now += one.minutes * 60_000
          if (one.kind === 'tell') {
            const open = before.filter(({ state }) => state === 'open')
            const duty = open[one.at % Math.max(1, open.length)]
            if (duty) await t.call('notification.acknowledge', { duty: duty.id, how: 'phone' })
          }
          const lowered =
            one.kind === 'grade' && level !== null && severityLevels.indexOf(one.level) < severityLevels.indexOf(level)
          if (one.kind === 'grade') {
            const severity = { level: one.level, reason: 'r' }
            if (one.byHand) await t.call('report.setSeverity', { report, severity })
            else await t.call('report.triage', { report, answers: [], departs: severity })
            level = one.level
          }
          const after = await all()
          const standing = after.filter(({ state }) => state !== 'superseded')
          for (const duty of standing) expect(standing.filter((other) => same(duty, other))).toHaveLength(1)
          for (const duty of before.filter(({ state }) => state !== 'open')) expect(after).toContainEqual(duty)
          if (level)
            for (const rule of method.body.duties[level]) expect(standing.some((duty) => same(duty, rule))).toBe(true)
          if (lowered && level) {
            const asked = method.body.duties[level]
            for (const duty of standing.filter(({ state }) => state === 'open'))
              expect(asked.some((rule) => same(duty, rule))).toBe(true)
          }
          const [next] = after.filter(({ state }) => state === 'open').map(({ due }) => due)
          expect((await t.call('report.get', { report })).due).toBe(next ?? null)
          before = after
        }
        if (!promoted) return
        const { id } = await t.call('report.promote', { report, title: 'T', owner: 'R. Okafor' })
        expect(await all()).toEqual(
          before.map((duty) => expect.objectContaining({ id: duty.id, state: duty.state, caseId: id }) as Notification),
        )
      }),
      { numRuns: 15 },
    )
    // The tables are what the ledger says.
    expect((await t.call('ledger.audit', {})).ok).toBe(true)
  } finally {
    await t.end()
  }
}, 60_000)

const given = aReport()
const critical = { level: 'critical', reason: 'a gun' } as const

test('a report that comes with a level has the duties of that level at once, and none without', async () => {
  const t = testApp()
  try {
    await newVault(t)
    const { report } = await t.call('report.add', { ...given, severity: critical })
    const { report: graded } = await t.call('report.add', given)
    const duties = async (of: string) =>
      (await t.call('notification.list', { report: of, state: 'all' })).items.map(({ tell, what, rule, state }) => ({
        tell,
        what,
        rule,
        state,
      }))
    expect(await duties(graded)).toEqual([])
    await t.call('report.setSeverity', { report: graded, severity: critical })
    const made = await duties(report)
    expect(made.length).toBeGreaterThan(0)
    expect(made).toEqual(await duties(graded))
    expect((await t.call('report.get', { report })).due).not.toBeNull()
    await t.call('report.setSeverity', { report, severity: { level: 'critical', reason: 'still' } })
    expect(await duties(report)).toEqual(made)
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  } finally {
    await t.end()
  }
})

test('the owner is told by telling the owner: the case’s, and before there is one who has the report', async () => {
  const t = testApp()
  try {
    await newVault(t)
    const add = (name: string) =>
      t.call('member.add', { name, roles: ['investigator'], passphrase: `seven lanterns over ${name}` })
    await add('Ivan')
    await add('Ada')
    const { report } = await t.call('report.add', { ...given, severity: critical })
    const duty = async () => {
      const { items } = await t.call('notification.list', { report })
      const found = items.find(({ tell }) => tell === 'owner')
      if (!found) throw new Error('no duty to tell the owner')
      return found
    }
    const told = async (name: string) =>
      t.call('notification.acknowledge', { duty: (await duty()).id, told: name, how: 'phone' })
    await expect(told('Ivan')).rejects.toMatchObject({ code: 'CONFLICT' })
    await t.call('report.assign', { report, to: 'Ivan' })
    expect((await duty()).member).toBe('Ivan')
    await expect(told('R. Okafor')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await t.call('report.promote', { report, title: 'T', owner: 'Ada' })
    expect((await duty()).member).toBe('Ada')
    await t.call('case.change', { case: '2026-001', owner: 'R. Okafor' })
    expect((await duty()).member).toBe('R. Okafor')
    expect((await t.call('due.list', {})).items.map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/^Tell R. Okafor: /),
    )
    await expect(told('Ivan')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      next: 'Its owner is R. Okafor; nothing was changed.',
    })
    expect(await told('R. Okafor')).toMatchObject({ told: 'R. Okafor' })
  } finally {
    await t.end()
  }
})
