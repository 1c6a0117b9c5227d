import { expect, it } from 'vitest'
import { readPlace } from './place-typed.ts'

it.each([
  ['', null],
  ['North gate', { name: 'North gate' }],
  ['52.37, 4.89', { latitude: 52.37, longitude: 4.89 }],
  ['-33.86;151.2', { latitude: -33.86, longitude: 151.2 }],
  ['52.37 N, 4.89 W', { latitude: 52.37, longitude: -4.89 }],
  ['4.89E 52.37N', { latitude: 52.37, longitude: 4.89 }],
  ['North gate (52.37, 4.89)', { name: 'North gate', latitude: 52.37, longitude: 4.89 }],
  ['52.37, 4.89 North gate', { name: 'North gate', latitude: 52.37, longitude: 4.89 }],
  ['Gate 4, 12 Harbour Street', { name: 'Gate 4, 12 Harbour Street' }],
  ['95.1, 4.89', { name: '95.1, 4.89' }],
  ['Dock 3', { name: 'Dock 3' }],
])('“%s” is read as a place', (typed, place) => {
  expect(readPlace(typed)).toEqual(place)
})
