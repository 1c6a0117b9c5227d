import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Call, Input } from '../../../../shared/contract/contract.ts'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { toneOf } from '../../../../tests/support/wave.ts'

let t: TestApp
let now = 0
let number = ''
beforeEach(async () => {
  now = Date.parse('2026-11-24T12:00:00Z')
  t = testApp({ clock: { now: () => (now += 1000), zone: 'America/New_York' } })
  number = await newCase(t)
})
afterEach(() => t.end())

const size = async (): Promise<number> => (await t.call('ledger.list', { limit: 1 })).total
const plan = async (more: Partial<Input<'interview.plan'>> = {}): Promise<string> =>
  (await t.call('interview.plan', { case: number, template: 'witness', with: 'W. Ortiz', role: 'witness', ...more }))
    .interview
const begun = async (more: Partial<Input<'interview.plan'>> = {}): Promise<string> => {
  const interview = await plan(more)
  await t.call('interview.start', { interview })
  return interview
}
const show = (interview: string) => t.call('interview.show', { interview })
const answered = (interview: string, text: string, more: Partial<Input<'interview.say'>> = {}) =>
  t.call('interview.say', { interview, kind: 'answer', text, ...more })
const recording = (name: string, seconds = 1): string => {
  const file = join(t.folder, name)
  writeFileSync(file, toneOf(seconds))
  return file
}

