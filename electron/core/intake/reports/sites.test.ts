import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isThere, real } from '../../../../tests/real/real.ts'
import { rowsOf } from '../../../../tests/support/csv.ts'
import { exactness, isSite } from './sites.ts'

test('a site or an address is a place of its own; a country, a region or a town is not', () => {
  for (const site of [
    'North gate',
    'Loading dock',
    'Door S1, Mercer Street',
    'Reception, Lisbon',
    '12 Harbour Road, Kabul, Afghanistan',
    'Bicycle rack, Mercer Street',
    'Hôtel de la Gare',
    'بوابة الشمال',
  ])
    expect(isSite(site), site).toBe(true)
  for (const area of [
    'Somalia',
    'SUDAN',
    'Afganistán',
    'République démocratique du Congo',
    'السودان',
    'Syrian Arab Republic',
    'Kabul, Afghanistan',
    'Lower Juba, Somalia',
    'Kismayo, Kismayo, Lower Juba, Somalia',
    'Ituri province',
    'Northern Africa',
    'Lisbon',
    'Unknown',
    'unknown, Somalia',
    '',
    undefined,
  ])
    expect(isSite(area), String(area)).toBe(false)
})

test('coordinates make a place exact where it is a site, and not where they are the middle of a country', () => {
  const point = { latitude: 38.6281733, longitude: 70.8156541 }
  expect(exactness({ ...point, name: 'Tajikistan' })).toBe('area')
  expect(exactness({ ...point, name: 'Banteay Meanchey, Cambodia' })).toBe('area')
  expect(exactness({ ...point, name: 'Ruhengeri, Musanze, Northern, Rwanda' })).toBe('town')
  expect(exactness({ ...point, name: 'North gate' })).toBe('site')
  expect(exactness(point)).toBe('site')
  expect(exactness({ latitude: 15, longitude: 30.5 })).toBe('area')
  expect(exactness({ latitude: 52.37, longitude: 4.895 })).toBe('site')
  expect(exactness(null)).toBe('area')
})

const file = 'incidents/aid-worker-security-1997-2016.csv'
test.skipIf(!isThere(file))('of 2,189 real incidents, few name a site, and no country is one', () => {
  const rows = rowsOf(readFileSync(real(file), 'utf8'))
  const wrong = rows.flatMap(({ City = '', District = '', Region = '', Country = '' }) => {
    const name = [City, District, Region, Country].filter((part) => part !== '').join(', ')
    return isSite(name) ? [name] : []
  })
  // Looked at one by one: refugee camps, roads, markets, “15 km north of” a town. The others, nineteen of twenty, are areas.
  expect(wrong.length / rows.length).toBeLessThan(0.08)
  expect(wrong.some((name) => /^[^,]*$/.test(name))).toBe(false)
})
