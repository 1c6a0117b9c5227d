import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemKinds, parseAt, parsePinpoint, showAt, showPinpoint, type At, type Box } from './pinpoint.ts'

const count = fc.integer({ min: 1, max: 9_999_999 })
const cents = fc.integer({ min: 0, max: 99_999_999 }).map((n) => n / 100)
const box: fc.Arbitrary<Box> = fc.record({ x: cents, y: cents, width: cents, height: cents })
const span = (most: number): fc.Arbitrary<[number, number]> =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most }))
    .map(([a, b]) => (a < b ? [a, b] : [b, a]))
const cell = fc.tuple(fc.stringMatching(/^[A-Z]{1,3}$/), count).map(([column, row]) => `${column}${row}`)
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.isWellFormed())

const inWords = fc.tuple(span(1e9), words).map(([[from, to], said]) => ({ from, to, words: said }))

const places: fc.Arbitrary<At>[] = [
  fc.record({ kind: fc.constant('page' as const), page: count }),
  fc.tuple(count, count).map(([a, b]) => ({ kind: 'page' as const, page: Math.min(a, b), to: Math.max(a, b) })),
  fc.record({ kind: fc.constant('page' as const), page: count, boxes: fc.array(box, { minLength: 1, maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('page' as const),
    page: count,
    boxes: fc.array(box, { minLength: 1, maxLength: 4 }),
    words,
  }),
  fc.record({ kind: fc.constant('box' as const), box }),
  fc.record({ kind: fc.constant('box' as const), box, frame: fc.integer({ min: 1, max: 999_999 }) }),
  fc.integer({ min: 0, max: 400_000_000 }).map((ms) => ({ kind: 'time' as const, from: ms / 1000 })),
  span(400_000_000).map(([a, b]) => ({ kind: 'time' as const, from: a / 1000, to: b / 1000 })),
  fc.tuple(span(1e9), words).map(([[from, to], said]) => ({ kind: 'text' as const, from, to, words: said })),
  fc
    .tuple(span(1e9), words)
    .map(([[from, to], said]) => ({ kind: 'text' as const, from, to, words: said, reader: 'PDFium 2.1.13' })),
  fc.record({ kind: fc.constant('message' as const), message: count }),
  fc.record({ kind: fc.constant('message' as const), message: count, part: fc.constant('1.2'), line: count }),
  fc.record({ kind: fc.constant('message' as const), part: fc.constant('2'), line: count }),
  fc.record({ kind: fc.constant('message' as const), line: count }),
  fc.record({ kind: fc.constant('line' as const), line: count }),
  fc.tuple(count, count).map(([a, b]) => ({ kind: 'line' as const, line: Math.min(a, b), to: Math.max(a, b) })),
  fc.record({ kind: fc.constant('message' as const), part: fc.constant('1.2'), span: inWords }),
  fc.record({ kind: fc.constant('message' as const), message: count, part: fc.constant('1'), span: inWords }),
  fc.record({ kind: fc.constant('line' as const), line: count, span: inWords }),
  fc
    .tuple(count, count, inWords)
    .map(([a, b, within]) => ({ kind: 'line' as const, line: Math.min(a, b), to: Math.max(a, b), span: within })),
  fc.record({ kind: fc.constant('cell' as const), range: cell }),
  fc.record({ kind: fc.constant('cell' as const), sheet: words, range: cell }),
  fc.record({ kind: fc.constant('item' as const), item: fc.constantFrom(...itemKinds), number: count }),
  fc
    .tuple(fc.constantFrom(...itemKinds), count, count)
    .map(([item, a, b]) => ({ kind: 'item' as const, item, number: Math.min(a, b), to: Math.max(a, b) })),
  span(1e12).map(([from, to]) => ({ kind: 'bytes' as const, from, to })),
]
const simple = fc.oneof(...places)
const member: fc.Arbitrary<At> = fc.oneof(
  fc.record({ kind: fc.constant('member' as const), path: words }),
  fc.record({ kind: fc.constant('member' as const), path: words, at: simple }),
  fc.tuple(words, words, simple).map(([one, two, at]) => ({
    kind: 'member' as const,
    path: one,
    at: { kind: 'member' as const, path: two, at },
  })),
)

describe('a place in an exhibit', () => {
  it('is read back from its written form, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(simple, member), (at) => {
        expect(parseAt(showAt(at))).toEqual(at)
      }),
      { numRuns: 2000 },
    )
  })
  it.each<[string, At]>([
    ['p. 3', { kind: 'page', page: 3 }],
    ['p. 3–5', { kind: 'page', page: 3, to: 5 }],
    ['pages 3-5', { kind: 'page', page: 3, to: 5 }],
    ['01:12–01:20', { kind: 'time', from: 72, to: 80 }],
    ['at 1:02:03.5', { kind: 'time', from: 3723.5 }],
    ['message 2, line 4', { kind: 'message', message: 2, line: 4 }],
    ['member a/b.pdf', { kind: 'member', path: 'a/b.pdf' }],
    ['member a/b.pdf, p. 3', { kind: 'member', path: 'a/b.pdf', at: { kind: 'page', page: 3 } }],
    ['sheet Costs 2026, B4:C9', { kind: 'cell', sheet: 'Costs 2026', range: 'B4:C9' }],
    ['point 12', { kind: 'item', item: 'point', number: 12 }],
    ['Points 12-30', { kind: 'item', item: 'point', number: 12, to: 30 }],
    [
      'p. 3 [72,90 200×20] "at the gate"',
      { kind: 'page', page: 3, boxes: [{ x: 72, y: 90, width: 200, height: 20 }], words: 'at the gate' },
    ],
    ['line 3, characters 4-8 "gate"', { kind: 'line', line: 3, span: { from: 4, to: 8, words: 'gate' } }],
    ['part 1.2, characters 0–4 "gate"', { kind: 'message', part: '1.2', span: { from: 0, to: 4, words: 'gate' } }],
    ['box 10,20 300x200', { kind: 'box', box: { x: 10, y: 20, width: 300, height: 200 } }],
  ])('is understood as people write it: %s', (written, at) => {
    expect(parseAt(written)).toEqual(at)
  })
  it.each([
    '',
    'p.',
    'p. 0',
    'p. 5–3',
    'page three',
    'at 5',
    'lines 9–3',
    'member ',
    'bytes 9–1',
    'cell 4',
    'box 1,2',
    'line 3, characters 9–1 "x"',
    'p. 3 "words"',
  ])('is refused where it names none: “%s”', (written) => {
    expect(parseAt(written)).toBeUndefined()
  })
  it('is written with its exhibit, short inside its case', () => {
    const at: At = { kind: 'time', from: 72, to: 80 }
    expect(showPinpoint({ exhibit: '2026-014-E09', at }, '2026-014')).toBe('E09 at 01:12–01:20')
    expect(showPinpoint({ exhibit: '2026-014-E09', at })).toBe('2026-014 E09 at 01:12–01:20')
    expect(showPinpoint({ exhibit: 'R-0007-E01', at: null })).toBe('R-0007 E01')
    expect(parsePinpoint('E09 at 01:12–01:20', '2026-014')).toEqual({ exhibit: '2026-014-E09', at })
    expect(parsePinpoint('2026-014 E09 at 01:12–01:20')).toEqual({ exhibit: '2026-014-E09', at })
    expect(parsePinpoint('R-0007-E01')).toEqual({ exhibit: 'R-0007-E01', at: null })
    expect(parsePinpoint('2026-014 E09 somewhere')).toBeUndefined()
  })
})
