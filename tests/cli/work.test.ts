import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addOther, desk, handAt, makeVault, other, report, type Desk, type Hand } from '../support/command.ts'

// The work on a case: a playbook, its tasks, what is due, who has it, what was said and how somebody travelled.

let at: Desk
let hand: Hand
let vault = ''
const number = '2026-001'
const json = (name: string, body: unknown): string => at.file(name, JSON.stringify(body))
const when = (value: string): object => ({ value, zone: 'Europe/Lisbon', precision: 'minute' })
const Size = z.object({ head: z.object({ size: z.int() }) })
const size = (): number => hand.gives(Size, ['vault', 'info', vault]).head.size

beforeAll(async () => {
  at = desk()
  hand = handAt(at)
  vault = at.file('Field.holdfast')
  await makeVault(vault, async (call) => {
    await addOther(call)
    const { report: filed } = await call('report.add', {
      ...report,
      channel: 'phone',
      category: 'sos',
      severity: null,
    })
    await call('report.promote', { report: filed, title: 'Alarm at the gate', owner: 'R. Okafor' })
    await call('exhibit.add', { case: number, files: [at.file('log.txt', 'armed 06:40\nalarm 06:42\n')] })
  })
})
afterAll(() => at.clear())

test('playbook preview says what apply then adds; applied again it adds nothing', () => {
  expect(hand.says(['playbook', 'list', vault]).at(-1)).toBe('16 playbooks')
  const preview = hand.says(['playbook', 'preview', vault, number])
  expect(preview[0]).toBe('No playbook is applied.')
  const tasks = z.object({ tasks: z.array(z.object({ title: z.string() })) })
  const { tasks: wanted } = tasks.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/playbooks/sos.json'), 'utf8')),
  )
  expect(preview[1]).toBe(`SOS (sos, version 0) would add ${wanted.length} tasks; 0 are there already.`)
  expect(hand.says(['playbook', 'apply', vault, number, 'sos'])).toEqual([
    `Playbook sos, version 0: ${wanted.length} tasks added, 0 there already.`,
  ])
  const before = size()
  const again = hand.gives(z.object({ added: z.array(z.never()), kept: z.array(z.string()) }), [
    'playbook',
    'apply',
    vault,
    number,
    'sos',
  ])
  expect(again.kept).toHaveLength(wanted.length)
  expect(hand.refuses(['playbook', 'apply', vault, number, 'nothing'])[1]).toBe('NOT_FOUND')
  expect(size()).toBe(before)
})

test('a task is done with the results that it asks for, in its order, or waived with a reason', () => {
  const done = (...words: string[]): string[] => ['task', 'done', vault, `${number}-T01`, ...words]
  const before = size()
  expect(hand.refuses(done())).toEqual([2, 'INVALID_INPUT', expect.stringContaining('Reached whom, when')])
  expect(hand.refuses(done('--results', 'nothing'))).toEqual([2, 'USAGE', expect.stringContaining('NAME=VALUE')])
  expect(
    hand.refuses(
      done('--results', 'Reached whom, when=P. Hale; Answer to the challenge=right', '--evidence', 'E09'),
    )[1],
  ).toBe('NOT_FOUND')
  expect(size()).toBe(before)
  expect(
    hand.says(
      done(
        '--results',
        'Reached whom, when=P. Hale, 06:50; Answer to the challenge=right',
        '--evidence',
        `${number}-E01`,
      ),
    ),
  ).toEqual([`Task ${number}-T01 is done.`])
  expect(hand.refuses(done())[1]).toBe('ALREADY_DONE')
  const add = [
    'task',
    'add',
    vault,
    number,
    '--title',
    'Change the codes',
    '--assignee',
    other.name,
    '--due',
    '2026-11-24T09:00:00Z',
  ]
  const made = hand.gives(z.object({ task: z.string() }), [...add, '--after', `${number}-T02`, '--mandatory'])
  expect(hand.refuses([...add, '--type', 'poem'])).toEqual([2, 'USAGE', expect.stringContaining('preserve')])
  expect(hand.refuses(['task', 'done', vault, made.task])).toEqual([
    2,
    expect.stringMatching(/CONFLICT|INVALID_INPUT/),
    expect.stringContaining('T02'),
  ])
  expect(hand.says(['task', 'change', vault, made.task, '--after', 'none', '--due', 'none'])).toEqual([
    `Task ${made.task} changed.`,
  ])
  expect(hand.says(['task', 'list', vault, number])).toContain(
    `${made.task}  open  no due time  P. Hale  Change the codes (mandatory)`,
  )
})

