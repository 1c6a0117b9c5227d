import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Output } from '../../shared/contract/contract.ts'
import type { ReportRow } from '../../shared/contract/intake.ts'
import type { OccurredAt } from '../../shared/kernel/time.ts'
import { passphrase, testApp } from '../support/app.ts'
import { desk, makeVault, type Desk } from '../support/command.ts'
import { rowsOf } from '../support/csv.ts'
import { ask, filesUnder, hasReferee, isThere, real } from './real.ts'

// The main job on real input, through the command line: thousands of reports in, three cases, 150 exhibits as odd as
// the world makes them, a signed packet out; then other people's programs judge the packet.

const incidents = 'incidents/aid-worker-security-1997-2016.csv'
const folders = ['photos', 'emails', 'pdfs', 'hostile-pdfs'].filter(isThere)
const mapping = {
  externalId: 'Incident ID',
  occurredAt: { year: 'Year', month: 'Month', day: 'Day' },
  place: { name: ['City', 'District', 'Region', 'Country'], latitude: 'Latitude', longitude: 'Longitude' },
  narrative: 'Details',
  category: { column: 'Means of attack', map: { Shooting: 'assault', Kidnapping: 'abduction', '*': 'other' } },
  channel: { constant: 'import' },
  fields: { 'Attack context': 'context', 'Actor type': 'actor type' },
}

let at: Desk
let vault = ''
let packet = ''
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Runs a command with --json that must end well. */
function answer<Value>(...words: string[]): Value {
  const { status, stderr, json } = at.run([...words, '--json'])
  expect([status, stderr]).toEqual([0, ''])
  return json() as Value
}

beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  packet = at.file('packet.pdf')
  await makeVault(vault)
})
afterAll(() => at.clear())

