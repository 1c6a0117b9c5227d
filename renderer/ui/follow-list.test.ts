import { describe, expect, test } from 'vitest'
import { follow, nobody, rowOf, type Held, type Step } from './follow-list.ts'

/** Tells a story of answers, and gives the steps that were taken. */
function steps(...story: [asked: string | undefined, held: Held, question: string][]): Step[] {
  let standing = nobody
  return story.map(([asked, held, question]) => {
    const next = follow(standing, { asked, held, question })
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
  test('stays to be read when it left the list by itself, and is left with the next filter', () => {
    expect(steps(['R-1', true, 'open'], ['R-1', false, 'open'], ['R-1', false, 'open gate'])).toEqual([
      'stay',
      'stay',
      'leave',
    ])
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
