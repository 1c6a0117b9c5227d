import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { InstrumentTemplate } from '../../../../shared/contract/instruments.ts'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let number: string
beforeEach(async () => {
  t = testApp()
  number = await newCase(t)
})
afterEach(() => t.end())

type Asked = Input<'assessment.make'>
const judged = (changes: Partial<Asked> = {}): Asked => ({
  case: number,
  instrument: 'concerning-behaviour',
  about: 'The caller',
  factors: [
    { id: 'said-harm', answer: 'present', citations: [{ kind: 'report', ref: 'R-0001' }] },
    { id: 'means', answer: 'absent', note: 'asked the police; none registered' },
  ],
  gaps: ['Who he is'],
  level: 'moderate',
  rationale: 'One call, particular; nothing else is known.',
  plan: [{ what: 'Ask for the call records', who: 'R. Okafor', by: '2026-11-27' }],
  reassessOn: '2026-12-02',
  ...changes,
})
const list = async () => (await t.call('assessment.list', { case: number })).items

test('an assessment is whole in itself: every factor of the form, in the words that were put, with what it rests on', async () => {
  await t.call('assessment.make', judged())
  const { body } = await t.call('template.get', { kind: 'assessment', key: 'concerning-behaviour' })
  const form = InstrumentTemplate.parse(body)
  const [made] = await list()
  expect(made?.factors.map(({ id }) => id)).toEqual(form.factors.map(({ id }) => id))
  expect(made?.factors.filter(({ answer }) => answer !== 'unknown')).toMatchObject([
    { id: 'said-harm', answer: 'present', citations: [{ kind: 'report', label: 'R-0001', changed: null }] },
    { id: 'means', answer: 'absent', note: 'asked the police; none registered' },
  ])
  expect(made).toMatchObject({ number: 'A-01', assessor: 'R. Okafor', plan: [{ who: 'R. Okafor' }] })

  // A form that is changed later changes nothing that was judged by it.
  const [first, ...rest] = form.factors
  const reworded = { ...form, factors: [{ ...first, label: 'Said so' }, ...rest] }
  await t.call('template.save', {
    kind: 'assessment',
    key: 'concerning-behaviour',
    base: 0,
    body: reworded,
    reason: 'shorter',
  })
  await t.call('assessment.make', judged())
  expect((await list()).map(({ factors, instrument }) => [instrument.version, factors[0]?.label])).toEqual([
    [0, first?.label],
    [1, 'Said so'],
  ])
})

test('what is said to be present must rest on something, and concern must be looked at again', async () => {
  const bare = { factors: [{ id: 'said-harm', answer: 'present' as const }] }
  await expect(t.call('assessment.make', judged(bare))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('somebody will be harmed') as string,
  })
  await expect(t.call('assessment.make', judged({ reassessOn: null }))).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await t.call('assessment.make', judged({ reassessOn: null, level: 'none' }))
  const elsewhere = {
    factors: [{ id: 'said-harm', answer: 'present' as const, citations: [{ kind: 'note' as const, ref: 'x' }] }],
  }
  await expect(t.call('assessment.make', judged(elsewhere))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    t.call('assessment.make', judged({ factors: [{ id: 'mood', answer: 'absent' }] })),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(t.call('assessment.make', judged({ plan: [{ what: 'w', who: 'nobody known' }] }))).rejects.toMatchObject(
    { code: 'NOT_FOUND' },
  )
  expect(await list()).toHaveLength(1)
})

test('a later one about the same supersedes; one that is withdrawn counts for nothing, and the earlier stands again', async () => {
  const residual = async () =>
    (await t.call('case.get', { case: number })).answers.find((one) => one.question === 'residual')
  expect(await residual()).toMatchObject({ open: true })
  await t.call('assessment.make', judged())
  await t.call('assessment.make', judged({ level: 'high', about: 'The van' }))
  await t.call('assessment.make', judged({ level: 'low' }))
  expect((await list()).map((one) => [one.number, one.supersededBy])).toEqual([
    ['A-01', 'A-03'],
    ['A-02', null],
    ['A-03', null],
  ])
  expect((await residual())?.answer).toBe(
    'The van: level of concern high (A-02), looked at again on 2 Dec 2026; The caller: level of concern low (A-03), looked at again on 2 Dec 2026.',
  )
  const withdraw = () =>
    t.call('assessment.withdraw', { case: number, assessment: 'A-03', reason: 'made for another caller' })
  await withdraw()
  expect((await list()).map((one) => [one.number, one.supersededBy, one.withdrawn?.reason])).toEqual([
    ['A-01', null, undefined],
    ['A-02', null, undefined],
    ['A-03', null, 'made for another caller'],
  ])
  expect((await residual())?.answer).toContain('level of concern moderate (A-01)')
  await expect(withdraw()).rejects.toMatchObject({ code: 'ALREADY_DONE' })
})

test('a citation says when its record was changed since', async () => {
  const note = (words: string, of?: string, base = 0) =>
    t.call('note.save', {
      case: number,
      note: of,
      base,
      title: 'Call',
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] },
    })
  const { note: id } = await note('He rang at nine.')
  const citing = {
    factors: [{ id: 'growing', answer: 'present' as const, citations: [{ kind: 'note' as const, ref: id }] }],
  }
  await t.call('assessment.make', judged(citing))
  await note('He rang at ten.', id, 1)
  const cited = (await list())[0]?.factors.find((factor) => factor.id === 'growing')?.citations[0]
  expect(cited).toMatchObject({ label: '“Call”, revision 1', excerpt: 'He rang at nine.' })
  expect(cited?.changed?.summary).toContain('revision 2')
})
