import { expect, test } from 'vitest'
import { besideIn, linesOf } from './room-lines.ts'

const group = (count: number): { name: { by: 'person'; name: string }; count: number } => ({
  name: { by: 'person', name: 'A. Ruiz' },
  count,
})

test('each group begins a line of its own, and every exhibit has its place once', () => {
  const lines = linesOf(9, [group(4), group(1), group(4)], 3)
  expect(lines.map((line) => (line.kind === 'group' ? 'group' : [line.from, line.count]))).toEqual([
    'group',
    [0, 3],
    [3, 1],
    'group',
    [4, 1],
    'group',
    [5, 3],
    [8, 1],
  ])
  expect(linesOf(2, [], 1)).toEqual([
    { kind: 'row', from: 0, count: 1 },
    { kind: 'row', from: 1, count: 1 },
  ])
})

test('up and down go to the same column, across the name of a group, and stay at the ends', () => {
  const lines = linesOf(9, [group(4), group(1), group(4)], 3)
  expect(besideIn(lines, 2, 1)).toBe(3)
  expect(besideIn(lines, 3, 1)).toBe(4)
  expect(besideIn(lines, 7, -1)).toBe(4)
  expect(besideIn(lines, 1, -1)).toBe(1)
  expect(besideIn(lines, 8, 1)).toBe(8)
})
