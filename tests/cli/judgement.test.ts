import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addOther, desk, handAt, makeVault, other, report, type Desk, type Hand } from '../support/command.ts'

// What weighs: decisions that another member answers, a judgement about a person, the brief, and closing with discipline.

let at: Desk
let hand: Hand
/** P. Hale, who may approve what R. Okafor puts forward. */
let second: Hand
let vault = ''
const number = '2026-001'
const text = (name: string, words: string): string => at.file(name, words)
const Shown = z.object({ size: z.int() })

beforeAll(async () => {
  at = desk()
  ;[hand, second] = [handAt(at), handAt(at, other.passphrase)]
  vault = at.file('Field.holdfast')
  await makeVault(vault, async (call) => {
    await addOther(call)
    const { report: filed } = await call('report.add', {
      ...report,
      channel: 'phone',
      category: 'threat',
      severity: null,
    })
    await call('report.setSeverity', { report: filed, severity: { level: 'high', reason: 'He named a person.' } })
    await call('report.promote', {
      report: filed,
      title: 'The gate',
      owner: 'R. Okafor',
      followUpDue: '2026-11-25T09:00:00Z',
    })
  })
})
afterAll(() => at.clear())

test('case brief answers the six questions, each with the command that reads its proof', () => {
  const Answer = z.object({
    question: z.string(),
    answer: z.string(),
    open: z.boolean(),
    proof: z.object({ command: z.string() }).nullable(),
  })
  const brief = hand.gives(z.object({ case: z.literal(number), answers: z.array(Answer).length(6) }), [
    'case',
    'brief',
    vault,
    number,
  ])
  const proofs = brief.answers.flatMap(({ proof }) =>
    proof ? [proof.command.replace('holdfast ', '').split(' DIR')] : [],
  )
  expect(proofs.length).toBeGreaterThan(2)
  for (const [command = '', ref = ''] of proofs)
    hand.says([...command.split(' '), vault, ...ref.split(' ').filter(Boolean)], command === 'case close-check' ? 1 : 0)
  const lines = hand.says(['case', 'brief', vault, number])
  expect(lines[0]).toBe(`${number}  The gate`)
  expect(lines).toContain('Residual risk (open)')
})

test('a decision waits for another member: nobody approves their own, nor what was not shown to them', () => {
  const rationale = text('why.txt', 'He came back twice.')
  const add = (...words: string[]): string[] => [
    'decision',
    'add',
    vault,
    number,
    'Warn her',
    'Wait',
    '--question',
    'Is she told?',
    '--rationale',
    rationale,
    ...words,
  ]
  expect(hand.refuses(add('--choice', 'Run'))).toEqual([2, 'INVALID_INPUT', expect.stringContaining('Run')])
  expect(hand.refuses(add('--choice', '1', '--facts', 'R-0099'))[1]).toBe('NOT_FOUND')
  expect(hand.says(['decision', 'list', vault, number])).toEqual(['0 decisions'])
  expect(hand.says(add('--choice', '1', '--facts', 'R-0001'))).toEqual([
    `Decision D-01 of case ${number} waits for another member's approval.`,
  ])
  const show = ['decision', 'show', vault, number, 'D-01']
  const { size } = hand.gives(Shown, show)
  const answer = (verb: string, shown: number, ...words: string[]): string[] => [
    'decision',
    verb,
    vault,
    number,
    'D-01',
    '--shown',
    String(shown),
    ...words,
  ]
  expect(hand.refuses(answer('approve', size))).toEqual([
    2,
    'NEEDS_ANOTHER_MEMBER',
    expect.stringContaining('R. Okafor'),
  ])
  expect(second.says(['decision', 'waiting', vault])[0]).toMatch(
    /^2026-001  D-01  Is she told\?  put forward by R\. Okafor /,
  )
  expect(second.refuses(['decision', 'approve', vault, number, 'D-01', '--shown', 'all'])[1]).toBe('USAGE')
  const returned = answer('return', second.gives(Shown, show).size, '--reason', 'Say how she is told')
  expect(second.says(returned)).toEqual([`Decision D-01 of case ${number} was returned.`])
  expect(second.refuses(returned)[0]).toBe(2)
  expect(
    hand.says([
      'decision',
      'submit',
      vault,
      number,
      'D-01',
      'Warn her by phone',
      'Wait',
      ...add('--choice', '1').slice(6),
    ]),
  ).toEqual([`Decision D-01 of case ${number} waits for another member's approval.`])
  const again = second.gives(Shown, show).size
  hand.says(['note', 'add', vault, number, '--text', text('note.txt', 'She moved out yesterday.')])
  // The case changed after it was shown: the answer would be to something else.
  expect(second.refuses(answer('approve', again))).toEqual([2, 'CONFLICT', expect.stringMatching(/chang|since/)])
  expect(second.says(answer('approve', second.gives(Shown, show).size, '--remark', 'Today'))).toEqual([
    `Decision D-01 of case ${number} is approved.`,
  ])
  const lines = hand.says(show)
  expect(lines[1]).toMatch(/^approved by P\. Hale; decided by R\. Okafor .+, revision 2, entry \d+$/)
  expect(lines).toContain('  chosen: Warn her by phone')
  expect(lines.filter((line) => /who had \d+ entries before them/.test(line))).toHaveLength(2)
  expect(hand.says(['decision', 'withdraw', vault, number, 'D-01', '--reason', 'She was told already'])).toEqual([
    `Decision D-01 of case ${number} was withdrawn.`,
  ])
})

