import type { Box } from '../../../shared/kernel/pinpoint.ts'

export interface Point {
  x: number
  y: number
}
/** Width and height of what boxes are drawn on, in its own unit: pixels of a picture, points of a page. */
export interface Extent {
  width: number
  height: number
}
export interface BoxedWord extends Box {
  text: string
  after: '' | 'space' | 'line'
}

/** Fractions of a unit that a box is drawn to: whole pixels, tenths of a point. */
export type Fine = 1 | 10

const within = (value: number, most: number): number => Math.max(0, Math.min(most, value))
const rounded = (value: number, fine: Fine): number => Math.round(value * fine) / fine

/** The box between two corners, inside of what it is drawn on and no smaller than its unit. */
export function boxBetween(one: Point, other: Point, extent: Extent, fine: Fine): Box {
  const side = (a: number, b: number, most: number): [number, number] => {
    const least = 1 / fine
    const end = Math.floor(most * fine) / fine
    const from = rounded(within(Math.min(a, b), Math.max(0, end - least)), fine)
    return [from, rounded(Math.max(least, within(Math.max(a, b), end) - from), fine)]
  }
  const [x, width] = side(one.x, other.x, extent.width)
  const [y, height] = side(one.y, other.y, extent.height)
  return { x, y, width, height }
}

/** A box that is moved, and stays inside. */
export const movedBox = (box: Box, by: Point, extent: Extent, fine: Fine): Box => {
  const from = {
    x: within(box.x + by.x, extent.width - box.width),
    y: within(box.y + by.y, extent.height - box.height),
  }
  return boxBetween(from, { x: from.x + box.width, y: from.y + box.height }, extent, fine)
}

/** A box whose lower right corner is moved. */
export const sizedBox = (box: Box, by: Point, extent: Extent, fine: Fine): Box => {
  const least = 1 / fine
  const corner = {
    x: Math.max(box.x + least, box.x + box.width + by.x),
    y: Math.max(box.y + least, box.y + box.height + by.y),
  }
  return boxBetween(box, corner, extent, fine)
}

/** A step as it is seen on what is turned clockwise by so many degrees (a quarter, a half, three quarters), as a step of what is turned. */
export function unturned({ x, y }: Point, turn: number): Point {
  if (turn === 90) return { x: y, y: 0 - x }
  if (turn === 180) return { x: 0 - x, y: 0 - y }
  if (turn === 270) return { x: 0 - y, y: x }
  return { x, y }
}

const hundredth = (value: number): number => Math.round(value * 100) / 100

/** The boxes of words that follow each other: one a line. */
export function boxesOf(words: readonly BoxedWord[]): Box[] {
  const boxes: Box[] = []
  let open: Box | undefined
  for (const word of words) {
    // A word beside the others that stands higher or lower is of another line, whatever the text says.
    const same =
      open !== undefined && word.y < open.y + open.height && word.y + word.height > open.y && word.x >= open.x
    if (open && same) {
      const right = Math.max(open.x + open.width, word.x + word.width)
      const bottom = Math.max(open.y + open.height, word.y + word.height)
      open.y = Math.min(open.y, word.y)
      open.width = right - open.x
      open.height = bottom - open.y
    } else {
      open = { x: word.x, y: word.y, width: word.width, height: word.height }
      boxes.push(open)
    }
    if (word.after === 'line') open = undefined
  }
  return boxes.map(({ x, y, width, height }) => ({
    x: hundredth(Math.max(0, x)),
    y: hundredth(Math.max(0, y)),
    width: hundredth(width),
    height: hundredth(height),
  }))
}

/** Words as they are quoted: one space between those that stand apart. */
export const quoteOf = (words: readonly BoxedWord[]): string =>
  words
    .map(({ text, after }) => (after === '' ? text : `${text} `))
    .join('')
    .trim()

/** The words whose middle lies in a box. */
export const wordsIn = <W extends BoxedWord>({ x, y, width, height }: Box, words: readonly W[]): W[] =>
  words.filter((word) => {
    const [middle, centre] = [word.x + word.width / 2, word.y + word.height / 2]
    return middle >= x && middle <= x + width && centre >= y && centre <= y + height
  })
