import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { desk, handAt, makeVault, report, type Desk, type Hand } from '../support/command.ts'

// People and places: on record once, recognised the moment they are named, merged and taken apart again.

let at: Desk
let hand: Hand
let vault = ''
const Size = z.object({ head: z.object({ size: z.int() }) })
const size = (): number => hand.gives(Size, ['vault', 'info', vault]).head.size
const Detail = z.object({
  number: z.string(),
  aliases: z.array(z.object({ id: z.string(), name: z.string() })),
  identifiers: z.array(z.object({ id: z.string(), value: z.string() })),
  involvements: z.array(z.object({ id: z.string(), role: z.string() })),
})

beforeAll(async () => {
  at = desk()
  hand = handAt(at)
  vault = at.file('Field.holdfast')
  await makeVault(vault, async (call) => {
    const narrative = 'Jonas Weber waited in a grey car, plate KA 77 ZX.'
    const { report: filed } = await call('report.add', {
      ...report,
      channel: 'phone',
      category: 'threat',
      severity: null,
      narrative,
    })
    await call('report.promote', { report: filed, title: 'The gate', owner: 'R. Okafor' })
    await call('exhibit.add', { case: '2026-001', files: [at.file('face.txt', 'not really a photograph')] })
  })
})
afterAll(() => at.clear())

test('a subject is recorded with its details, aliases and identifiers, each with why', () => {
  const before = size()
  expect(hand.refuses(['subject', 'add', vault, '--kind', 'ghost', '--name', 'X'])).toEqual([
    2,
    'USAGE',
    expect.stringContaining('person'),
  ])
  const odd = at.file('odd.json', JSON.stringify({ details: { colour: 'grey' } }))
  expect(hand.refuses(['subject', 'add', vault, '--kind', 'person', '--name', 'X', '--file', odd])[1]).toBe(
    'INVALID_INPUT',
  )
  expect(size()).toBe(before)
  expect(hand.says(['subject', 'add', vault, '--kind', 'person', '--name', 'Jonas Weber'])).toEqual([
    'S-0001 Jonas Weber recorded.',
  ])
  expect(
    hand.says([
      'subject',
      'alias',
      vault,
      'S-0001',
      '--name',
      'Joe',
      '--confidence',
      'low',
      '--basis',
      'A guard said so',
    ]),
  ).toEqual(['Alias “Joe” recorded for S-0001.'])
  expect(
    hand.refuses(['subject', 'alias', vault, 'S-0001', '--name', 'J', '--confidence', '70%', '--basis', 'x'])[1],
  ).toBe('USAGE')
  expect(hand.says(['subject', 'identify', vault, 'S-0001', '--type', 'phone', '--value', '+49 721 555 014'])).toEqual([
    'S-0001 is identified by phone +49 721 555 014.',
  ])
  expect(hand.says(['subject', 'photo', vault, 'S-0001', '2026-001-E01'])).toEqual(['2026-001-E01 shows S-0001.'])
})

test('an involvement has a role and dates as exact as they are known', () => {
  const involve = ['subject', 'involve', vault, 'S-0001', '--role', 'subject']
  expect(hand.refuses([...involve, '--case', '2026-001', '--report', 'R-0001'])).toEqual([
    2,
    'USAGE',
    expect.stringContaining('either'),
  ])
  expect(hand.refuses([...involve, '--case', '2026-001', '--from', 'Monday'])).toEqual([
    2,
    'USAGE',
    expect.stringContaining('Monday'),
  ])
  expect(
    hand.says([
      ...involve,
      '--case',
      '2026-001',
      '--from',
      '2026-11',
      '--zone',
      'Europe/Berlin',
      '--basis',
      'He gave his name',
    ]),
  ).toEqual(['S-0001 is on record in 2026-001 as subject.'])
  const lines = hand.says(['subject', 'show', vault, 'S-0001'])
  expect(lines[0]).toBe('S-0001  Jonas Weber  (person)')
  expect(lines.join('\n')).toMatch(/subject in 2026-001 \(open.*\) The gate  from Nov 2026/)
})

