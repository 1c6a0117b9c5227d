import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { CaseHistoryRow } from '../../../../../shared/contract/cases.ts'
import { historyCsv } from './csv.ts'

const row = (summary: string): CaseHistoryRow =>
  ({
    seq: 1,
    at: '2026-11-23T06:42:00.000Z',
    actor: 'R. Okafor',
    device: '0'.repeat(32),
    type: 'note.saved',
    about: 'N-1',
    summary,
    changes: [],
    reason: null,
    hash: 'f'.repeat(64),
    caseNumber: '2026-001',
    decisive: false,
  }) as unknown as CaseHistoryRow

const signs = ['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20']
const separators = ['', ',', ';', '\t', '|', '\n', '\r\n', '; ', ';"', ';\u00a0', ';\u200b', '\n\t']

test.each(separators)(
  'no cell is a formula in a spreadsheet that splits at other separators: after %j',
  (separator) => {
    for (const sign of signs) {
      const text = `words${separator}${sign}HYPERLINK("https://example.org")`
      const csv = historyCsv([row(separator === '' ? text.slice(5) : text)])
      // Read as it is meant, with what was added left out, it says what was said.
      const [, cells] = parse(csv, { bom: true, record_delimiter: '\r\n' })
      expect(cells?.[5]?.replace(`'${sign}`, sign)).toBe(separator === '' ? text.slice(5) : text)
      // Read with each other separator, quotes heeded or not, no field begins like a formula.
      for (const by of [',', ';', '\t', '|'])
        for (const line of csv.replace('\ufeff', '').split(/[\r\n]+/))
          for (const field of line.split(by))
            expect(field, JSON.stringify([by, sign])).not.toMatch(/^[\s\p{Cf}"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u)
    }
  },
)

test('what only holds such a sign stays as it is', () => {
  expect(historyCsv([row('R-0007 at 06:42-07:10, e-mail a@b.example')])).toContain(
    '"R-0007 at 06:42-07:10, e-mail a@b.example"',
  )
})