describe('an interview', () => {
  test('goes by its plan: whom it is with, topics that tick off, warnings in the words that were used', async () => {
    const { subject } = await t.call('subject.add', { kind: 'person', name: 'W. Ortiz' })
    const interview = await plan({
      with: subject,
      topics: ['The key'],
      interpreter: { name: 'A. Roy', language: 'fr' },
    })
    expect(interview).toBe(`${number}-I01`)
    expect(await show(interview)).toMatchObject({
      state: 'planned',
      with: { name: 'W. Ortiz', role: 'witness', subject },
      people: [],
      turns: [],
      plan: {
        template: { key: 'witness', version: 0, title: 'Witness' },
        interpreter: { name: 'A. Roy', language: 'fr' },
      },
    })
    await t.call('interview.start', { interview, present: ['L. Ortega', 'A. Roy', 'L. Ortega'] })
    await t.call('interview.warn', { interview, warning: 'recording', answer: 'Yes.' })
    await t.call('interview.warn', { interview, kind: 'warning', title: 'House rule', words: 'Say so if you tire.' })
    await t.call('interview.say', {
      interview,
      kind: 'question',
      text: 'Tell me.',
      questionKind: 'open',
      topic: 'first-account',
    })
    await t.call('interview.cover', { interview, topic: 'own-1' })
    await t.call('interview.person', { interview, name: 'L. Ortega', act: 'left' })
    const shown = await show(interview)
    expect(shown.plan.topics.filter(({ covered }) => covered).map(({ title }) => title)).toEqual([
      'First account, without interruption',
      'The key',
    ])
    expect(shown.warnings.map(({ kind, title, words, answer }) => [kind, title, words.length > 15, answer])).toEqual([
      ['consent', 'Consent to recording', true, 'Yes.'],
      ['warning', 'House rule', true, null],
    ])
    expect(shown.people.map(({ name, role, to }) => [name, role, to !== null])).toEqual([
      ['R. Okafor', 'interviewer', false],
      ['W. Ortiz', 'witness', false],
      ['A. Roy', 'interpreter', false],
      ['L. Ortega', null, true],
    ])
    expect(shown.questions).toEqual({ open: 1, probe: 0, closed: 0, leading: 0, unsaid: 0 })
  })

  test('has a plan that is changed until it begins, and not after', async () => {
    const interview = await plan({ topics: ['The key'], place: 'Room 2' })
    const before = await show(interview)
    await t.call('interview.change', {
      interview,
      topics: ['The door', 'The dog'],
      mode: 'telephone',
      reason: 'She is away',
    })
    const { plan: after, with: who } = await show(interview)
    expect(after).toMatchObject({ mode: 'telephone', place: 'Room 2', template: before.plan.template })
    expect(after.topics.slice(-2).map(({ title }) => title)).toEqual(['The door', 'The dog'])
    expect(after.topics).toHaveLength(before.plan.topics.length + 1)
    expect([after.sha256 === before.plan.sha256, who]).toEqual([false, before.with])
    await expect(t.call('interview.change', { interview, mode: 'telephone' })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    })
    await t.call('interview.start', { interview })
    await expect(t.call('interview.change', { interview, mode: 'video' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('keeps when each thing happened beside when it was written down, and refuses what cannot have been', async () => {
    const interview = await plan()
    const at = (hour: string): string => `2026-11-22T${hour}:00Z`
    await t.call('interview.start', { interview, at: at('09:00') })
    await t.call('interview.say', { interview, kind: 'question', text: 'Second', at: at('09:20') })
    await t.call('interview.say', { interview, kind: 'question', text: 'First', at: at('09:10') })
    const before = await size()
    const refused = async (call: Promise<unknown>): Promise<void> => {
      await expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    }
    await refused(t.call('interview.say', { interview, kind: 'remark', text: 'x', at: at('08:59') }))
    await refused(t.call('interview.say', { interview, kind: 'remark', text: 'x', at: '2026-11-25T09:00:00Z' }))
    await refused(t.call('interview.break', { interview, at: at('09:15') }))
    await refused(t.call('interview.say', { interview, kind: 'answer' }))
    await refused(t.call('interview.say', { interview, kind: 'answer', text: 'x', questionKind: 'open' }))
    await refused(t.call('interview.say', { interview, kind: 'shown', text: 'x' }))
    expect(await size()).toBe(before)
    await t.call('interview.break', { interview, at: at('09:30'), reason: 'Coffee' })
    await t.call('interview.resume', { interview, at: at('09:40') })
    await t.call('interview.end', { interview, at: at('10:00') })
    const shown = await show(interview)
    expect(shown.turns.map(({ turn, text, at: happened, late }) => [turn, text, happened, late])).toEqual([
      [2, 'First', at('09:10'), true],
      [1, 'Second', at('09:20'), true],
    ])
    expect(shown.breaks).toEqual([{ from: at('09:30'), to: at('09:40'), reason: 'Coffee' }])
    expect(shown).toMatchObject({ state: 'ended', startedAt: at('09:00'), endedAt: at('10:00') })
  })

  test('takes only what its state allows, and says what to do', async () => {
    const interview = await plan()
    const refuses = async (calls: [Call, object][]): Promise<void> => {
      for (const [call, input] of calls)
        await expect(t.call(call, { interview, ...input }), call).rejects.toMatchObject({ code: 'CONFLICT' })
    }
    const said: [Call, object] = ['interview.say', { kind: 'remark', text: 'x' }]
    await refuses([
      said,
      ['interview.break', {}],
      ['interview.resume', {}],
      ['interview.end', {}],
      ['statement.draft', {}],
    ])
    await t.call('interview.start', { interview })
    await refuses([
      ['interview.start', {}],
      ['interview.resume', {}],
      ['statement.draft', {}],
    ])
    await t.call('interview.break', { interview })
    await refuses([said, ['interview.break', {}]])
    await t.call('interview.end', { interview })
    await refuses([
      said,
      ['interview.resume', {}],
      ['interview.end', {}],
      ['interview.person', { name: 'X', act: 'arrived' }],
    ])
  })

  test('writes nothing of a privileged span; the gap stays, and is a claim of privilege on its time', async () => {
    const interview = await begun()
    const { claim } = await t.call('interview.privilege', { interview, act: 'from', reason: 'Talk with L. Ortega' })
    for (const kind of ['question', 'answer', 'remark'] as const)
      await expect(t.call('interview.say', { interview, kind, text: 'x' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(t.call('interview.privilege', { interview, act: 'from' })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await show(interview)).privileged).toMatchObject([{ claim, to: null, reason: 'Talk with L. Ortega' }])
    await t.call('interview.privilege', { interview, act: 'to' })
    await expect(t.call('interview.privilege', { interview, act: 'to' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await answered(interview, 'A grey van.')
    // One that goes on when the interview ends, ends with it.
    await t.call('interview.privilege', { interview, act: 'from' })
    await t.call('interview.end', { interview })
    const { privileged, endedAt } = await show(interview)
    expect(privileged.map(({ to }) => to !== null)).toEqual([true, true])
    expect(privileged[1]?.to).toBe(endedAt)
    expect((await t.call('privilege.list', { record: interview })).items).toMatchObject([
      { number: claim, record: { kind: 'interview', number: interview }, basis: 'ac', at: null },
      { record: { number: interview } },
    ])
    // The gap is there whatever becomes of the claim.
    const counsel = `${passphrase} counsel`
    await t.call('member.add', { name: 'L. Ortega', roles: ['counsel'], passphrase: counsel })
    await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: counsel })
    await t.call('privilege.withdraw', { privilege: claim, reason: 'It was no advice' })
    expect((await show(interview)).privileged.map(({ withdrawn }) => withdrawn)).toEqual([true, false])
  })

  test('takes nothing later either that is said to be of a privileged span, and is typed up in its own times', async () => {
    const interview = await plan()
    const at = (minute: number): string => `2026-11-24T09:${String(minute).padStart(2, '0')}:00Z`
    const refused = (call: Promise<unknown>, code: string) => expect(call).rejects.toMatchObject({ code })
    await t.call('interview.start', { interview, at: at(0) })
    // Ticked off now; what happened after it is told in its own time.
    await t.call('interview.cover', { interview, topic: 'first-account' })
    await t.call('interview.privilege', { interview, act: 'from', at: at(10) })
    await t.call('interview.privilege', { interview, act: 'to', at: at(20) })
    const before = await size()
    await refused(answered(interview, 'x', { at: at(15) }), 'CONFLICT')
    await refused(t.call('interview.warn', { interview, words: 'x', at: at(15) }), 'CONFLICT')
    await refused(t.call('interview.privilege', { interview, act: 'from', at: at(15) }), 'INVALID_INPUT')
    expect(await size()).toBe(before)
    await answered(interview, 'Before.', { at: at(10) })
    await answered(interview, 'After.', { at: at(20) })
    const comes = { interview, name: 'L. Ortega' }
    await t.call('interview.person', { ...comes, act: 'arrived', at: at(25) })
    await refused(t.call('interview.person', { ...comes, act: 'left', at: at(24) }), 'INVALID_INPUT')
    await t.call('interview.end', { interview, at: at(30) })
    expect((await show(interview)).endedAt).toBe(at(30))
  })

  test('holds back a packet while a recording runs over a privileged span, and not before or after it', async () => {
    const interview = await plan()
    const at = (clock: string): string => `2026-11-24T09:${clock}Z`
    await t.call('interview.start', { interview, at: at('00:00') })
    await t.call('interview.privilege', { interview, act: 'from', at: at('01:00') })
    await t.call('interview.privilege', { interview, act: 'to', at: at('02:00') })
    await t.call('interview.end', { interview, at: at('05:00') })
    const build = (name: string) =>
      t.call('packet.build', { case: number, recipient: 'Police', purpose: 'x', out: join(t.folder, name) })
    await t.call('interview.record', { interview, file: recording('before.wav', 30) })
    await t.call('interview.record', { interview, file: recording('after.wav', 31), offset: 120_000 })
    await build('clear.pdf')
    const { recording: over } = await t.call('interview.record', {
      interview,
      file: recording('over.wav', 29),
      offset: 40_000,
    })
    await expect(build('over.pdf')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining(over) as string,
    })
  })

  test('is corrected by addition alone', async () => {
    const interview = await begun()
    const { turn } = await answered(interview, 'A grey van.')
    await t.call('interview.correct', { interview, turn, text: 'A green van.', reason: 'Misheard' })
    expect((await show(interview)).turns).toMatchObject([
      { text: 'A grey van.', corrections: [{ text: 'A green van.', reason: 'Misheard', by: 'R. Okafor' }] },
    ])
    await expect(t.call('interview.correct', { interview, turn: 9, text: 'x', reason: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('has recordings that are exhibits of the case, and its answers their seconds', async () => {
    const interview = await plan()
    const started = '2026-11-24T09:00:00Z'
    await t.call('interview.start', { interview, at: started })
    await answered(interview, 'Before.', { at: '2026-11-24T09:00:05Z' })
    await answered(interview, 'After.', { at: '2026-11-24T09:01:12.500Z' })
    await answered(interview, 'Said where.', { second: 3.25, at: '2026-11-24T09:02:00Z' })
    const { recording: exhibit, sha256 } = await t.call('interview.record', {
      interview,
      file: recording('talk.wav', 20),
      offset: 61_000,
    })
    expect(await t.call('exhibit.get', { exhibit })).toMatchObject({
      sha256,
      description: `Recording of interview ${interview}`,
    })
    expect((await show(interview)).turns.map(({ seconds, recording: of }) => [seconds, of])).toEqual([
      [null, null],
      [11.5, exhibit],
      [3.25, exhibit],
    ])
    // It is over before the last answer is, which another device has.
    await answered(interview, 'Late.', { at: '2026-11-24T09:05:00Z' })
    const { recording: other } = await t.call('interview.record', {
      interview,
      file: recording('other.wav', 40),
      offset: 280_000,
      device: 'Telephone',
    })
    const { turns, recordings } = await show(interview)
    expect(turns.at(-1)).toMatchObject({ text: 'Late.', seconds: 20, recording: other })
    expect(recordings.map(({ exhibit: of, length, device }) => [of, length, device])).toEqual([
      [exhibit, 20, null],
      [other, 40, 'Telephone'],
    ])
    const before = await size()
    await expect(t.call('interview.record', { interview, exhibit })).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    const letter = join(t.folder, 'letter.txt')
    writeFileSync(letter, 'No sound.')
    await expect(t.call('interview.record', { interview, file: letter })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('letter.txt is no recording') as string,
    })
    expect(await size()).toBe(before)
  })
})
