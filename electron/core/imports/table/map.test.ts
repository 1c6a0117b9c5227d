import { expect, test } from 'vitest'
import { categories, channels, type ImportMap } from '../../../../shared/contract/intake.ts'
import { mapRow } from './map.ts'

const map: ImportMap = { narrative: 'what', category: 'kind', channel: 'by' }
const read = (kind: string, by = ''): { category: string; channel: string } =>
  mapRow(map, { what: 'He came again.', kind, by }, '2026-11-30T00:00:00Z').report

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
