import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAt, showAt, type Box } from '../../../shared/kernel/pinpoint.ts'
import { boxBetween, boxesOf, movedBox, quoteOf, sizedBox, unturned, wordsIn, type BoxedWord } from './boxes.ts'

const extent = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) })
const far = fc.double({ min: -20_000, max: 20_000, noNaN: true })
const point = fc.record({ x: far, y: far })
const fine = fc.constantFrom(1 as const, 10 as const)

test('a box that was drawn, moved or sized lies inside, and its place is read back as it was', () => {
  fc.assert(
    fc.property(extent, point, point, point, point, fine, (room, one, other, step, growth, unit) => {
      const drawn = boxBetween(one, other, room, unit)
      for (const box of [drawn, movedBox(drawn, step, room, unit), sizedBox(drawn, growth, room, unit)]) {
        expect(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0).toBe(true)
        expect(box.x + box.width).toBeLessThanOrEqual(room.width + 0.001)
        expect(box.y + box.height).toBeLessThanOrEqual(room.height + 0.001)
        expect(parseAt(showAt({ kind: 'box', box }))).toEqual({ kind: 'box', box })
      }
      const moved = movedBox(drawn, step, room, unit)
      expect([moved.width, moved.height]).toEqual([expect.closeTo(drawn.width, 0), expect.closeTo(drawn.height, 0)])
    }),
  )
})

test('a step on a turned picture goes where it looks as if it went', () => {
  // Turned clockwise by a quarter, what is right on the screen is up on the picture.
  expect(unturned({ x: 10, y: 0 }, 90)).toEqual({ x: 0, y: -10 })
  expect(unturned({ x: 0, y: 10 }, 90)).toEqual({ x: 10, y: 0 })
  expect(unturned({ x: 10, y: 5 }, 180)).toEqual({ x: -10, y: -5 })
  expect(unturned({ x: 10, y: 0 }, 270)).toEqual({ x: 0, y: 10 })
})

const word = (text: string, x: number, y: number, after: BoxedWord['after'] = 'space'): BoxedWord => ({
  text,
  x,
  y,
  width: text.length * 6,
  height: 10,
  after,
})

test('words that are selected are one box a line, with what they say', () => {
  const words = [word('The', 300, 10), word('gate', 330, 10, 'line'), word('stays', 50, 24), word('locked', 90, 24, '')]
  expect(boxesOf(words)).toEqual([
    { x: 300, y: 10, width: 54, height: 10 },
    { x: 50, y: 24, width: 76, height: 10 },
  ])
  expect(quoteOf(words)).toBe('The gate stays locked')
})

test('a place made of selected words, whatever they are, opens at those words again', () => {
  const line = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
      const words = lines.flatMap((texts, y) =>
        texts.map((text, x): BoxedWord => ({
          text: text.toWellFormed(),
          x: 40.5 + x * 55,
          y: 40.25 + y * 16,
          width: 50,
          height: 12,
          after: x === texts.length - 1 ? 'line' : 'space',
        })),
      )
      const at = { kind: 'page' as const, page: 7, boxes: boxesOf(words), words: quoteOf(words) }
      const back = parseAt(showAt(at))
      expect(back).toEqual(at)
      const boxes: Box[] = back?.kind === 'page' ? (back.boxes ?? []) : []
      expect(boxes.flatMap((box) => wordsIn(box, words))).toEqual(words)
    }),
  )
})
