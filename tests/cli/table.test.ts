import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, makeVault, type Desk } from '../support/command.ts'

// A table as it comes from a spreadsheet of another country, from the first look to the next one like it.

let at: Desk
let vault = ''
beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault)
})
afterAll(() => at.clear())

const german = Buffer.from(
  [
    'Vorfälle;;;;',
    'Nr;Datum;Art;Zone;Beschreibung',
    '1;03.04.2026 06:42;Drohung;BST;Anruf für J. Müller',
    '2;13.04.2026 00:10;Diebstahl;BST;"Tür; offen"',
    '3;14.04.2026 09:00;Drohung;BST;"unten "x" oben"',
    '4;15.04.2099 09:00;Unfug;BST;Zettel am Tor',
    ';;;;',
    '',
  ].join('\r\n'),
  'latin1',
)
const run = (...words: string[]) => {
  const { status, stdout, stderr } = at.run(words)
  return { status, lines: stdout.split('\n'), stderr }
}

test('import table says how a table is written, its values, and what a mapping would make of it; nothing is recorded', () => {
  const file = at.file('vorfaelle.csv', german)
  const plain = run('import', 'table', vault, file)
  expect(plain.status).toBe(0)
  expect(plain.lines[0]).toBe('vorfaelle.csv: 4 rows, 5 columns named in line 2, letters windows-1252')
  const said = plain.lines.join('\n')
  expect(said).toContain('! Its columns are separated by semicolons.')
  expect(said).toContain('! Line 1 comes before the line that names the columns, and is passed over: “Vorfälle”.')
  expect(said).toMatch(/Art: 2 values · Drohung, Diebstahl|Art: 3 values/)
  expect(said).toContain('suggested mapping: {"narrative":"Beschreibung"')
  const map = at.file(
    'map.json',
    JSON.stringify({
      externalId: 'Nr',
      narrative: 'Beschreibung',
      occurredAt: { column: 'Datum', form: 'day-first', zone: 'Zone' },
      category: { column: 'Art', map: { Drohung: 'threat', Diebstahl: 'theft' } },
    }),
  )
  const tried = run('import', 'table', vault, file, '--map', map)
  expect(tried.status).toBe(1)
  expect(tried.lines.join('\n')).toMatch(
    /refused, 3 rows: its zone is an abbreviation.*Europe\/London.*“BST” \(3\)\. First lines 3, 4, 6\./,
  )
  expect(tried.lines.at(-2)).toBe(
    'By this mapping 0 reports would be filed, 4 refused, 0 passed over. Nothing was recorded.',
  )
  expect(run('report', 'list', vault).lines[0]).toBe('0 of 0 reports')
})

test('values are translated, a bad row costs itself, what is odd is said, and the mapping is offered for the next table', () => {
  const file = at.file('vorfaelle.csv')
  const map = at.file(
    'map.json',
    JSON.stringify({
      externalId: 'Nr',
      narrative: 'Beschreibung',
      occurredAt: { column: 'Datum', form: 'day-first', zone: { column: 'Zone', map: { BST: 'Europe/London' } } },
      category: { column: 'Art', map: { Drohung: 'threat', Diebstahl: 'theft', '*': 'other' } },
      severity: { column: 'Art', map: { Drohung: 'high', '*': 'low' } },
    }),
  )
  const taken = run('report', 'import', vault, file, '--map', map)
  expect(taken.lines[0]).toBe('3 reports imported, 1 rejected.')
  const said = taken.lines.join('\n')
  expect(said).toMatch(
    /refused, 1 row: the row cannot be read: a quotation mark closes in the middle of a cell\. Line 5\./,
  )
  expect(said).toMatch(/to know, 1 row: when it happened is later than this import.*Line 6\./)
  const shown = run('report', 'show', vault, 'R-0001').lines.join('\n')
  expect(shown).toContain('happened: 3 Apr 2026, 06:42 (London)')
  expect(shown).toContain('severity: high, as its sender graded it: Art “Drohung”')
  expect(shown).toContain('Anruf für J. Müller')
  const next = at.file(
    'naechste.csv',
    'Nr;Datum;Art;Zone;Beschreibung\n7;20.04.2026 10:00;Drohung;BST;Noch ein Anruf\n',
  )
  expect(run('import', 'table', vault, next).lines.join('\n')).toContain('mapping (--as-before): As on ')
  const again = run('import', 'take', vault, next, '--as-before')
  expect([again.status, again.lines.at(-2)]).toEqual([0, '1 report filed, 0 refused.'])
  const other = at.file('other.csv', 'a,b\n1,2\n')
  expect(run('import', 'take', vault, other, '--as-before').stderr).toContain('No table with the columns')
})
