import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addOther, desk, handAt, makeVault, other, report, type Desk, type Hand } from '../support/command.ts'

// What comes in and how it is graded, as one desk does it in a morning; each test goes on where the last one ended.

let at: Desk
let hand: Hand
let vault = ''
const Size = z.object({ head: z.object({ size: z.int() }) })
const size = (): number => hand.gives(Size, ['vault', 'info', vault]).head.size

beforeAll(async () => {
  at = desk()
  hand = handAt(at)
  vault = at.file('Field.holdfast')
  await makeVault(vault, async (call) => {
    await addOther(call)
    for (const narrative of [report.narrative, 'I know the street you take to work.', 'A badge was refused twice.'])
      await call('report.add', { ...report, category: 'threat', severity: null, channel: 'phone', narrative })
  })
})
afterAll(() => at.clear())

test('report show gives the words as they came, what they are graded by, and what became of it', () => {
  const lines = hand.says(['report', 'show', vault, 'R-0002'])
  expect(lines.slice(0, 2)).toEqual([
    'R-0002  threat  open',
    expect.stringMatching(/^received 23 Nov 2026, 06:42 −05:00 \(telephone\), recorded .+ by R\. Okafor$/),
  ])
  expect(lines).toContain('I know the street you take to work.')
  expect(lines).toContain('severity: not graded')
  expect(lines).toContain('    unknown  names-place-or-time  Names a place or a time')
  const Shown = z.object({
    number: z.literal('R-0002'),
    narrative: z.string(),
    disposition: z.literal('open'),
    grading: z.object({
      method: z.object({ key: z.literal('threat'), version: z.literal(0) }),
      duties: z.array(z.never()),
    }),
  })
  hand.gives(Shown, ['report', 'show', vault, 'R-0002'])
  expect(hand.refuses(['report', 'show', vault, 'R-0099'])).toEqual([2, 'NOT_FOUND', expect.stringContaining('R-0099')])
})

test('report triage grades by cited factors; what is cited wrongly grades nothing', () => {
  const answers = (...given: object[]): string => at.file('answers.json', JSON.stringify({ answers: given }))
  const quoted = (quote: string): object => ({
    factor: 'names-place-or-time',
    answer: 'observed',
    cites: [{ kind: 'quote', quote }],
  })
  const triage = (file: string): string[] => ['report', 'triage', vault, 'R-0002', '--file', file]
  const before = size()
  expect(hand.refuses(triage(answers(quoted('the road to work'))))).toEqual([
    2,
    'INVALID_INPUT',
    expect.stringContaining('the road to work'),
  ])
  expect(hand.refuses(triage(answers({ factor: 'means', answer: 'observed', cites: [] })))[1]).toBe('INVALID_INPUT')
  expect(size()).toBe(before)
  const growing = { factor: 'escalating', answer: 'observed', cites: [{ kind: 'told', by: 'The front desk' }] }
  const lines = hand.says(triage(answers(quoted('the street you take to work'), growing)))
  expect(lines[0]).toBe(
    'Report R-0002 graded high. The rules say: Knows a place or a time of the target, who can be reached or to whom it is growing.',
  )
  expect(lines).toHaveLength(3)
  expect(lines[1]).toMatch(/R-0002  tell approver by .+  the threat and the plan for the next day  open$/)
})

test('a notification is acknowledged once, by whom it was told to', () => {
  const Duties = z.object({
    items: z.array(z.object({ id: z.string(), tell: z.string(), state: z.string() })),
    open: z.int(),
    late: z.literal(0),
  })
  const { items, open } = hand.gives(Duties, ['notification', 'list', vault, '--report', 'R-0002'])
  expect(open).toBe(2)
  expect(hand.gives(Duties, ['duty', 'list', vault, '--report', 'R-0002'])).toEqual({ items, open, late: 0 })
  const duty = items.find(({ tell }) => tell === 'approver')?.id ?? ''
  expect(hand.refuses(['notification', 'acknowledge', vault, duty, '--how', 'pigeon'])).toEqual([
    2,
    'USAGE',
    expect.stringContaining('in-person, phone'),
  ])
  expect(hand.says(['notification', 'acknowledge', vault, duty, '--how', 'phone', '--told', other.name])).toEqual([
    'On record: P. Hale was told of report R-0002.',
  ])
  expect(hand.refuses(['duty', 'acknowledge', vault, duty, '--how', 'phone'])[1]).toBe('ALREADY_DONE')
  expect(hand.says(['notification', 'list', vault, '--state', 'acknowledged'])[0]).toMatch(
    /acknowledged: P\. Hale told .+ \(phone\)$/,
  )
})

