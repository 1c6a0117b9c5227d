import { expect, test } from 'vitest'
import { allMarks, choicesOf, filteredMarks, type Mark } from './mark-filter.ts'

const mark = (number: string, said: Partial<Mark>): Mark => ({
  id: number,
  number,
  exhibit: 'id',
  exhibitNumber: number.slice(0, number.lastIndexOf('.')),
  fileName: 'plan.pdf',
  sha256: '0'.repeat(64),
  at: 'p. 3',
  comment: null,
  labels: [],
  why: null,
  madeAt: '2026-11-30T06:00:00.000Z',
  madeBy: 'A. Ruiz',
  changedAt: null,
  changedBy: null,
  seq: 1,
  ...said,
})

const marks = [
  mark('2026-001-E01.1', { labels: ['gate', 'threat'], why: 'It says which GATE stays locked.' }),
  mark('2026-001-E01.2', { labels: ['gates'], madeBy: 'B. Olsen', changedBy: 'A. Ruiz' }),
  mark('2026-001-E10.1', {
    fileName: 'Straße.mp4',
    at: 'at 01:12–01:20',
    comment: 'The van\ncomes back',
    labels: ['gate'],
  }),
]
const left = (filter: Partial<typeof allMarks>): string[] =>
  filteredMarks(marks, { ...allMarks, ...filter }).map(({ number }) => number)

test('marks are filtered by their whole label, by who made them, by the whole number of the exhibit, and by all at once', () => {
  expect(left({})).toEqual(['2026-001-E01.1', '2026-001-E01.2', '2026-001-E10.1'])
  expect(left({ label: 'gate' })).toEqual(['2026-001-E01.1', '2026-001-E10.1'])
  expect(left({ member: 'A. Ruiz' })).toEqual(['2026-001-E01.1', '2026-001-E10.1'])
  expect(left({ exhibit: '2026-001-E01' })).toEqual(['2026-001-E01.1', '2026-001-E01.2'])
  expect(left({ label: 'gate', exhibit: '2026-001-E10' })).toEqual(['2026-001-E10.1'])
  expect(left({ label: 'gate', member: 'B. Olsen' })).toEqual([])
})

test('every word must stand in what a mark says or is of, in any case and order', () => {
  expect(left({ words: ' locked  gate ' })).toEqual(['2026-001-E01.1'])
  expect(left({ words: 'BACK van' })).toEqual(['2026-001-E10.1'])
  expect(left({ words: 'straße' })).toEqual(['2026-001-E10.1'])
  expect(left({ words: '01:12' })).toEqual(['2026-001-E10.1'])
  expect(left({ words: 'olsen' })).toEqual(['2026-001-E01.2'])
  expect(left({ words: 'gate van bicycle' })).toEqual([])
  expect(left({ words: 'null' })).toEqual([])
})

test('what can be chosen is what the marks have, each once', () => {
  const { labels, members, exhibits } = choicesOf(marks)
  expect(labels).toEqual(['gate', 'gates', 'threat'])
  expect(members).toEqual(['A. Ruiz', 'B. Olsen'])
  expect([...exhibits]).toEqual([
    ['2026-001-E01', 'plan.pdf'],
    ['2026-001-E10', 'Straße.mp4'],
  ])
})
