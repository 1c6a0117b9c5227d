import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { desk, handAt, makeVault, report, type Desk, type Hand } from '../support/command.ts'
import { toneOf } from '../support/wave.ts'

// An interview and its statement, as somebody types them.

let at: Desk
let hand: Hand
let vault = ''
const interview = '2026-001-I01'
const start = '2026-11-24T09:00:00-05:00'

beforeAll(async () => {
  at = desk()
  hand = handAt(at)
  vault = at.file('Field.holdfast')
  await makeVault(vault, async (call) => {
    const { report: filed } = await call('report.add', report)
    await call('report.promote', { report: filed, title: 'The gate', owner: 'R. Okafor' })
    await call('exhibit.add', {
      case: '2026-001',
      files: [at.file('letter.txt', 'I will come back.')],
      collectedAt: report.receivedAt,
    })
    await call('interview.plan', { case: '2026-001', template: 'witness', with: 'W. Ortiz', role: 'witness' })
    await call('interview.start', { interview, at: start })
    await call('interview.say', {
      interview,
      kind: 'question',
      text: 'What did you see?',
      at: '2026-11-24T09:00:30-05:00',
    })
  })
})
afterAll(() => at.clear())

const Shown = z.looseObject({
  number: z.literal(interview),
  state: z.enum(['planned', 'live', 'break', 'ended']),
  people: z.array(z.looseObject({ name: z.string() })),
  warnings: z.array(z.looseObject({ answer: z.string().nullable() })),
  turns: z.array(z.looseObject({ kind: z.string(), text: z.string(), at: z.string(), seconds: z.number().nullable() })),
  recordings: z.array(z.looseObject({ exhibit: z.string(), offset: z.int() })),
  transcript: z.array(z.unknown()),
})
const say = (...words: string[]): string[] => hand.says(['interview', 'say', vault, interview, ...words])

test('an interview is typed block by block, and a statement of it adopted', () => {
  say('--answer', 'A grey van.', '--own', '--happened', '2026-11-24T09:00:40-05:00')
  say('--shown', 'E01', '--at', 'line 1', '--text', 'He knows the hand.', '--happened', '2026-11-24T09:01:00-05:00')
  expect(hand.refuses(['interview', 'say', vault, interview, '--shown', 'E01', '--at', start])[1]).toBe('USAGE')
  // Words that would go nowhere are not passed over.
  expect(hand.refuses(['interview', 'say', vault, interview, '--answer', 'A', '--text', 'B'])[1]).toBe('USAGE')
  const sound = at.file('talk.wav', toneOf(50))
  hand.says(['interview', 'record', vault, interview, '--file', sound, '--offset=-5000'])
  const shown = hand.gives(Shown, ['interview', 'show', vault, interview])
  expect(shown.turns.map(({ kind, text, seconds }) => [kind, text, seconds])).toEqual([
    ['question', 'What did you see?', 35],
    ['answer', 'A grey van.', 45],
    ['shown', 'He knows the hand.', null],
  ])
  expect(shown.recordings.map(({ exhibit, offset }) => [exhibit, offset])).toEqual([['2026-001-E02', -5000]])

  const Drawn = z.looseObject({ statement: z.literal('2026-001-ST01') })
  const { statement } = hand.gives(Drawn, ['statement', 'draft', vault, interview])
  hand.says(['statement', 'adopt', vault, statement, '--by', 'W. Ortiz', '--how', 'typed'])
  expect(hand.says(['statement', 'show', vault, statement])).toEqual(
    expect.arrayContaining([
      '1.  A grey van.  [own knowledge]  2026-001-E02 at 45 s',
      expect.stringMatching(/^Adopted by W\. Ortiz \(typed\)/),
    ]),
  )
})
