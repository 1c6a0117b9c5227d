import { describe, expect, test } from 'vitest'
import { follow, heldIn, nobody, rowOf, type Held, type Step } from './follow-list.ts'

/** Tells a story of answers, and gives the steps that were taken. */
function steps(...story: [asked: string | undefined, held: Held, question: string, busy?: 'busy'][]): Step[] {
  let standing = nobody
  return story.map(([asked, held, question, busy]) => {
    const next = follow(standing, { asked, held, question, busy: busy !== undefined })
    standing = next.standing
    return next.step
  })
}

describe('what is open beside a list', () => {
  test('is left when a filter hides it, and not before the list has answered', () => {
    expect(steps(['R-1', true, 'all'], ['R-1', undefined, 'gate'], ['R-1', false, 'gate'])).toEqual([
      'stay',
      'stay',
      'leave',
    ])
  })
  test('gives its place to the next one when it left the list by itself, once nothing is asked about it', () => {
    expect(steps(['R-1', true, 'open'], ['R-1', undefined, 'open'], ['R-1', false, 'open'])).toEqual([
      'stay',
      'stay',
      'next',
    ])
    expect(steps(['R-1', true, 'open'], ['R-1', false, 'open', 'busy'], ['R-1', false, 'open'])).toEqual([
      'stay',
      'stay',
      'next',
    ])
    expect(steps(['R-1', true, 'open', 'busy'], ['R-1', false, 'gate', 'busy'])).toEqual(['stay', 'leave'])
  })
  test('is read when one goes back to it, the list as it is, and left with the next filter', () => {
    expect(steps(['R-1', true, 'open'], ['R-1', false, 'open'], ['R-2', true, 'open'], ['R-1', false, 'open'])).toEqual(
      ['stay', 'next', 'stay', 'stay'],
    )
    expect(steps(['R-1', true, 'open'], ['R-1', false, 'open'], ['R-1', false, 'open'])).toEqual([
      'stay',
      'next',
      'stay',
    ])
    expect(steps(['R-1', true, 'open'], ['R-1', false, 'open'], ['R-1', false, 'gate'])).toEqual([
      'stay',
      'next',
      'leave',
    ])
    // Brought back, it is one of the list again.
    expect(steps(['R-1', true, 'open'], ['R-1', false, 'open'], ['R-1', true, 'open'], ['R-1', false, 'open'])).toEqual(
      ['stay', 'next', 'stay', 'next'],
    )
  })
  test('is brought into the list when a link leads to it, once', () => {
    expect(
      steps(['R-9', undefined, 'open'], ['R-9', false, 'open'], ['R-9', undefined, 'all'], ['R-9', true, 'all']),
    ).toEqual(['stay', 'widen', 'stay', 'stay'])
    expect(steps(['R-9', false, 'open'], ['R-9', false, 'all'], ['R-9', false, 'all'], ['R-9', false, 'x'])).toEqual([
      'widen',
      'stay',
      'stay',
      'leave',
    ])
  })
  test('begins anew with every other one that is asked for', () => {
    expect(steps(['R-1', true, 'open'], ['R-9', false, 'open'])).toEqual(['stay', 'widen'])
    expect(steps([undefined, undefined, 'open'])).toEqual(['stay'])
  })
})

test('a row is found by id or number, and only in its list', () => {
  const items = [
    { id: 'a', number: 'D-01' },
    { id: 'b', number: 'D-02' },
  ]
  expect(rowOf(items, 'D-02')?.id).toBe('b')
  expect(rowOf(items, 'a')?.number).toBe('D-01')
  expect(rowOf(items, 'D-03')).toBeUndefined()
  expect(rowOf(items, undefined)).toBeUndefined()
})

test('a list of which some rows are here has what is among them, and asks about the rest', () => {
  const known = { open: 'R-1', isHere: false, isFetching: false, isWhole: true, beyond: undefined }
  expect(heldIn(known)).toBe(false)
  expect(heldIn({ ...known, isHere: true, isFetching: true })).toBe(true)
  expect(heldIn({ ...known, isFetching: true })).toBeUndefined()
  expect(heldIn({ ...known, isWhole: false })).toBeUndefined()
  expect(heldIn({ ...known, isWhole: false, beyond: true })).toBe(true)
  expect(heldIn({ ...known, open: undefined })).toBeUndefined()
})
