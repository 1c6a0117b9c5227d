import { expect, test } from 'vitest'
import { labelsIn } from './labels.ts'

test('labels are parted by commas, whether chosen, typed or pasted, and each is there once', () => {
  expect(labelsIn(['gate', ' north gate , plan', ''])).toEqual(['gate', 'north gate', 'plan'])
  expect(labelsIn(['gate', 'gate,,'])).toEqual(['gate'])
  expect(labelsIn([' , '])).toEqual([])
})
