import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newCase(t)
})
afterEach(() => t.end())

const ofCase = { case: '2026-001' }
const evidence = '2026-001-E01'

/** Every call that writes about a case, with something that it would take. */
const deeds = [
  'change',
  'note',
  'add-exhibit',
  'merge',
  'grade',
  'decide',
  'withdraw-decision',
  'allege',
  'find',
  'conclude',
  'watch',
  'answer',
  'escalate',
  'request',
  'request',
  'request',
  'reopen',
  'verify',
  'custody',
  'hold',
  'order',
  'decline',
] as const

/** What may be on record about a case while it is closed, written down by hand. */
const goesOn = new Set([
  'watch.answered',
  'exhibits.verified',
  'custody.recorded',
  'hold.placed',
  'destruction.ordered',
  'destruction.declined',
])

test('no sequence of commands changes what a closed case records, but by opening it again', async () => {
  const file = join(t.folder, 'a.txt')
  writeFileSync(file, 'evidence')
  await t.call('exhibit.add', { ...ofCase, files: [file] })
  let written = 0
  const due = '2099-01-01T09:00:00Z'
  const carryOut = async (deed: (typeof deeds)[number]): Promise<unknown> => {
    const text = `Words ${++written}`
    switch (deed) {
      case 'change':
        return t.call('case.change', { ...ofCase, title: text, severity: { level: 'low', reason: text } })
      case 'note':
        return t.call('note.save', { ...ofCase, title: text, body: richTextOf(text) })
      case 'add-exhibit':
        return t.call('exhibit.add', { ...ofCase, files: [file] })
      case 'merge': {
        const { report } = await t.call('report.add', aReport({ narrative: text }))
        return t.call('report.merge', { report, into: ofCase.case, reason: text })
      }
      case 'grade':
        return t.call('report.setSeverity', { report: 'R-0001', severity: { level: 'low', reason: text } })
      case 'decide':
        return t.call('decision.submit', {
          ...ofCase,
          question: text,
          options: ['a', 'b'],
          choice: 'a',
          rationale: text,
        })
      case 'withdraw-decision':
        return t.call('decision.withdraw', { ...ofCase, decision: 'D-01', reason: text })
      case 'allege':
        return t.call('closure.allege', { ...ofCase, text, standard: 'policy' })
      case 'find': {
        const { allegations } = await t.call('closure.get', ofCase)
        for (const { number } of allegations)
          await t.call('closure.find', { ...ofCase, allegation: number, finding: 'unfounded', basis: text })
        return undefined
      }
      case 'conclude':
        return t.call('closure.conclude', {
          ...ofCase,
          outcome: text,
          actionsTaken: text,
          residual: { level: 'low', text },
        })
      case 'watch':
        return t.call('monitoring.add', { ...ofCase, kind: 'monitoring', what: text, owner: 'R. Okafor', due })
      case 'answer':
        return t.call('monitoring.answer', { ...ofCase, duty: 'M-01', outcome: 'done', note: text, next: due })
      case 'escalate':
        return t.call('monitoring.answer', {
          ...ofCase,
          duty: 'M-01',
          outcome: 'escalated',
          note: text,
          next: due,
          report: 'R-0001',
        })
      case 'request':
        return t.call('closure.request', ofCase)
      case 'reopen':
        return t.call('closure.reopen', { ...ofCase, reason: text })
      case 'verify':
        return t.call('exhibit.verify', ofCase)
      case 'custody':
        return t.call('exhibit.recordCustody', {
          exhibit: evidence,
          action: 'transfer',
          to: text,
          custodyAt: '2026-11-24T09:00:00Z',
        })
      case 'hold':
        return t.call('hold.place', { ...ofCase, authority: text, reason: text })
      case 'order':
        return t.call('destruction.order', { ...ofCase, authority: text, reason: text })
      case 'decline':
    }
    const { orders } = await t.call('retention.get', ofCase)
    return t.call('destruction.decline', { order: orders[0]?.id ?? 'none', reason: text })
  }
  /** All that was recorded in the case, as its pages show it. */
  const record = async (): Promise<unknown> => {
    const [detail, notes, decisions, closure, exhibits] = [
      await t.call('case.get', ofCase),
      await t.call('note.list', ofCase),
      await t.call('decision.list', ofCase),
      await t.call('closure.get', ofCase),
      await t.call('exhibit.list', ofCase),
    ]
    const { title, status, closedAt, severity, owner, followUpDue, reports, counts } = detail
    const { allegations, outcome, actionsTaken, residual, duties, request } = closure
    return structuredClone({
      case: { title, status, closedAt, severity, owner, followUpDue, reports, counts },
      notes: notes.items,
      decisions: decisions.items.map(({ facts: _, ...decision }) => decision),
      closure: { allegations, outcome, actionsTaken, residual, request },
      duties: duties.map(({ number, what, owner: of }) => [number, what, of]),
      exhibits: exhibits.items.map(({ number, sha256, fileName }) => [number, sha256, fileName]),
    })
  }

  let sealed: unknown
  let since = 0
  let whileClosed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...deeds), { minLength: 10, maxLength: 18 }), async (sequence) => {
      // A beginning from which closing is within reach.
      for (const deed of ['reopen', 'change', 'conclude', 'watch', 'find', 'request', ...sequence] as const) {
        await carryOut(deed).catch(() => undefined)
        const now = await record()
        const { status } = await t.call('case.get', ofCase)
        if (status !== 'closed') {
          sealed = undefined
          continue
        }
        const { rows } = await t.call('case.history', ofCase)
        if (sealed === undefined) {
          sealed = now
          since = rows[0]?.seq ?? 0
          continue
        }
        whileClosed++
        expect(now, deed).toEqual(sealed)
        for (const { seq, type } of rows) if (seq > since) expect(goesOn, type).toContain(type)
      }
    }),
    { numRuns: 4 },
  )
  expect(whileClosed).toBeGreaterThan(10)
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
}, 180_000)
