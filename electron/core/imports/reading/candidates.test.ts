import iconv from 'iconv-lite'
import { expect, it } from 'vitest'
import { otherReadings } from './candidates.ts'

it.each([
  ['Мы видим тебя', 'windows-1251', 'Windows-1251 (“видим”)'],
  ['Мы видим тебя', 'koi8-r', 'KOI8-R (“видим”)'],
  ['Le café et sa naïveté', 'cp437', 'cp437 (“naïveté”)'],
  ['בוא הנה', 'windows-1255', 'Windows-1255 (“בוא”)'],
  ['Σε βλέπουμε', 'windows-1253', 'Windows-1253 (“βλέπουμε”)'],
])('%s in %s is among the readings that make words', (text, encoding, reading) =>
  expect(otherReadings(iconv.encode(text, encoding), 'windows-1252')).toContain(reading),
)

it('lists none that reads the same, that mixes scripts, or that makes no words', () => {
  expect(otherReadings(iconv.encode('Grüße, Müller', 'windows-1252'), 'windows-1252')).toEqual([])
  expect(otherReadings(Buffer.from('plain'), 'windows-1252')).toEqual([])
})