test('subject seen finds by number, name and plate however they are written, and says what it found', () => {
  expect(hand.says(['subject', 'seen', vault, '0049721555014'])[0]).toMatch(/^S-0001  Jonas Weber  \(.+\)$/)
  const plate = hand.says(['subject', 'seen', vault, 'ka77zx'])
  expect(plate.join('\n')).toContain('R-0001')
  expect(hand.says(['subject', 'seen', vault, 'Nobody Atall'])).toEqual(['Nothing on record names this.'])
  expect(hand.says(['subject', 'list', vault, '--kind', 'person', '--filter', 'weber']).at(-1)).toBe('1 of 1 subject')
})

test('two records of one are kept as one and taken apart exactly as they were', () => {
  expect(hand.says(['subject', 'add', vault, '--kind', 'person', '--name', 'J. Weber'])).toEqual([
    'S-0002 J. Weber recorded.',
  ])
  hand.says(['subject', 'identify', vault, 'S-0002', '--type', 'plate', '--value', 'KA 77 ZX'])
  const merge = ['subject', 'merge', vault, 'S-0002', '--into', 'S-0001', '--reason', 'Same telephone']
  const before = hand.gives(Detail, ['subject', 'show', vault, 'S-0002'])
  expect(hand.refuses(['subject', 'merge', vault, 'S-0001', '--into', 'S-0001', '--reason', 'x'])[0]).toBe(2)
  expect(hand.says(merge)).toEqual(['Merged; it is kept under S-0001.'])
  expect(hand.refuses(merge)[0]).toBe(2)
  const joined = hand.gives(Detail, ['subject', 'show', vault, 'S-0001'])
  expect(joined.identifiers.map(({ value }) => value).sort((a, b) => a.localeCompare(b))).toEqual([
    '+49 721 555 014',
    'KA 77 ZX',
  ])
  expect(hand.says(['subject', 'unmerge', vault, 'S-0002', '--reason', 'Two brothers'])).toEqual([
    'S-0002 stands for itself again.',
  ])
  expect(hand.gives(Detail, ['subject', 'show', vault, 'S-0002'])).toEqual(before)
  expect(hand.refuses(['subject', 'unmerge', vault, 'S-0002', '--reason', 'x'])[0]).toBe(2)
})

test('an involvement is changed with a reason, and the history has what it was', () => {
  const { involvements } = hand.gives(Detail, ['subject', 'show', vault, 'S-0001'])
  const change = ['involvement', 'change', vault, involvements[0]?.id ?? '', '--reason', 'He only saw it']
  expect(hand.says([...change, '--role', 'witness', '--from', 'none'])).toEqual([
    'Changed; what it was stays beside it.',
  ])
  expect(hand.refuses([...change, '--role', 'villain'])[1]).toBe('USAGE')
  const history = hand.says(['subject', 'history', vault, 'S-0001']).join('\n')
  expect(history).toMatch(/subject → witness/)
  expect(history).toContain('reason: He only saw it')
})

test('what turns out wrong is withdrawn with a reason and stays on record', () => {
  const { aliases, involvements } = hand.gives(Detail, ['subject', 'show', vault, 'S-0001'])
  for (const id of [aliases[0]?.id ?? '', involvements[0]?.id ?? ''])
    expect(hand.says(['subject', 'withdraw', vault, 'S-0001', id, '--reason', 'A mix-up'])).toEqual([
      'Withdrawn; it stays on record with the reason.',
    ])
  expect(
    hand.refuses(['subject', 'reinvolve', vault, involvements[0]?.id ?? '', '--reason', 'x', '--role', 'target'])[0],
  ).toBe(2)
  expect(hand.refuses(['subject', 'withdraw', vault, 'S-0001', aliases[0]?.id ?? '', '--reason', 'x'])[0]).toBe(2)
  const lines = hand.says(['subject', 'show', vault, 'S-0001']).join('\n')
  expect(lines.match(/withdrawn: A mix-up/g)).toHaveLength(2)
  expect(
    hand.says(['subject', 'change', vault, 'S-0001', '--name', 'Jonas M. Weber', '--reason', 'His passport']),
  ).toEqual(['S-0001 changed.'])
})