test('due list orders what is late; a member’s work is handed over in one act', () => {
  const due = hand.says(['due', 'list', vault, '--member', 'R. Okafor'])
  expect(due.at(-1)).toMatch(/^\d+ late of \d+$/)
  const held = hand.gives(z.object({ items: z.array(z.object({ noun: z.string(), ref: z.string() })) }), [
    'member',
    'work',
    vault,
  ])
  expect(held.items).toContainEqual({ noun: 'case', ref: number })
  const over = ['member', 'handover', vault, '--note', 'On leave']
  expect(hand.refuses([...over, '--to', 'Nobody'])[1]).toBe('NOT_FOUND')
  expect(hand.refuses([...over, '--to', 'R. Okafor'])[0]).toBe(2)
  expect(hand.says([...over, '--to', other.name])).toEqual([
    `R. Okafor handed over ${held.items.length} ${held.items.length === 1 ? 'item' : 'items'} to P. Hale.`,
  ])
  expect(hand.says(['member', 'work', vault])).toEqual(['R. Okafor has 0 items that would pass to another.'])
  expect(hand.says(['case', 'show', vault, number])[1]).toMatch(/^open, owner P\. Hale,/)
})

test('a communication is logged with its words, listed in order, and struck, never erased', () => {
  const call = {
    channel: 'call',
    direction: 'incoming',
    parties: [{ name: 'Unknown caller', role: 'from', address: '+351 21 555 0142' }],
    sentAt: when('2026-11-23T06:44'),
    content: 'I know which door she takes.',
    quotes: ['which door she takes'],
  }
  const log = (body: unknown): string[] => ['communication', 'log', vault, number, '--file', json('call.json', body)]
  const before = size()
  expect(hand.refuses(log({ ...call, quotes: ['which gate'] }))).toEqual([
    2,
    'INVALID_INPUT',
    expect.stringContaining('which gate'),
  ])
  expect(hand.refuses(log({ ...call, parties: [] }))[1]).toBe('INVALID_INPUT')
  expect(size()).toBe(before)
  expect(hand.says(log(call))).toEqual(['Communication C-01 logged.'])
  expect(hand.says(['communication', 'list', vault, number])).toEqual([
    'C-01  23 Nov 2026, 06:44 (Lisbon)  incoming call  Unknown caller  I know which door she takes.',
    '1 communication',
  ])
  const strike = ['communication', 'strike', vault, number, 'C-01', '--reason', 'Another case']
  expect(hand.says(strike)).toEqual(['Communication C-01 struck; it stays readable.'])
  expect(hand.refuses(strike)[1]).toBe('ALREADY_DONE')
  expect(hand.says(['communication', 'list', vault, number])[0]).toMatch(/struck: Another case$/)
})

