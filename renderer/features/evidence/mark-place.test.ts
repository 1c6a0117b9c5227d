import { expect, test } from 'vitest'
import { inPlaceOrder, marksHere, placeIn, placeInWords, wayTo, type Mark } from './mark-place.ts'
import { charactersOf, placeOfLines } from './selected-lines.ts'
import { tokenAt, tokenBefore, wordBeside } from './word-keys.ts'
import { lettersOf } from './selection.ts'
import { plainLines, plainly } from '../../ui/name.ts'
import { parseAt, showAt } from '../../../shared/kernel/pinpoint.ts'

const mark = (seq: number, at: string | null): Mark => ({
  id: `m${seq}`,
  number: `2026-001-E01.${seq}`,
  exhibit: 'e',
  exhibitNumber: '2026-001-E01',
  fileName: 'a.pdf',
  sha256: '',
  at,
  comment: null,
  labels: ['gate'],
  why: 'It names him.',
  madeAt: '',
  madeBy: 'R. Okafor',
  changedAt: null,
  changedBy: null,
  seq,
})

test('a place is read as its words, where it has words, and as its number where it has none', () => {
  expect(placeInWords('p. 3 [72,90 200×20] "at the  gate"')).toBe('p. 3, “at the gate”')
  expect(placeInWords('p. 3 [72,90 200×20; 1,1 2×2]')).toBe('p. 3, 2 boxes')
  expect(placeInWords('member a.eml, part 1, characters 4–8 "gate"')).toBe('member a.eml, part 1, “gate”')
  expect(placeInWords('line 3, characters 0–4 "gate"')).toBe('line 3, “gate”')
  expect(placeInWords(`characters 0–400 ${JSON.stringify('word '.repeat(80))}`)).toHaveLength(62)
  expect(placeInWords('sheet Costs, B4:C9')).toBe('sheet Costs, B4:C9')
})

test('a place in a member is one of the exhibit, and leads back into the member', () => {
  const at = placeIn(['box.mbox', 'message 3'], 'part 1, characters 4–8 "gate"')
  expect(wayTo(at)).toEqual({ within: ['box.mbox', 'message 3'], at: 'part 1, characters 4–8 "gate"' })
  expect(wayTo(placeIn(['a.pdf'], undefined))).toEqual({ within: ['a.pdf'], at: undefined })
  expect(placeIn([], undefined)).toBeNull()
})

test('marks follow each other as their places do, and only those of the file that is looked at show in it', () => {
  const marks = [
    mark(1, 'p. 10'),
    mark(2, 'p. 2 [10,500 5×5] "low"'),
    mark(3, 'member a.eml, part 1'),
    mark(4, 'p. 2 [10,20 5×5] "high"'),
    mark(5, null),
    mark(6, 'p. 2'),
  ]
  expect(inPlaceOrder(marks).map(({ seq }) => seq)).toEqual([5, 6, 4, 2, 1, 3])
  expect(marksHere(marks, ['a.eml'], 'm3')).toMatchObject([{ id: 'm3', serial: '3', on: true, at: { part: '1' } }])
  expect(marksHere(marks, [], undefined)).toHaveLength(5)
})

test('what is selected in lines has its lines, and its characters where it is part of them', () => {
  expect(placeOfLines(3, ['one two'], 0, 7)).toEqual({ kind: 'line', line: 3 })
  const part = placeOfLines(3, ['one two', 'three', 'four five'], 4, 4)
  expect(part).toEqual({ kind: 'line', line: 3, to: 5, span: { from: 4, to: 18, words: 'two\nthree\nfour' } })
  expect(parseAt(showAt(part))).toEqual(part)
  expect(placeOfLines(3, ['one', undefined], 1, 2)).toEqual({ kind: 'line', line: 3, to: 4 })
})

test('characters are counted as the text has them, however they are shown', () => {
  const text = 'a\u202Eb\r\nc'
  expect(plainly('\u202E')).toBe('⟨U+202E⟩')
  expect(lettersOf(text, plainLines('a\u202E').length, plainLines)).toBe(2)
  expect(lettersOf(text, plainLines('a\u202Eb\r\n').length, plainLines)).toBe(5)
  expect(charactersOf('one\ntwo\nthree', { line: 2 })).toEqual({ from: 4, to: 7 })
  expect(charactersOf('one\ntwo\nthree', { line: 2, span: { from: 1, to: 3, words: 'wo' } })).toEqual({
    from: 5,
    to: 7,
  })
})

test('the word beside another is the next in the text, or the nearest of the line above or below', () => {
  const at = (left: number, top: number): { left: number; top: number; width: number; height: number } => ({
    left,
    top,
    width: 40,
    height: 10,
  })
  const words = [at(0, 0), at(50, 0), at(100, 0), at(10, 14), at(60, 15), at(0, 30)]
  expect(wordBeside(words, 0, 'right')).toBe(1)
  expect(wordBeside(words, 1, 'down')).toBe(4)
  expect(wordBeside(words, 4, 'up')).toBe(1)
  expect(wordBeside(words, 4, 'down')).toBe(5)
  expect(wordBeside(words, 5, 'down')).toBe(5)
  expect(wordBeside(words, 0, 'left')).toBe(0)
})

test('a word of a text is what stands between white space, whichever of its letters is pointed to', () => {
  const node = { data: '  The gate,\n stays ' }
  const words = (from: number, to: number): string => node.data.slice(from, to)
  for (const [at, word] of [
    [0, 'The'],
    [4, 'The'],
    [5, 'gate,'],
    [8, 'gate,'],
    [11, 'stays'],
  ] as const) {
    const token = tokenAt(node, at)
    expect(words(token?.from ?? 0, token?.to ?? 0)).toBe(word)
  }
  expect(tokenAt(node, 18)).toBeUndefined()
  expect(tokenBefore(node, 6)).toMatchObject({ from: 2, to: 5 })
  expect(tokenBefore(node, 2)).toBeUndefined()
})