describe.skipIf(!isThere(incidents) || folders.length === 0)('the main job on real input', () => {
  let rows: Record<string, string>[] = []
  let reports: ReportRow[] = []
  let exhibits: Output<'exhibit.add'> = []

  test('2,189 records become reports, each as exact as its cells and no more', () => {
    rows = rowsOf(readFileSync(real(incidents), 'utf8'))
    expect(rows).toHaveLength(2189)
    const map = at.file('map.json', JSON.stringify(mapping))
    expect(answer('report', 'import', vault, real(incidents), '--map', map)).toEqual({
      imported: 2189,
      rejected: [],
      causes: [],
      remarks: [],
      problems: [],
      skipped: 0,
    })
    reports = answer<Output<'report.list'>>('report', 'list', vault, '--limit', '9999').items
    reports.sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }))
    expect(reports).toHaveLength(rows.length)
    expect(reports.map(({ occurredAt }) => occurredAt)).toEqual(rows.map(whenOf))
    const precisions = Map.groupBy(reports, ({ occurredAt }) => occurredAt?.precision)
    const counts = ['year', 'month', 'day'].map((name) => precisions.get(name as 'day')?.length)
    expect(counts).toEqual([45, 264, 1880])
    expect(reports.every(({ reporter, severity, immediateDanger }) => !reporter && !severity && !immediateDanger)).toBe(
      true,
    )
  })

  test('words, places and extra fields are those of the file, to the character', async () => {
    const app = testApp()
    try {
      await app.call('vault.unlock', { dir: vault, passphrase })
      for (const [index, row] of rows.entries()) {
        const ref = `R-${String(index + 1).padStart(4, '0')}`
        const found = await app.call('report.get', { report: ref })
        expect(found.narrative).toBe(row['Details'])
        expect(found.externalId).toBe(row['Incident ID'])
        expect(found.fields).toEqual(extraOf(row))
        expect([found.placeDetail?.latitude, found.placeDetail?.longitude]).toEqual(positionOf(row))
        const where = ['City', 'District', 'Region', 'Country'].map((name) => row[name]?.trim()).filter(Boolean)
        expect(found.placeDetail?.name).toBe(where.length === 0 ? undefined : where.join(', '))
      }
    } finally {
      await app.end()
    }
    expect(rows.filter(({ Latitude }) => Latitude === '')).toHaveLength(5)
  })

  test('three are promoted', () => {
    const cases = ['R-0002', 'R-1000', 'R-2189'].map(
      (ref) =>
        answer<{ case: string }>('report', 'promote', vault, ref, '--title', `Incident ${ref}`, '--owner', 'R. Okafor')
          .case,
    )
    expect(cases.map((number) => number.slice(5))).toEqual(['001', '002', '003'])
  })

  test('every file becomes an exhibit as it is, broken ones too', () => {
    const files = folders.flatMap(filesUnder)
    expect(files.some((file) => file.includes('invalid'))).toBe(true)
    exhibits = answer('exhibit', 'add', vault, numberOf(1), ...files, '--method', 'copied from the source')
    expect(exhibits.map(({ file }) => file)).toEqual(files)
    expect(exhibits.map(({ sha256: hash }) => hash)).toEqual(files.map(sha256))
    const verified = answer<Output<'exhibit.verify'>>('exhibit', 'verify', vault, numberOf(1))
    expect(verified).toMatchObject({ ok: true })
    expect(verified.exhibits).toHaveLength(files.length)
  })

  test('the packet holds them all and verifies', () => {
    answer('note', 'add', vault, numberOf(1), '--text', at.file('note.txt', 'Read all of it.\n\nقرأت كل شيء. 🙂'))
    const to = ['--recipient', 'Counsel', '--purpose', 'Advice', '--out', packet]
    expect(answer('packet', 'build', vault, numberOf(1), ...to)).toMatchObject({ exhibits: exhibits.length })
    const check = answer<Output<'packet.verify'>>('packet', 'verify', packet)
    expect(check).toMatchObject({ intact: true, anchored: true, problems: [] })
    expect(check.exhibits).toEqual(
      exhibits.map(({ number, sha256: hash }) => ({ number, sha256: hash, ok: true, inLedger: true })),
    )
  })

  test('the audit finds nothing changed, the table that was imported among the exhibits', () => {
    expect(answer('vault', 'audit', vault)).toMatchObject({ ok: true, exhibits: exhibits.length + 1, problems: [] })
  })

  test.skipIf(!hasReferee('pdfsig'))('pdfsig: the signature is valid and covers the whole document', () => {
    const { said } = ask('pdfsig', '-nocert', packet)
    expect(said).toContain('Signature is Valid')
    expect(said).toContain('Total document signed')
    expect(said.match(/Signature #/g)).toHaveLength(1)
  })

  test.skipIf(!hasReferee('qpdf'))('qpdf finds nothing wrong in its structure', () => {
    const { status, said } = ask('qpdf', '--check', packet)
    expect([status, said]).toEqual([0, expect.stringContaining('No syntax or stream encoding errors found')])
    expect(said).not.toContain('WARNING')
  })

  test.skipIf(!hasReferee('pdfinfo'))('pdfinfo: tagged, and PDF/A-3a by its own metadata', () => {
    expect(ask('pdfinfo', packet).said).toMatch(/^Tagged:\s+yes$/m)
    const { said } = ask('pdfinfo', '-meta', packet)
    expect(said).toMatch(/pdfaid:part(>|=")3/)
    expect(said).toMatch(/pdfaid:conformance(>|=")A/)
  })

  test.skipIf(!hasReferee('pdfdetach'))('pdfdetach: each exhibit comes out with the register’s hash', () => {
    const out = at.file('detached')
    mkdirSync(out)
    const list = ask('pdfdetach', '-list', packet).said
    for (const { number } of exhibits) expect(list).toContain(number)
    ask('pdfdetach', '-saveall', '-o', out, packet)
    const hashes = new Map(readdirSync(out).map((name) => [name, sha256(join(out, name))]))
    const attached = exhibits.map(({ number, file, sha256: hash }) => {
      const name = [...hashes.keys()].find((one) => one.startsWith(`exhibit-${number}-`))
      return { number, file: basename(file), ok: name !== undefined && hashes.get(name) === hash }
    })
    expect(attached.filter(({ ok }) => !ok)).toEqual([])
  })

  test.skipIf(!hasReferee('sqlite3'))('SQLite’s own program cannot read the vault', () => {
    const { status, said } = ask('sqlite3', join(vault, 'vault.db'), '.tables')
    expect(status).not.toBe(0)
    expect(said).toContain('file is not a database')
  })
})

const numberOf = (serial: number): string => `${new Date().getUTCFullYear()}-${String(serial).padStart(3, '0')}`

function whenOf({ Year = '', Month = '', Day = '' }: Record<string, string>): OccurredAt {
  const two = (part: string): string => part.padStart(2, '0')
  if (Month === '') return { value: Year, zone: 'UTC', precision: 'year' }
  if (Day === '') return { value: `${Year}-${two(Month)}`, zone: 'UTC', precision: 'month' }
  return { value: `${Year}-${two(Month)}-${two(Day)}`, zone: 'UTC', precision: 'day' }
}

const positionOf = ({ Latitude = '', Longitude = '' }: Record<string, string>): (number | undefined)[] =>
  [Latitude, Longitude].map((text) => (text === '' ? undefined : Number(text)))

const extraOf = (row: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapping.fields).flatMap(([column, name]) => {
      const value = row[column] ?? ''
      return value.trim() === '' ? [] : [[name, value]]
    }),
  )