test('an assessment cites what it rests on, and is withdrawn with a reason', () => {
  const factors = [{ id: 'said-harm', answer: 'present', citations: [{ kind: 'report', ref: 'R-0001' }] }]
  const judged = {
    instrument: 'concerning-behaviour',
    about: 'The man at the gate',
    factors,
    level: 'moderate',
    rationale: 'One signal.',
    reassessOn: '2026-12-01',
  }
  const make = (given: object): string[] => [
    'assessment',
    'make',
    vault,
    number,
    '--file',
    text('judged.json', JSON.stringify(given)),
  ]
  expect(hand.refuses(make({ ...judged, factors: [{ id: 'said-harm', answer: 'present' }] }))[1]).toBe('INVALID_INPUT')
  expect(hand.refuses(make({ ...judged, reassessOn: null }))[1]).toBe('INVALID_INPUT')
  expect(hand.refuses(make({ ...judged, score: 7 }))).toEqual([2, 'INVALID_INPUT', expect.stringContaining('score')])
  expect(hand.says(make(judged))).toEqual(['Assessment A-01 recorded.'])
  const list = hand.says(['assessment', 'list', vault, number])
  expect(list[0]).toMatch(/^A-01  .+  The man at the gate  concern moderate  R\. Okafor  look again 2026-12-01$/)
  expect(list[1]).toMatch(/^ {4}present: Has said, written or hinted/)
  const withdraw = ['assessment', 'withdraw', vault, number, 'A-01', '--reason', 'Another man']
  expect(hand.says(withdraw)).toEqual(['Assessment A-01 withdrawn; it stays readable.'])
  expect(hand.refuses(withdraw)[1]).toBe('ALREADY_DONE')
})

test('a case is closed once nothing is open, by another member, as it was shown; then it is sealed', () => {
  const check = ['case', 'close-check', vault, number]
  const open = hand.says(check, 1)
  expect(open.filter((line) => line.startsWith('open: ')).map((line) => line.split(': ')[1])).toEqual(
    expect.arrayContaining(['Outcome', 'Actions taken', 'Residual risk']),
  )
  expect(hand.refuses(['case', 'close', vault, number])).toEqual([
    2,
    'CONFLICT',
    expect.stringContaining('Residual risk'),
  ])
  expect(
    hand.says([
      'case',
      'allege',
      vault,
      number,
      '--text',
      text('a.txt', 'He threatened her.'),
      '--standard',
      'preponderance',
    ])[0],
  ).toContain(number)
  expect(hand.says(check, 1).join('\n')).toContain('open: Allegation A-01: It has no finding.')
  const find = [
    'case',
    'find',
    vault,
    number,
    'A-01',
    '--basis',
    text('b.txt', 'Her account and the log agree.'),
    '--facts',
    'R-0001',
  ]
  expect(hand.refuses([...find, '--finding', 'guilty'])).toEqual([2, 'USAGE', expect.stringContaining('substantiated')])
  hand.says([...find, '--finding', 'substantiated'])
  const conclude = ['case', 'conclude', vault, number, '--outcome', 'Barred from the site', '--actions', 'Letter sent']
  expect(hand.refuses([...conclude, '--residual', 'low'])).toEqual([2, 'USAGE', expect.stringContaining('--why')])
  hand.says([...conclude, '--residual', 'low', '--why', 'He keeps away'])
  hand.says(['case', 'change', vault, number, '--follow-up-due', 'none', '--reason', 'Done'])
  hand.says([
    'case',
    'watch',
    vault,
    number,
    '--what',
    'Is he seen again',
    '--owner',
    other.name,
    '--due',
    '2026-12-01T09:00:00Z',
  ])
  const duties = z.object({ items: z.array(z.object({ id: z.string(), member: z.string().nullable() })) })
  for (const { id, member } of hand.gives(duties, ['duty', 'list', vault]).items)
    hand.says(['duty', 'acknowledge', vault, id, '--how', 'in-person', '--told', member ?? other.name])
  const left = hand.gives(
    z.object({ checks: z.array(z.object({ what: z.string(), open: z.string().nullable() })) }),
    check,
  )
  expect(left.checks.filter((one) => one.open !== null)).toEqual([])

  expect(hand.says(['case', 'close', vault, number])).toEqual([
    `Closing case ${number} waits for another member's approval.`,
  ])
  const approve = (by: Hand): string[] => [
    'case',
    'approve-close',
    vault,
    number,
    '--shown',
    String(by.gives(Shown, check).size),
  ]
  expect(hand.refuses(approve(hand))[0]).toBe(2)
  expect(second.says(approve(second))).toEqual([`Case ${number} is closed.`])
  for (const words of [
    ['note', 'add', vault, number, '--text', text('late.txt', 'One more thing.')],
    ['task', 'add', vault, number, '--title', 'One more'],
    ['decision', 'add', vault, number, 'a', 'b', '--question', 'q', '--choice', '1', '--rationale', text('r.txt', 'r')],
  ])
    expect(hand.refuses(words)).toEqual([2, 'CASE_CLOSED', expect.stringContaining(number)])
  expect(second.says(['case', 'duties', vault]).at(-1)).toMatch(/dut(?:y|ies) due\.$/)
  expect(hand.says(['case', 'reopen', vault, number, '--reason', 'He was seen at the gate'])).toEqual([
    `Case ${number} is open again.`,
  ])
  expect(hand.refuses(['case', 'reopen', vault, number, '--reason', 'Again'])[0]).toBe(2)
  expect(hand.says(['case', 'history', vault, number]).join('\n')).toContain('He was seen at the gate')
})
