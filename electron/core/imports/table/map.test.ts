import { expect, test } from 'vitest'
import { categories, channels, type ImportMap } from '../../../../shared/contract/intake.ts'
import { mapRow } from './map.ts'

const map: ImportMap = { narrative: 'what', category: 'kind', channel: 'by' }
const read = (kind: string, by = ''): { category: string; channel: string } =>
  mapRow(map, { what: 'He came again.', kind, by }, '2026-11-30T00:00:00Z').report

test('of an hour that comes twice both are said, and a cell can say the second', () => {
  const dated: ImportMap = {
    narrative: 'what',
    occurredAt: { column: 'when', form: 'year-first', zone: { constant: 'Europe/Berlin' } },
  }
  const row = (when: string) => mapRow(dated, { what: 'He came again.', when }, '2026-11-30T00:00:00Z')
  expect(row('2026-10-25 02:30').remarks.map(({ cause }) => cause)).toEqual([
    'the clocks of its zone show its time twice, as they are put back; the first (UTC+2) is taken; a cell with +01:00 as its zone says the second',
  ])
  const second = row('2026-10-25 02:30 +01:00')
  expect(second.report.occurredAt).toMatchObject({ value: '2026-10-25T02:30', zone: '+01:00' })
  expect(second.remarks).toEqual([])
})

test('a cell names a category or a way in by its key or as it is spoken, in capitals or not, and nothing like it', () => {
  for (const one of categories) {
    const spoken = one.replaceAll('-', ' ')
    for (const said of [one, spoken, one.toUpperCase(), spoken.replace(/^./, (first) => first.toUpperCase())])
      expect(read(said).category, said).toBe(one)
  }
  for (const one of channels) expect(read('threat', one.toUpperCase()).channel).toBe(one)
  for (const said of ['threats', 'Thr\u0435at', 'online-', 'none', '', 'toString'])
    expect(() => read(said), said).toThrow('the category is none of')
})