test('a calendar proposes legs; what is checked is planned, reported, deviated from and settled', () => {
  const trip = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'SUMMARY:Train ICE 611 from Cologne to Munich',
    'DTSTART;TZID=Europe/Berlin:20261123T064200',
    'DTEND;TZID=Europe/Berlin:20261123T111400',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'SUMMARY:Dinner',
    'DTSTART:20261123T200000',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const legs = at.file('legs.json')
  const propose = ['travel', 'propose', vault, at.file('trip.ics', trip), '--principal', 'K. Aas', '--out', legs]
  const before = size()
  const lines = hand.says(propose)
  expect(lines.slice(0, 4)).toEqual([
    '! A time has no zone: it is meant wherever the traveller is, and is kept in its words.',
    '1  Train ICE 611 from Cologne to Munich',
    '    rail  Cologne to Munich  planned 23 Nov 2026, 06:42 (Berlin)  to 23 Nov 2026, 11:14 (Berlin)  ICE 611',
    '2  Dinner',
  ])
  expect(lines).toContain('    ? It begins “20261123T200000”, in a zone that the calendar does not name.')
  expect(lines).toContain('2 legs proposed by trip.ics; nothing was recorded.')
  expect(hand.refuses(propose)).toEqual([4, 'ALREADY_EXISTS', expect.stringContaining(legs)])
  const plan = (file: string): string[] => ['travel', 'plan', vault, number, '--file', file]
  // What the calendar does not say is asked for: of two legs neither is planned.
  expect(hand.refuses(plan(legs))).toEqual([2, 'INVALID_INPUT', expect.stringMatching(/legs\.1\.(?:from|departure)/)])
  expect(size()).toBe(before)
  const [first] = z
    .array(z.looseObject({ principal: z.literal('K. Aas') }))
    .parse(JSON.parse(readFileSync(legs, 'utf8')))
  expect(hand.says(plan(json('checked.json', [first])))).toEqual(['Planned: L-01.'])

  const leg = (verb: string, ...words: string[]): string[] => ['travel', verb, vault, number, 'L-01', ...words]
  const times = { departed: { value: '2026-11-23T06:50', zone: 'Europe/Berlin', precision: 'minute' } }
  expect(hand.says(leg('report', '--file', json('times.json', times)))).toEqual(['L-01 reported.'])
  const deviation = { kind: 'other-route', what: 'By way of Stuttgart', noticedAt: when('2026-11-23T08:00') }
  const { deviation: id } = hand.gives(
    z.object({ deviation: z.string() }),
    leg('deviate', '--file', json('deviation.json', deviation)),
  )
  expect(hand.says(leg('settle', id, '--how', 'Track works'))).toEqual(['Deviation of L-01 settled.'])
  expect(hand.refuses(leg('settle', id, '--how', 'Track works'))[1]).toBe('ALREADY_DONE')
  const advisory = { title: 'Storm', source: 'DWD', legs: ['L-01'] }
  expect(hand.says(['travel', 'advise', vault, number, '--file', json('storm.json', advisory)])).toEqual([
    'Advisory attached.',
  ])
  expect(hand.says(leg('change', '--file', json('change.json', { reference: 'ICE 613', reason: 'Rebooked' })))).toEqual(
    ['L-01 changed.'],
  )
  expect(hand.says(leg('cancel', '--reason', 'Called off'))).toEqual(['L-01 cancelled.'])
  expect(hand.says(['travel', 'list', vault, number])).toEqual([
    'L-01  K. Aas  Cologne to Munich  planned 23 Nov 2026, 06:42 (Berlin)  departed 23 Nov 2026, 06:50 (Berlin)  cancelled: Called off',
    '    other-route: By way of Stuttgart (settled: Track works)',
    'Storm (DWD) L-01',
    '1 leg, 1 advisory',
  ])
})

test('custody that was by hand is recorded, and shown with what wrote itself; notes are read back', () => {
  const custody = ['exhibit', 'custody', vault, `${number}-E01`, '--at', '2024-11-24T09:00:00Z']
  expect(hand.refuses([...custody, '--action', 'collect'])).toEqual([2, 'USAGE', expect.stringContaining('transfer')])
  const said = hand.says([...custody, '--action', 'transfer', '--to', 'Police, desk 4', '--purpose', 'Examination'])
  expect(said[0]).toBe(`On record: transfer of ${number}-E01.`)
  // What this leaves open is asked at once: it was kept long after.
  expect(said[1]).toMatch(/^How was .+ transferred at 24 Nov 2024, 09:00 UTC\? It was collected at /)
  const shown = hand.says(['exhibit', 'show', vault, `${number}-E01`])
  expect(shown[0]).toBe(`${number}-E01  log.txt  text/plain  24 B`)
  expect(shown.at(-1)).toMatch(/^24 Nov 2024, 09:00 UTC  transferred  .*Police, desk 4  Examination  recorded /)
  hand.says(['note', 'add', vault, number, '--text', at.file('note.txt', 'Spoke with the guard.\n\nHe saw the car.')])
  expect(hand.says(['note', 'list', vault, number])).toEqual([
    expect.stringMatching(/^N-01  Spoke with the guard\.  revision 1  R\. Okafor /),
    '    Spoke with the guard.',
    '    He saw the car.',
    '1 note',
  ])
  expect(hand.says(['case', 'timeline', vault, number]).at(-1)).toMatch(/^\d+ events$/)
  expect(hand.says(['packet', 'list', vault, number])).toEqual(['0 packets'])
  expect(hand.says(['ledger', 'list', vault, '--limit', '1'])).toEqual([
    expect.stringMatching(/^\d+  .+  R\. Okafor  note\.saved  /),
    expect.stringMatching(/^1 of \d+ entries$/),
  ])
  expect(hand.says(['hold', 'list', vault, number])).toEqual([
    expect.stringMatching(/^0 of 0 holds in force; the case holds \d+ records: 1 report, 1 note, 1 exhibit/),
  ])
})
