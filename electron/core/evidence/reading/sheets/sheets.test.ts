import { describe, expect, it } from 'vitest'
import { rangeIn, rangeName } from '../../../../../shared/kernel/cells.ts'
import { parseAt, showAt } from '../../../../../shared/kernel/pinpoint.ts'
import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'
import { zipOf } from '../archive/made-zip.fixture.ts'
import type { OpenedFile } from '../format.ts'
import { lines } from '../lines/lines.ts'
import { office } from '../office/office.ts'
import { openBy } from '../open-by.fixture.ts'
import { sourceOf } from '../source.ts'
import { processorTime } from '../../../../../tests/support/processor-time.ts'

const book = (sheets: Record<string, string>): Promise<OpenedFile> => {
  const names = Object.keys(sheets)
  const parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook><sheets>${names.map((name, n) => `<sheet name="${name.replaceAll('"', '&quot;')}" r:id="r${n}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, n) => `<Relationship Id="r${n}" Type="x/worksheet" Target="worksheets/s${n}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(Object.values(sheets).map((xml, n) => [`xl/worksheets/s${n}.xml`, xml])),
  }
  const bytes = zipOf(Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
  return openBy(office, sourceOf('a', bytes))
}

const cells = async (file: OpenedFile, name: string, sheet = 0): Promise<AnswerTo<'cells'>> => {
  const range = rangeIn(name)
  if (!range) throw new Error(`${name} is no range`)
  const part = {
    ask: 'cells' as const,
    sheet,
    row: range.top,
    column: range.left,
    rows: range.bottom - range.top + 1,
    columns: range.right - range.left + 1,
  }
  for (;;) {
    const answer = await file.part?.(part)
    if (answer?.ask !== 'cells') throw new Error('it answers no cells')
    if (!answer.more || answer.lastRow >= range.bottom) return answer
  }
}

const textsOf = ({ rows }: AnswerTo<'cells'>): string[][] => rows.map((row) => row.cells.map(({ text }) => text))

describe('the sheets of a workbook', () => {
  it('of more elements than are read at once open, and answer any block by its name', async () => {
    const rows = Array.from(
      { length: 350_000 },
      (_, n) =>
        `<row r="${n + 1}"><c r="A${n + 1}"><v>${n + 1}</v></c><c r="C${n + 1}"><f>A${n + 1}*2</f><v>${2 * n + 2}</v></c></row>`,
    )
    const file = await book({
      Log: `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`,
      'B, 2': '<worksheet/>',
    })
    expect(file.view).toMatchObject({ kind: 'sheets', sheets: [{ name: 'Log' }, { name: 'B, 2' }] })
    expect(textsOf(await cells(file, 'A1:C2'))).toEqual([
      ['1', '2'],
      ['2', '4'],
    ])
    const last = await cells(file, 'A349999:C350000')
    expect(last.rows[1]).toMatchObject({
      row: 350_000,
      cells: [{ text: '350000' }, { column: 3, formula: '=A350000*2' }],
    })
    const found = (await file.text?.(349_999))?.units[1]
    expect(found).toEqual({ at: 'sheet Log, A350000:C350000', text: '350000\t\t700000 [=A350000*2]' })
  }, 120_000)

  it('say which rows and columns are hidden, and set remarks on empty cells in their rows', async () => {
    const file = await book({
      S: '<worksheet><cols><col min="2" max="3" width="4" hidden="1"/></cols><sheetData><row r="2" hidden="1"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
    })
    expect(await cells(file, 'A1:C9')).toMatchObject({
      rows: [{ row: 2, hidden: true, cells: [{ column: 2, text: 'x', number: false }] }],
      columns: [{ from: 2, to: 3, width: 4, hidden: true }],
    })
  })

  it('give places that lead back to the same cells', async () => {
    const wide = Array.from({ length: 40 }, (_, r) => {
      const row = Array.from({ length: 30 }, (__, c) => `<c><v>${r * 100 + c}</v></c>`)
      return `<row>${row.join('')}</row>`
    })
    const file = await book({ 'A "b"': `<worksheet><sheetData>${wide.join('')}</sheetData></worksheet>` })
    for (let n = 0; n < 200; n++) {
      const [top, left] = [1 + ((n * 7) % 40), 1 + ((n * 11) % 30)]
      const range = { top, left, bottom: Math.min(40, top + (n % 3)), right: Math.min(30, left + (n % 4)) }
      const at = parseAt(showAt({ kind: 'cell', sheet: 'A "b"', range: rangeName(range) }))
      expect(at).toEqual({ kind: 'cell', sheet: 'A "b"', range: rangeName(range) })
      const answer = await cells(file, at?.kind === 'cell' ? at.range : '')
      expect(answer.rows[0]?.cells[0]).toMatchObject({ column: left, text: String((top - 1) * 100 + left - 1) })
      expect(answer.rows.at(-1)?.cells.at(-1)?.text).toBe(String((range.bottom - 1) * 100 + range.right - 1))
    }
  })
})

it('show rows and cells of a workbook that no sheet has, or that were passed, behind the one before, and say so', async () => {
  const at = (row: string, cell: string): string => `<row r="${row}"><c r="${cell}"><v>${row}</v></c></row>`
  const odd = [
    at('2', 'A2'),
    at('1e300', 'A1e300'),
    at('-5', 'XFE9'),
    at('1.5', 'B'),
    at('2', 'ZZZZZZZZ2'),
    at('9', 'C9'),
  ]
  const file = await book({ S: `<worksheet><sheetData>${odd.join('')}</sheetData></worksheet>` })
  const answer = await cells(file, 'A1:C20')
  expect(answer).toMatchObject({ lastRow: 9, lastColumn: 3 })
  expect(answer.rows.map(({ row, cells: [cell] }) => [row, cell?.column, cell?.text])).toEqual([
    [2, 1, '2'],
    [3, 1, '1e300'],
    [4, 1, '-5'],
    [5, 1, '1.5'],
    [6, 1, '2'],
    [9, 3, '9'],
  ])
  expect(file.problems).toEqual([
    expect.stringContaining('A row of the sheet “S” says that it is “1e300”'),
    expect.stringContaining('A cell of the sheet “S” says that it is “A1e300”'),
  ])
})

describe('the sheets of a spreadsheet of OpenDocument', () => {
  const sheet = (rows: string): Promise<OpenedFile> => {
    const content = `<x:document-content><x:body><x:spreadsheet><x:table x:name="S">${rows}</x:table></x:spreadsheet></x:body></x:document-content>`
    const parts = { 'META-INF/manifest.xml': '<m/>', 'content.xml': content }
    const bytes = zipOf([
      { name: 'mimetype', bytes: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') },
      ...Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
    ])
    return openBy(office, sourceOf('a', bytes))
  }

  it('set out what is written once and stands often, as far as they say', async () => {
    const cell = '<x:table-cell x:number-columns-repeated="1200"><x:p>a</x:p></x:table-cell>'
    const file = await sheet(
      `<x:table-row>${cell}<x:table-cell><x:p>end</x:p></x:table-cell></x:table-row>` +
        '<x:table-row x:number-rows-repeated="1e300"><x:table-cell x:number-columns-repeated="1e300"/></x:table-row>' +
        '<x:table-row><x:table-cell><x:p>last</x:p></x:table-cell></x:table-row>',
    )
    const answer = await cells(file, 'A1:A1')
    expect(answer).toMatchObject({ lastRow: 1_048_578, lastColumn: 1201 })
    expect(textsOf(answer)).toEqual([['a']])
    expect(file.problems.join(' ')).toContain(
      'A cell of row 1 of the sheet “S” stands the same in 1,200 columns; 1000 of them are set out.',
    )
  })
})

it('set out little of what is large and stands often, and nothing beyond the last column', async () => {
  const large = `<x:table-cell x:number-columns-repeated="900"><x:p>${'a'.repeat(100_000)}</x:p></x:table-cell>`
  const far = '<x:table-cell x:number-columns-repeated="1e6"/><x:table-cell><x:p>far</x:p></x:table-cell>'
  const content = `<x:document-content><x:body><x:spreadsheet><x:table x:name="S"><x:table-row x:number-rows-repeated="900">${large}</x:table-row><x:table-row>${far}</x:table-row></x:table></x:spreadsheet></x:body></x:document-content>`
  const bytes = zipOf([
    { name: 'mimetype', bytes: Buffer.from('application/vnd.oasis.opendocument.spreadsheet') },
    { name: 'META-INF/manifest.xml', bytes: Buffer.from('<m/>') },
    { name: 'content.xml', bytes: Buffer.from(content) },
  ])
  const file = await openBy(office, sourceOf('a', bytes))
  expect(file.problems).toEqual([
    'A cell of row 1 of the sheet “S” stands the same in 900 columns; 40 of them are set out.',
    'Row 1 of the sheet “S” stands the same down to row 900; 1 of them are set out.',
    'A cell of row 901 of the sheet “S” stands beyond column XFD; 0 of them are set out.',
  ])
  expect(await cells(file, 'A1:B2')).toMatchObject({ lastRow: 1, lastColumn: 40 })
})

describe('a text of separated cells', () => {
  const table = (text: string | Buffer): Promise<OpenedFile> => openBy(lines, sourceOf('a', Buffer.from(text)))

  it('is a table and a text, its rows counted by line but not inside of quotation marks', async () => {
    const file = await table(
      '\uFEFFname;said;"n"\r\nAna;"one;\r\ntwo ""2""";5\r\nBo;it is 5" wide;1.5\r\n\r\nCy;"open;\r\nDi;;7\r\n' +
        'Ed;x;1\r\n'.repeat(60),
    )
    expect(file.view).toMatchObject({ kind: 'lines', lines: 67, table: { separator: 'semicolons' } })
    expect(textsOf(await cells(file, 'A1:C6'))).toEqual([
      ['name', 'said', 'n'],
      ['Ana', 'one;\r\ntwo "2"', '5'],
      ['Bo', 'it is 5" wide', '1.5'],
      [],
      ['Cy', '"open'],
      ['Di', '7'],
    ])
  })

  it('costs no more for odd cells', async () => {
    const file = await table(`a;b\n1;${' '.repeat(300_000)}x\n${'2;3\n'.repeat(60)}`)
    const taken = await processorTime(async () => {
      const { rows } = await cells(file, 'A1:B3')
      expect(rows.map((row) => row.cells.map(({ number }) => number))).toEqual([
        [false, false],
        [true, false],
        [true, true],
      ])
    })
    expect(taken).toBeLessThan(5000)
  })

  it('is told from prose, markup and data of programs', async () => {
    for (const text of [
      'Dear Ana, hello, there\nI came, saw, left and\nwent home.\n',
      '{"a":1,"b":2}\n{"a":3,"b":4}\n',
      '<a>1,2</a>\n<b>3,4</b>\n',
    ])
      expect((await table(text)).view).toMatchObject({ kind: 'lines', table: null })
  })

  it('of UTF-16 and Shift-JIS has its cells where their letters have the bytes of marks', async () => {
    const wide = Buffer.from('\uFEFFa\tb\n"x\ny"\t\u2200\u0a22\nlast\t1\n', 'utf16le')
    expect(textsOf(await cells(await table(wide), 'A1:B9'))).toEqual([
      ['a', 'b'],
      ['x\ny', '\u2200\u0a22'],
      ['last', '1'],
    ])
  })

  it('of many rows answers its last', async () => {
    const text = Array.from(
      { length: 500_000 },
      (_, n) => `${n + 1},"row ${n + 1}",${n % 2 === 0 ? '"a\nb"' : 'c'}`,
    ).join('\n')
    const file = await table(text)
    expect((await cells(file, 'A500000:C500000')).rows).toMatchObject([
      { row: 500_000, cells: [{ text: '500000', number: true }, { text: 'row 500000' }, { text: 'c' }] },
    ])
  })
})
