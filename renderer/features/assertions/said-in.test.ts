import { expect, test } from 'vitest'
import { nothingTyped, saidIn } from './said-in.ts'

const said = { ...nothingTyped, text: 'He was there.', at: 'E01', says: 'Dalia Renner' }

test('a place is taken with its coordinates, so that the distance to another is known', () => {
  expect(saidIn('c', { ...said, place: 'Battery Place 40.7044, -74.0152' })?.place).toEqual({
    name: 'Battery Place',
    latitude: 40.7044,
    longitude: -74.0152,
  })
  expect(saidIn('c', { ...said, place: 'North door' })?.place).toEqual({ name: 'North door' })
  expect(saidIn('c', said)).toEqual({
    case: 'c',
    text: 'He was there.',
    at: 'E01',
    says: 'Dalia Renner',
    knowledge: 'not-said',
    elements: [],
  })
})
