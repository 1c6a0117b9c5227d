import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Call, Input } from '../../../../shared/contract/contract.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
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

describe('a statement', () => {
  test('is drawn from the answers, and its adoption names text, recording and plan by SHA-256', async () => {
    const interview = await begun()
    await answered(interview, 'I saw a grey van.', { known: { kind: 'own' } })
    await answered(interview, 'It was there before.', { known: { kind: 'information', from: 'J. Ahmed' } })
    await t.call('interview.correct', { interview, turn: 1, text: 'I saw a green van.', reason: 'Misheard' })
    const { recording: exhibit, sha256: sound } = await t.call('interview.record', {
      interview,
      file: recording('talk.wav', 60),
    })
    const { statement } = await t.call('statement.draft', { interview, declaration: 'us-1746' })
    expect(statement).toBe(`${number}-ST01`)
    const adopted = await t.call('statement.adopt', {
      statement,
      by: 'W. Ortiz',
      how: 'typed',
      readOver: { by: 'R. Okafor', to: 'W. Ortiz' },
    })
    const shown = await t.call('statement.show', { statement })
    expect(shown).toMatchObject({
      state: 'adopted',
      paragraphs: [
        { number: 1, text: 'I saw a green van.', known: { kind: 'own' }, turns: [{ turn: 1, recording: exhibit }] },
        { number: 2, text: 'It was there before.', known: { kind: 'information', from: 'J. Ahmed' } },
      ],
      adopted: {
        by: 'W. Ortiz',
        how: 'typed',
        witness: 'R. Okafor',
        recordings: [{ exhibit, sha256: sound }],
        scan: null,
      },
    })
    // As docs/format-record.md has it, worked out by hand.
    const text = [
      'W. Ortiz',
      '1. I saw a green van.',
      '[own knowledge]',
      '2. It was there before.',
      '[information from J. Ahmed]',
      'I declare under penalty of perjury that the foregoing is true and correct.',
    ].join('\n\n')
    expect(shown.adopted?.sha256).toBe(createHash('sha256').update(text).digest('hex'))
    expect(adopted.sha256).toBe(shown.adopted?.sha256)
    const { payload } = await t.call('ledger.entry', { seq: (await show(interview)).seq })
    const { plan: recorded } = JSON.parse(payload ?? '') as { plan: Json }
    expect(shown.adopted?.plan).toBe(createHash('sha256').update(canonical(recorded)).digest('hex'))
  })

  test('on paper has its signed pages; refused it has the reason; what comes later is a further statement', async () => {
    const interview = await begun()
    await answered(interview, 'One.')
    const { statement: first } = await t.call('statement.draft', { interview })
    await expect(t.call('statement.draft', { interview })).rejects.toMatchObject({ code: 'CONFLICT' })
    await t.call('statement.refuse', { statement: first, reason: 'She wants counsel first' })
    const { statement: second } = await t.call('statement.draft', { interview })
    const scan = join(t.folder, 'signed.pdf')
    writeFileSync(scan, '%PDF-1.4\n')
    await expect(t.call('statement.adopt', { statement: second, by: 'W', how: 'paper' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    await expect(
      t.call('statement.adopt', { statement: second, by: 'W', how: 'typed', file: scan }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const words = join(t.folder, 'words.txt')
    writeFileSync(words, 'No page at all.')
    await expect(
      t.call('statement.adopt', { statement: second, by: 'W', how: 'paper', file: words }),
    ).rejects.toMatchObject({ message: expect.stringContaining('words.txt is no scan') as string })
    // Of a text that somebody changed after it was printed, other words were signed.
    await t.call('statement.revise', { statement: second, base: 1, paragraphs: [{ text: 'Other words.', turns: [1] }] })
    const signed = { statement: second, by: 'W. Ortiz', how: 'paper' as const, file: scan }
    await expect(t.call('statement.adopt', { ...signed, base: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
    await t.call('statement.adopt', { ...signed, base: 2 })
    const { statement: third } = await t.call('statement.draft', { interview })
    const shown = await t.call('statement.list', { case: number })
    expect(
      shown.items.map((one) => [
        one.number,
        one.state,
        one.follows,
        one.adopted?.scan?.exhibit ?? null,
        one.refused?.reason ?? null,
      ]),
    ).toEqual([
      [first, 'refused', null, null, 'She wants counsel first'],
      [second, 'adopted', null, `${number}-E01`, null],
      [third, 'draft', second, null, null],
    ])
    const { checks } = await t.call('closure.get', { case: number })
    const open = checks.flatMap(({ what, open: why }) => (why === null ? [] : [what]))
    expect(open).toEqual(expect.arrayContaining([`Interview ${interview}`, `Statement ${third}`]))
  })

  test('that was adopted is changed by no sequence of calls', async () => {
    const interview = await begun()
    await answered(interview, 'I saw a grey van.', { known: { kind: 'own' } })
    const { statement } = await t.call('statement.draft', { interview })
    await t.call('statement.adopt', { statement, by: 'W. Ortiz', how: 'typed' })
    const adopted = await t.call('statement.show', { statement })
    const text = fc.string({ minLength: 1, maxLength: 12 }).filter((one) => one.trim() !== '' && one.isWellFormed())
    const acts: fc.Arbitrary<[Call, object]> = fc.oneof(
      text.map((said): [Call, object] => ['interview.say', { interview, kind: 'answer', text: said }]),
      text.map((said): [Call, object] => ['interview.correct', { interview, turn: 1, text: said, reason: 'r' }]),
      text.map((said): [Call, object] => [
        'statement.revise',
        { statement, base: adopted.revision, paragraphs: [{ text: said, turns: [1] }] },
      ]),
      fc.constantFrom<[Call, object]>(
        ['interview.break', { interview }],
        ['interview.resume', { interview }],
        ['interview.end', { interview }],
        ['interview.privilege', { interview, act: 'from' }],
        ['interview.privilege', { interview, act: 'to' }],
        ['interview.record', { interview, file: recording('again.wav', 2) }],
        ['statement.adopt', { statement, by: 'Another', how: 'typed' }],
        ['statement.refuse', { statement, reason: 'r' }],
        ['statement.draft', { interview }],
        ['statement.refuse', { statement: `${number}-ST02`, reason: 'r' }],
        ['marking.set', { record: statement, caveat: 'x' }],
        [
          'template.save',
          { kind: 'declaration', key: 'plain', base: 0, body: { title: 'T', words: 'Other words' }, reason: 'r' },
        ],
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 12 }), async (sequence) => {
        for (const [call, input] of sequence) await t.call(call, input as never).catch(() => undefined)
        expect(await t.call('statement.show', { statement })).toEqual(adopted)
      }),
      { numRuns: 10 },
    )
    for (const [call, input] of [
      ['statement.revise', { statement, base: 1, paragraphs: [{ text: 'x', turns: [1] }] }],
      ['statement.adopt', { statement, by: 'X', how: 'typed' }],
      ['statement.refuse', { statement, reason: 'x' }],
    ] as [Call, object][])
      await expect(t.call(call, input as never), call).rejects.toMatchObject({ code: 'ALREADY_DONE' })
    expect((await t.call('ledger.audit', {})).ok).toBe(true)
    await t.call('vault.unlock', { dir: `${t.folder}/V.holdfast`, passphrase })
    expect(await t.call('statement.show', { statement })).toEqual(adopted)
  })
})
