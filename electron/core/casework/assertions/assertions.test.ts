import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepExhibit, newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { manifestOf } from '../../release/packet/testing/forge.ts'
import { richTextOf } from '../../../../shared/contract/rich-text.ts'
import type { Input } from '../../../../shared/contract/contract.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'

let t: TestApp
let file: string
let renner: string
const at = (value: string): OccurredAt => ({ value, zone: 'America/New_York', precision: 'minute' })

beforeAll(async () => {
  t = testApp()
  file = await newCase(t)
  await keepExhibit(t, file, 'statement.txt', 'I was at the park.\nI saw him at eight.\n')
  await keepExhibit(t, file, 'badges.csv', 'time,door\n07:40,Battery Place\n')
  renner = (await t.call('subject.add', { kind: 'person', name: 'Owen Pryce' })).subject
  await t.call('involvement.record', { subject: renner, case: file, role: 'subject' })
})
afterAll(() => t.end())

const add = (about: Partial<Input<'assertion.add'>> = {}) =>
  t.call('assertion.add', { case: file, text: 'He was in the park.', at: 'E01 line 1', says: 'Dalia Renner', ...about })
const list = async () => (await t.call('assertion.list', { case: file })).items
const questions = async () => (await t.call('contradiction.list', { case: file })).items
const statedOf = async () =>
  (await t.call('case.get', { case: file })).answers.find(({ question }) => question === 'happened')

describe('an assertion', () => {
  test('is kept with its place, its speaker and what it is about', async () => {
    const { number, compound } = await add({ says: 'owen pryce', knowledge: 'known' })
    expect(number).toBe(`${file}-AS01`)
    expect(compound).toEqual([])
    const [one] = await list()
    const { sha256 } = await t.call('exhibit.get', { exhibit: `${file}-E01` })
    expect(one).toMatchObject({
      says: { subject: expect.any(String), number: 'S-0001', name: 'Owen Pryce' },
      source: { kind: 'exhibit', label: 'E01 line 1', at: 'line 1', sha256 },
      knowledge: 'known',
      links: [],
    })
  })

  test.each<[string, Partial<Input<'assertion.add'>>, string]>([
    ['a place that is none', { at: 'E01 pge 3' }, 'INVALID_INPUT'],
    ['an exhibit that is not there', { at: 'E09 p. 3' }, 'NOT_FOUND'],
    ['a note that is not there', { at: 'Morning' }, 'NOT_FOUND'],
    ['an end before the beginning', { from: at('2026-11-12T08:00'), until: at('2026-11-12T07:00') }, 'INVALID_INPUT'],
    ['an end alone', { until: at('2026-11-12T07:00') }, 'INVALID_INPUT'],
    ['an order of one event', { event: 'The call', before: 'the call.' }, 'INVALID_INPUT'],
    ['an order of nothing', { before: 'The call' }, 'INVALID_INPUT'],
    ['half of a position', { place: { latitude: 40.7 } }, 'INVALID_INPUT'],
    ['own knowledge from another', { knowledge: 'known', heardFrom: 'P. Hale' }, 'INVALID_INPUT'],
    ['an element that is not there', { elements: ['A-07.1'] }, 'NOT_FOUND'],
  ])('is refused with %s, and nothing is recorded', async (_, about, code) => {
    const before = (await list()).length
    await expect(add(about)).rejects.toMatchObject({ code })
    expect(await list()).toHaveLength(before)
  })

  test('that says two things is split; both keep its source and its evidence', async () => {
    const { assertion, compound } = await add({ text: 'He entered the lobby and took the badge.' })
    expect(compound).toEqual(['He entered the lobby', 'took the badge.'])
    await t.call('assertion.link', { assertion, evidence: 'E02 cell A2', as: 'supports', reason: 'The door log' })
    const { items } = await t.call('assertion.split', {
      assertion,
      texts: ['He entered the lobby.', 'He took the badge.'],
    })
    const all = await list()
    const parts = all.filter(({ id }) => items.some((one) => one.id === id))
    expect(
      parts.map(({ text, source, splitFrom, links }) => [text, source.label, splitFrom, links[0]?.evidence.label]),
    ).toEqual([
      ['He entered the lobby.', 'E01 line 1', `${file}-AS02`, 'E02 cell A2'],
      ['He took the badge.', 'E01 line 1', `${file}-AS02`, 'E02 cell A2'],
    ])
    expect(all.find(({ id }) => id === assertion)?.withdrawn?.reason).toBe(`Split into ${file}-AS03, ${file}-AS04`)
    await expect(t.call('assertion.withdraw', { assertion, reason: 'x' })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    })
  })
})

test('the matrix shows each element with what is asserted of it, and what is missing', async () => {
  await t.call('closure.allege', { case: file, text: 'He followed her to work.', standard: 'preponderance' })
  const first = await t.call('element.add', { case: file, allegation: 'A-01', text: 'He was there.' })
  await t.call('element.add', { case: file, allegation: 'A-01', text: 'She did not want it.' })
  expect(first.number).toBe('A-01.1')
  const { assertion, number } = await add({ elements: ['A-01.1'] })
  const { link } = await t.call('assertion.link', {
    assertion,
    evidence: 'E02',
    as: 'contradicts',
    reason: 'He was at work',
  })
  const matrix = async () => t.call('assertion.matrix', { case: file })
  expect((await matrix()).allegations[0]?.elements).toMatchObject([
    { number: 'A-01.1', assertions: [{ number, contradicts: 1, supports: 0 }] },
    { number: 'A-01.2', assertions: [] },
  ])
  expect(await matrix()).toMatchObject({ empty: ['A-01.2'] })
  await t.call('assertion.unlink', { assertion, link, reason: 'Another badge' })
  expect((await matrix()).bare).toContain(number)
  await t.call('assertion.place', { assertion, elements: ['A-01.2'] })
  expect(await matrix()).toMatchObject({ empty: ['A-01.1'] })
  await t.call('element.withdraw', { case: file, element: 'A-01.2', reason: 'Not needed' })
  expect((await matrix()).unplaced.map((one) => one.number)).toContain(number)
})

