import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HoldfastError, type Failure } from '../../shared/kernel/errors.ts'
import type { Input, Output } from '../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp } from '../support/app.ts'
import { times } from './measure.ts'

// Tables as people send them. Either every row is accounted for, or nothing was imported and the words say why.

let app: TestApp
beforeAll(async () => {
  app = testApp()
  await newVault(app)
})
afterAll(() => app.end())

type Map = Input<'report.import'>['map']
const plain: Map = { narrative: 'What' }
const full: Map = {
  narrative: 'What',
  occurredAt: { year: 'Year', month: 'Month', day: 'Day' },
  place: { latitude: 'Lat', longitude: 'Lon' },
  category: { column: 'Kind', map: { gun: 'assault', '*': 'other' } },
}

const given = (content: string | Uint8Array): string => {
  const file = join(app.folder, 'given.csv')
  writeFileSync(file, content)
  return file
}

const take = (content: string | Uint8Array, map: Map = plain): Promise<Output<'report.import'>> =>
  app.call('report.import', { file: given(content), map })

const total = async (): Promise<number> => (await app.call('report.list', { disposition: 'all', limit: 1 })).total

/** Imports what must be refused as a whole; says how, after checking that nothing was imported. */
async function refusal(content: string | Uint8Array, map: Map = plain): Promise<Failure> {
  const before = await total()
  try {
    await take(content, map)
  } catch (thrown) {
    if (!(thrown instanceof HoldfastError)) throw thrown
    expect(await total()).toBe(before)
    return thrown
  }
  throw new Error('it was imported')
}

const newest = async (): Promise<Output<'report.get'>> => {
  const number = `R-${String(await total()).padStart(4, '0')}`
  return app.call('report.get', { report: number })
}

test.each<[what: string, content: string | Uint8Array, words: string]>([
  ['nothing at all', '', 'empty'],
  ['empty lines only', '\n\n\n', 'empty'],
  ['a mark only', '\ufeff', 'empty'],
  ['another header', 'Which\nok\n', '“What”'],
  ['a column twice', 'What,What\na,b\n', '“What”'],
  ['more columns than are read', `What${',x'.repeat(2000)}\nok\n`, '2,001 columns'],
])('refused as a whole: %s', async (_what, content, words) => {
  const { code, message } = await refusal(content)
  expect(code).toBe('INVALID_INPUT')
  expect(message).toContain(words)
})

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

test.each<[what: string, content: string | Uint8Array, told: string[], problem: RegExp]>([
  [
    'Latin-1',
    latin1('What\nok\ncaf\xe9 fermé\n'),
    ['ok', 'café fermé'],
    /not UTF-8.* Windows-1252, which may be wrong/,
  ],
  ['UTF-16 with its mark', Buffer.from('\ufeffWhat\tWho\nzoë\tx\n', 'utf16le'), ['zoë'], /separated by tabs/],
  ['UTF-16 without its mark', Buffer.from('What\nzoe\n', 'utf16le'), ['zoe'], /no byte-order mark/],
])('read by its letters, and said so: %s', async (_what, content, told, problem) => {
  const { imported, rejected, problems } = await take(content)
  expect([imported, rejected]).toEqual([told.length, []])
  expect(problems.join(' ')).toMatch(problem)
  expect((await newest()).narrative).toBe(told.at(-1))
})

test.each<[what: string, content: string | Uint8Array, bad: [line: number, words: string][]]>([
  ['a NUL among the words', 'What\no\u0000k\nok\n', [[2, 'NUL']]],
  [
    'a letter of another encoding among UTF-8',
    Buffer.concat([Buffer.from('What\nÉté à Orléans\n'), latin1('caf\xe9\n'), Buffer.from('ok')]),
    [[3, 'not UTF-8']],
  ],
  ['a quote that never ends', 'What\n"never\nok', [[2, 'never closed']]],
  [
    'a quote that never ends, far from the end',
    `What\r\n"two\r\nlines"\r\n"never\r\n${'x\r\n'.repeat(99)}`,
    [[4, 'never closed']],
  ],
  ['a quote that ends in the middle', 'What\nok\n"a" b\n', [[3, 'closes in the middle']]],
  ['a quote that begins in the middle', 'What\nok\na "b"\n', [[3, 'stands in the middle']]],
])('costs its own row alone: %s', async (_what, content, bad) => {
  const { imported, rejected } = await take(content)
  expect(imported).toBeGreaterThan(0)
  expect(rejected.map(({ line }) => line)).toEqual(bad.map(([line]) => line))
  for (const [index, [, words]] of bad.entries()) expect(rejected[index]?.reason).toContain(words)
})

test('a column that the mapping does not name may come twice', async () => {
  expect(await take('What,,\nok,1,2\n')).toMatchObject({ imported: 1, rejected: [], skipped: 0 })
})