test('a report is assigned, put aside and brought back; declined, it keeps its reason', () => {
  expect(hand.says(['report', 'assign', vault, 'R-0003', '--to', other.name])).toEqual([
    'Report R-0003 is with P. Hale now.',
  ])
  expect(hand.refuses(['report', 'assign', vault, 'R-0003', '--to', 'Nobody'])[1]).toBe('NOT_FOUND')
  const snooze = ['report', 'snooze', vault, 'R-0003', '--reason', 'The engineer comes on Monday']
  expect(hand.refuses([...snooze, '--until', 'Monday'])).toEqual([
    2,
    'INVALID_INPUT',
    expect.stringContaining('offset'),
  ])
  expect(hand.says([...snooze, '--until', '2099-01-05T09:00:00Z'])).toEqual([
    'Report R-0003 comes back 5 Jan 2099, 09:00 UTC.',
  ])
  expect(hand.says(snooze)).toEqual(['Report R-0003 is back in the queue.'])
  const decline = ['report', 'decline', vault, 'R-0003', '--reason', 'The reader was faulty']
  expect(hand.gives(z.object({ report: z.literal('R-0003') }), decline)).toBeTruthy()
  expect(hand.refuses(decline)[1]).toBe('ALREADY_DONE')
  expect(hand.says(['report', 'show', vault, 'R-0003'])).toContain('reason: The reader was faulty')
})

test('reports become cases by number; the second is merged, and neither goes twice', () => {
  const promote = [
    'report',
    'promote',
    vault,
    'R-0002',
    '--title',
    'Letters',
    '--owner',
    other.name,
    '--team',
    'R. Okafor',
  ]
  expect(hand.refuses([...promote.slice(0, -2), '--playbook', 'nothing'])).toEqual([
    2,
    'NOT_FOUND',
    expect.stringContaining('nothing'),
  ])
  expect(hand.says(promote)).toEqual(['Case 2026-001 opened.'])
  expect(hand.refuses(['report', 'merge', vault, 'R-0001', '--into', '2026-009', '--reason', 'Same car'])[1]).toBe(
    'NOT_FOUND',
  )
  expect(hand.says(['report', 'merge', vault, 'R-0001', '--into', '2026-001', '--reason', 'Same car'])).toEqual([
    'Merged into case 2026-001.',
  ])
  expect(hand.refuses(['report', 'decline', vault, 'R-0001', '--reason', 'x'])[1]).toBe('ALREADY_DONE')
})

test('form export writes one page and never over another; a key is destroyed only when retired', () => {
  const page = at.file('form.html')
  const Made = z.object({ file: z.literal(page), sha256: z.string(), key: z.string(), fingerprint: z.string() })
  const made = hand.gives(Made, ['form', 'export', vault, 'threat,other', '--out', page, '--languages', 'en,ar'])
  const html = readFileSync(page, 'utf8')
  expect(html).toContain(made.fingerprint.slice(0, 5))
  expect(hand.refuses(['form', 'export', vault, 'threat', '--out', page])).toEqual([
    4,
    'ALREADY_EXISTS',
    expect.stringContaining(page),
  ])
  expect(readFileSync(page, 'utf8')).toBe(html)
  expect(hand.refuses(['form', 'export', vault, 'nothing', '--out', at.file('b.html')])[1]).toBe('NOT_FOUND')
  expect(hand.refuses(['form', 'export', vault, 'threat', '--out', at.file('b.html'), '--languages', 'de'])[1]).toBe(
    'USAGE',
  )
  expect(hand.refuses(['form', 'destroy', vault, made.key, '--reason', 'x'])[1]).toBe('CONFLICT')
  expect(hand.says(['form', 'rotate', vault, '--reason', 'A laptop was lost'])[0]).toMatch(/^New key (?:\d{5} ?){6}$/)
  expect(hand.says(['form', 'destroy', vault, made.key, '--reason', 'A laptop was lost'])[0]).toMatch(/destroyed\.$/)
  const keys = hand.says(['form', 'key', vault])
  expect(keys.map((line) => line.split('  ')[1]?.split(' ')[0])).toEqual(['current', 'destroyed'])
})

test('a template is shown, changed and saved as a version; a stale one is not', () => {
  const file = at.file('mapping.json')
  hand.says(['template', 'show', vault, 'mapping', 'plain-incident-table', '--out', file])
  expect(hand.refuses(['template', 'show', vault, 'mapping', 'plain-incident-table', '--out', file])).toEqual([
    4,
    'ALREADY_EXISTS',
    expect.stringContaining(file),
  ])
  const body = { ...(JSON.parse(readFileSync(file, 'utf8')) as object), title: 'Ours' }
  const save = (words: string[], given: object = body): string[] => [
    'template',
    'save',
    vault,
    'mapping',
    'plain-incident-table',
    '--reason',
    'Our columns',
    '--file',
    at.file('own.json', JSON.stringify(given)),
    ...words,
  ]
  expect(hand.refuses(save([], { ...body, map: {} }))).toEqual([
    2,
    'INVALID_INPUT',
    expect.stringContaining('map.narrative'),
  ])
  expect(hand.says(save([]))).toEqual(['Version 1 of the mapping plain-incident-table saved.'])
  expect(hand.refuses(save(['--base', '0']))[1]).toBe('CONFLICT')
  const lines = hand.says(['template', 'list', vault, '--kind', 'mapping'])
  expect(lines).toEqual([expect.stringMatching(/^mapping  plain-incident-table  version 1, .+  Ours$/), '1 template'])
  const shown = hand.gives(
    z.object({ version: z.literal(0), body: z.object({ title: z.literal('Plain incident table') }) }),
    ['template', 'show', vault, 'mapping', 'plain-incident-table', '--version', '0'],
  )
  expect(shown).toBeTruthy()
  expect(hand.refuses(['template', 'show', vault, 'poem', 'x'])).toEqual([
    2,
    'USAGE',
    expect.stringContaining('“poem”'),
  ])
})
