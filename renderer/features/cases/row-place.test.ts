import { expect, it } from 'vitest'
import { moreOf, putInSight } from './row-place.ts'

const row = { at: 0, room: 500, length: 1200 }

it('a row is scrolled no further than a tab of it needs, and something of its neighbour stays in sight', () => {
  expect(putInSight(row, { from: 100, to: 180 })).toBe(0)
  expect(putInSight(row, { from: 480, to: 560 })).toBe(100)
  expect(putInSight({ ...row, at: 700 }, { from: 300, to: 380 })).toBe(260)
  expect(putInSight({ ...row, at: 200 }, { from: 300, to: 380 })).toBe(200)
})

it('no row is scrolled beyond its ends, and a tab wider than the room shows its beginning', () => {
  expect(putInSight(row, { from: 1150, to: 1200 })).toBe(700)
  expect(putInSight({ ...row, at: 300 }, { from: 0, to: 60 })).toBe(0)
  expect(putInSight({ at: 0, room: 50, length: 1200 }, { from: 300, to: 380 })).toBe(300)
  expect(putInSight({ at: 0, room: 1300, length: 1200 }, { from: 1100, to: 1200 })).toBe(0)
})

it('it is told on which side there is more', () => {
  expect(moreOf(row)).toEqual({ before: false, after: true })
  expect(moreOf({ ...row, at: 300 })).toEqual({ before: true, after: true })
  expect(moreOf({ ...row, at: 699.6 })).toEqual({ before: true, after: false })
  expect(moreOf({ ...row, room: 1200 })).toEqual({ before: false, after: false })
})