test('a mapping is refused by the name of what is wrong with it', async () => {
  const unknown = { ...plain, colour: 'What', place: { town: 'What' } } as unknown as Map
  const { message } = await refusal('What\nok\n', unknown)
  expect(message).toContain('"colour"')
  expect(message).toContain('"town"')
  const shared = await refusal('What,A,B\nok,1,2\n', { ...plain, fields: { A: 'same', B: 'same' } })
  expect(shared.message).toContain('“same”')
})

test.each([
  [
    'a mark, CR LF and quotes',
    '\ufeffWhat,Year\r\n"He said ""no"",\r\nthen left",2014\r\n',
    'He said "no",\r\nthen left',
  ],
  ['CR alone', 'What\rone line\r', 'one line'],
  ['no line end at the end', 'What\nlast', 'last'],
  ['another line end in the header', 'What\nshort\r\n', 'short'],
])('read to the character: %s', async (_what, content, narrative) => {
  expect(await take(content)).toMatchObject({ imported: 1, rejected: [], skipped: 0 })
  expect((await newest()).narrative).toBe(narrative)
})

test('what cannot be is rejected with its line and reason; the rest is imported', async () => {
  const lines = [
    'What,Year,Month,Day,Lat,Lon,Kind',
    'fine,2014,2,28,1.5,-2.5,gun',
    '',
    'no such month,2014,13,1,,,',
    'no such day,2014,2,31,,,',
    'no year,014,,,,,',
    'word for a month,2014,Feb,,,,',
    '"two',
    'lines",2014,,,91,0,',
    'too far east,2014,,,0,180.1,',
    'hexadecimal,2014,,,0x10,0,',
    'a comma in its degrees,2014,,,"1,5",0,',
    'too few,2014',
    'too many,2014,,,,,,,one too many',
    ',2014,,,,,',
    'named like a property,2014,,,,,constructor',
  ]
  for (const end of ['\n', '\r\n']) {
    const { imported, rejected } = await take(lines.join(end), full)
    expect(imported).toBe(3)
    expect(rejected.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 10, 11, 13, 14, 15])
    const reasons = ['2014-13-01', '2014-02-31', '“014”', '“Feb”', 'latitude', 'longitude', '“0x10”']
    for (const [index, words] of reasons.entries()) expect(rejected[index]?.reason).toContain(words)
    expect(rejected[7]?.reason).toBe('has 2 cells where the header has 7')
    expect((await newest()).category).toBe('other')
  }
})

test('a date is as exact as its cells', async () => {
  const rows = ['a,2014,,', 'b,2014,3,', 'c,2014,3,9', 'd,2014,,9', 'e,,3,9']
  const bare: Map = { narrative: 'What', occurredAt: { year: 'Year', month: 'Month', day: 'Day' } }
  const { imported, rejected } = await take(`What,Year,Month,Day\n${rows.join('\n')}\n`, bare)
  expect(imported).toBe(3)
  expect(rejected).toEqual([
    { line: 5, reason: 'there is a day but no month: “09”' },
    { line: 6, reason: 'there is a month but no year: “03”' },
  ])
  const { items } = await app.call('report.list', { disposition: 'all', limit: 1000, filter: '' })
  const last = items.sort((a, b) => a.number.localeCompare(b.number)).slice(-3)
  expect(last.map(({ occurredAt }) => occurredAt?.value)).toEqual(['2014', '2014-03', '2014-03-09'])
})

const megabytes = times(30, 3)

test(`${megabytes} megabytes are imported whole, and a bad last line costs itself alone`, async () => {
  const row = `${'Long words of a narrative. '.repeat(300)}\n`
  const content = `What\n${row.repeat(Math.ceil((megabytes * 1_000_000) / Buffer.byteLength(row)))}`
  const rows = content.split('\n').length - 2
  const bad = await take(`${content}"never`)
  expect([bad.imported, bad.rejected.map(({ line }) => line)]).toEqual([rows, [rows + 2]])
  expect(await take(content)).toMatchObject({ imported: rows, rejected: [], skipped: 0 })
})

test('imported and rejected are the rows that were given, whatever is in them', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('', '2014', '13', '31', '91', '"', '\r\n'),
  )
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const row = fc.array(cell, { minLength: 1, maxLength: 9 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      async (rows, end) => {
        fc.pre(rows.every((cells) => cells.every((text) => !text.includes('\u0000') && text.isWellFormed())))
        const text = ['What,Year,Month,Day,Lat,Lon,Kind', ...rows.map((cells) => cells.map(quoted).join(','))].join(end)
        const before = await total()
        const { imported, rejected } = await take(text, full)
        const empty = rows.filter((cells) => cells.every((one) => one.trim() === '')).length
        expect(imported + rejected.length).toBe(rows.length - empty)
        expect(await total()).toBe(before + imported)
        expect(new Set(rejected.map(({ line }) => line)).size).toBe(rejected.length)
      },
    ),
    { numRuns: times(60, 6) },
  )
})
