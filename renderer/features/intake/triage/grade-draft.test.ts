import { expect, test } from 'vitest'
import threat from '../../../../resources/triage/threat.json' with { type: 'json' }
import { TriageTemplate } from '../../../../shared/contract/triage-template.ts'
import { draftOf, gradeInput, judge, type GradeDraft, type Grading } from './grade-draft.ts'
import { wordsOf } from './spans.ts'

const method = { key: 'threat', version: 3, body: TriageTemplate.parse(threat) }
const grading: Grading = { method, last: null, duties: [] }
const seen = { answer: 'observed' as const, cites: [{ kind: 'told' as const, by: 'G. Okoro' }], note: '' }
const draft = (changes: Partial<GradeDraft> = {}): GradeDraft => ({
  given: { 'names-place-or-time': seen, escalating: seen },
  level: null,
  reason: '',
  ...changes,
})

test('what a grade would do is known before it is recorded', () => {
  const judged = judge(grading, null, draft())
  expect(judged).toMatchObject({ level: 'high', departs: false, observed: 2, uncited: [], ends: 0 })
  expect(judged.makes.map(({ tell, within }) => [tell, within])).toEqual([
    ['approver', 60],
    ['owner', 1440],
  ])
  expect(judge(grading, null, draft({ level: 'critical' }))).toMatchObject({ level: 'critical', departs: true })
  const bare = draft({ given: { means: { answer: 'observed', cites: [], note: '' } } })
  expect(judge(grading, null, bare).uncited.map(({ id }) => id)).toEqual(['means'])
})

test('a lower grade says how many duties it ends; the same one makes none twice', () => {
  const duty = (state: 'open' | 'acknowledged', at: number): Grading['duties'][number] => ({
    id: `d${at}`,
    report: 'R-0001',
    reportId: 'r',
    caseId: null,
    caseNumber: null,
    category: 'threat',
    tell: method.body.duties.high[at]?.tell ?? 'owner',
    member: null,
    what: method.body.duties.high[at]?.what ?? '',
    due: '2026-11-23T12:00:00Z',
    rule: { level: 'high', template: 'threat', version: 3, within: 60 },
    state,
    madeAt: '2026-11-23T11:00:00Z',
    acknowledged: null,
    superseded: null,
  })
  const graded = { ...grading, duties: [duty('acknowledged', 0), duty('open', 1)] }
  expect(judge(graded, 'high', draft())).toMatchObject({ makes: [], ends: 0 })
  expect(judge(graded, 'high', draft({ given: {} }))).toMatchObject({ level: 'low', ends: 1 })
})

test('the call names the method’s version, and leaves out notes that are empty', () => {
  const input = gradeInput(
    'r',
    grading,
    draft({ level: 'low', reason: 'A joke.' }),
    judge(grading, null, draft({ level: 'low' })),
  )
  expect(input).toMatchObject({ version: 3, departs: { level: 'low', reason: 'A joke.' } })
  expect(input.answers[0]).toEqual({ factor: 'names-place-or-time', answer: 'observed', cites: seen.cites })
  expect(draftOf(grading)).toEqual({ given: {}, level: null, reason: '' })
})

test('words are found in any script, without the marks around them', () => {
  const text = 'He said: “KVR-4471, door 2.” — Straße… 男が門'
  expect(wordsOf(text).map(({ quote }) => quote)).toEqual(['He', 'said', 'KVR-4471', 'door', '2', 'Straße', '男が門'])
  for (const { from, quote } of wordsOf(text)) expect(text.slice(from, from + quote.length)).toBe(quote)
})
