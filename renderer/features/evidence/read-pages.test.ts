import { expect, test } from 'vitest'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'
import { findInRead, type Read, type ReadPages } from './read-pages.ts'

const word = (
  text: string,
  x: number,
  y: number,
  confidence: number,
  after: 'space' | 'line' = 'space',
): Read['words'][number] => ({
  text,
  x,
  y,
  width: 40,
  height: 10,
  confidence,
  after,
})
const read: Read = {
  exhibit: 'e',
  number: '2026-001-E01',
  within: [],
  at: 'p. 3',
  text: '',
  engine: 'Tesseract',
  languages: ['eng'],
  confidence: 80,
  turned: 0,
  words: [
    word('The', 10, 10, 96),
    word('Delivery', 60, 10, 91, 'line'),
    word('gate', 10, 30, 64),
    word('stays', 60, 30, 95),
  ],
}
const pages: ReadPages = { 3: read }

test('words that OCR read are found across lines, with their boxes and the least sure of them', () => {
  const [hit, ...more] = findInRead(pages, 'delivery  GATE', 'page')
  expect(more).toEqual([])
  expect(hit).toMatchObject({ confidence: 64, around: 'The Delivery gate stays' })
  expect(parseAt(hit?.at ?? '')).toEqual({
    kind: 'page',
    page: 3,
    words: 'Delivery gate',
    boxes: [
      { x: 60, y: 10, width: 40, height: 10 },
      { x: 10, y: 30, width: 40, height: 10 },
    ],
  })
  expect(findInRead(pages, 'gates', 'page')).toEqual([])
  expect(findInRead(pages, ' ', 'page')).toEqual([])
})

test('in a picture they are one box, of the picture that they stand in', () => {
  expect(findInRead(pages, 'gate stays', 'picture', 4)[0]?.at).toBe('frame 3 box 10,30 90×10')
  expect(findInRead({ 1: read }, 'gate stays', 'picture')[0]?.at).toBe('box 10,30 90×10')
})