test('an alibi against a badge record is asked about until it is answered, and holds the closing', async () => {
  const here = { name: 'Van Cortlandt Park', latitude: 40.8979, longitude: -73.8859 }
  const there = { name: 'Battery Place', latitude: 40.7044, longitude: -74.0152 }
  const alibi = await add({
    about: 'Owen Pryce',
    place: here,
    from: at('2026-11-12T07:30'),
    until: at('2026-11-12T08:00'),
  })
  const badge = await add({
    text: 'The badge of O. Pryce opened the door.',
    says: 'Access control',
    at: 'E02 cell A2',
    about: renner,
    place: there,
    from: at('2026-11-12T07:40'),
  })
  const [question, ...more] = await questions()
  expect(more).toEqual([])
  expect(question).toMatchObject({ rule: 'two-places', state: 'unanswered' })
  expect(question?.between.map(({ number, source }) => [number, source.label])).toEqual([
    [alibi.number, 'E01 line 1'],
    [badge.number, 'E02 cell A2'],
  ])
  expect((await statedOf())?.answer).toContain('1 contradiction between accounts is open')
  const open = async () =>
    (await t.call('closure.get', { case: file })).checks.filter(
      ({ what, open: words }) => what.startsWith('Contradiction') && words !== null,
    )
  expect(await open()).toHaveLength(1)

  // The clock of the door was checked: it was forty minutes fast, and still nobody is in two places.
  const key = question?.key ?? ''
  const clock = await t.call('clock.add', {
    case: file,
    device: 'Door S1',
    offsetMs: 40 * 60_000,
    uncertaintyMs: 2000,
    checkedAgainst: 'time.gov',
    proof: 'E02',
    exhibits: ['E02'],
  })
  const corrected = (await list()).find(({ number }) => number === badge.number)?.about
  expect(corrected).toMatchObject({
    clock: clock.number,
    corrected: { from: { earliest: '2026-11-12T11:59:58.000Z' } },
  })
  expect(await questions()).toMatchObject([{ rule: 'clock', state: 'unanswered' }])
  await t.call('clock.withdraw', { case: file, clock: clock.number, reason: 'The wrong door' })

  await expect(
    t.call('contradiction.answer', { case: file, key: 'Q-00000000', as: 'stands', reason: 'r' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await t.call('contradiction.answer', {
    case: file,
    key,
    as: 'explained',
    reason: 'He had lent the badge',
    proof: 'E01 line 2',
  })
  expect(await questions()).toMatchObject([
    { key, state: 'explained', answer: { reason: 'He had lent the badge', proof: { label: 'E01 line 2' } } },
  ])
  expect(await open()).toEqual([])
  expect((await statedOf())?.answer).not.toContain('contradiction')
})

test('a packet prints each with its place and what bears on it, and what is missing', async () => {
  const built = await t.call('packet.build', {
    case: file,
    recipient: 'Police',
    purpose: 'Report',
    out: join(t.folder, 'p.pdf'),
  })
  const printed = JSON.stringify(await manifestOf(readFileSync(built.file)))
  for (const words of [
    'He was in the park.',
    'Access control: The badge of O. Pryce opened the door.',
    'A-01.1 He was there.',
  ])
    expect(printed).toContain(words)
})

test('a note is cited by its number, and a clock is no further off than can be told', async () => {
  await t.call('note.save', { case: file, title: 'Morning', body: richTextOf('He was seen.') })
  const { assertion } = await add({ at: `${file}-N01` })
  expect((await list()).find(({ id }) => id === assertion)?.source.label).toBe('“Morning”, revision 1')
  await expect(add({ at: '2025-001-N01' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(
    t.call('clock.add', {
      case: file,
      device: 'Camera',
      offsetMs: Number.MAX_SAFE_INTEGER,
      uncertaintyMs: 0,
      checkedAgainst: 'time.gov',
    }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('who was named before becoming a subject of the case is the same person after', async () => {
  const there = { latitude: 40.7044, longitude: -74.0152 }
  await add({ about: 'Jan  Müller', place: there, from: at('2026-10-12T07:30') })
  const { subject } = await t.call('subject.add', { kind: 'person', name: 'Jan Muller' })
  await t.call('involvement.record', { subject, case: file, role: 'witness' })
  await add({ about: 'Jan Muller', place: { latitude: 40.8979, longitude: -73.8859 }, from: at('2026-10-12T07:31') })
  expect(
    (await questions()).filter(({ question }) => question.includes('Muller') || question.includes('Müller')),
  ).toHaveLength(1)
})

test('everything is told anew from the ledger', async () => {
  const before = [await list(), await questions(), await t.call('assertion.matrix', { case: file })]
  await t.call('vault.lock', {})
  await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase })
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
  expect([await list(), await questions(), await t.call('assertion.matrix', { case: file })]).toEqual(before)
})
