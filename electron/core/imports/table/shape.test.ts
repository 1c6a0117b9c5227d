import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { sampleIn } from './sample.ts'
import { shapeOf, type Shape } from './shape.ts'

const shape = (bytes: string | Buffer, written?: Parameters<typeof shapeOf>[2]): Shape =>
  shapeOf(sampleIn(typeof bytes === 'string' ? Buffer.from(bytes) : bytes), 'table.csv', written)

// Tables after the habits of their makers: Excel in several locales, LibreOffice, exports of databases and web forms.
const excel = {
  us: 'Id,Date,Description,City\r\n1,4/3/2026 6:42,"Man at gate, taking notes",Vienna\r\n2,4/4/2026,Call,Graz\r\n',
  de: 'Id;Datum;Beschreibung;Ort;Breite\r\n1;03.04.2026 06:42;"Mann am Tor; notiert Kennzeichen für später";Köln;48,2082\r\n2;04.04.2026;Anruf, kurz;Graz;47,07\r\n',
  pl: 'Numer;Opis;Miejsce\r\n1;Mężczyzna stał przy bramie i robił zdjęcia;Łódź\r\n2;Telefon z pogróżkami;Gdańsk\r\n',
  ru: 'Номер;Описание;Место\r\n1;Мужчина стоял у ворот и фотографировал;Москва\r\n2;Звонок с угрозами;Тверь\r\n',
  ja: '番号,内容,場所\r\n1,男が門の前に立って写真を撮っていた,東京\r\n2,脅迫の電話があった,大阪\r\n',
}

describe('how a table is written', () => {
  it.each([
    ['Excel, United States', excel.us, 'utf8', ',', 'utf-8'],
    ['Excel, Germany: “CSV (Trennzeichen-getrennt)”', excel.de, 'windows-1252', ';', 'windows-1252'],
    ['Excel, Germany: “CSV UTF-8”', `\ufeff${excel.de}`, 'utf8', ';', 'utf-8'],
    ['Excel, Poland', excel.pl, 'windows-1250', ';', 'windows-1250'],
    ['Excel, Russia', excel.ru, 'windows-1251', ';', 'windows-1251'],
    ['Excel, Japan', excel.ja, 'shift_jis', ',', 'shift_jis'],
    ['Excel: “Unicode text”', `\ufeff${excel.ja.replaceAll(',', '\t')}`, 'utf-16le', '\t', 'utf-16le'],
    ['a Mac of the eighties: CR alone', excel.us.replaceAll('\r\n', '\r'), 'utf8', ',', 'utf-8'],
    ['a database with bars', 'id|what\n1|a, b; c\n2|d\n', 'utf8', '|', 'utf-8'],
  ])('is found by its bytes: %s', (_, text, encoding, delimiter, found) => {
    const read = shape(encoding === 'utf8' ? Buffer.from(text) : iconv.encode(text, encoding, { addBOM: false }))
    expect([read.delimiter, read.encoding]).toEqual([delimiter, found])
    expect(read.headerLine).toBe(1)
    expect(read.columns[0]).toMatch(/^(?:Id|id|Numer|Номер|番号)$/)
    const guessed = /^(?:windows|shift)/.test(found)
    expect(read.problems.some((problem) => problem.includes('may be wrong'))).toBe(guessed)
    expect(read.problems.some((problem) => problem.includes('separated by'))).toBe(delimiter !== ',')
  })
  it('is what its first line says (sep=), and what a person says before all', () => {
    expect(shape('sep=;\r\na;b\r\n1,5;2,5\r\n')).toMatchObject({ delimiter: ';', headerLine: 2, columns: ['a', 'b'] })
    expect(shape('sep=,\na,b;c\n1,2;3\n')).toMatchObject({ delimiter: ',', columns: ['a', 'b;c'] })
    expect(shape('a,b;c\n1,2;3\n', { delimiter: ';' })).toMatchObject({ delimiter: ';', columns: ['a,b', 'c'] })
    const polish = iconv.encode(excel.pl, 'iso-8859-2')
    expect(shape(polish, { encoding: 'latin2' })).toMatchObject({ encoding: 'iso-8859-2' })
    expect(shape(polish, { encoding: 'latin2' }).problems.join(' ')).not.toContain('may be wrong')
    expect(() => shape('a,b\n1,2\n', { encoding: 'klingon' })).toThrow('“klingon” is no encoding')
  })
  it('passes over a title before the header, and says so', () => {
    const read = shape('Incident log;;;\nPrinted 3 April 2026;;;\n\nId;Date;Text;Place\n1;x;y;z\n2;x;y;z\n')
    expect(read).toMatchObject({ headerLine: 4, columns: ['Id', 'Date', 'Text', 'Place'] })
    expect(read.problems.filter((problem) => problem.includes('passed over'))).toHaveLength(2)
    expect(shape('What,,\nok,1,2\n')).toMatchObject({ headerLine: 1, columns: ['What', 'column 2', 'column 3'] })
  })
  it('is refused by its columns where there are too many, however long its first line is', () => {
    const wide = (columns: number): string =>
      `${Array.from({ length: columns }, (_, n) => `column ${n}`).join(',')}\n${'x,'.repeat(columns - 1)}x\n`
    expect(shape(wide(2000)).columns).toHaveLength(2000)
    for (const columns of [2001, 100_000])
      expect(() => shape(wide(columns))).toThrow(`has ${columns.toLocaleString('en')} columns; at most 2,000 are read`)
    expect(() => shape(`"${'x'.repeat(5_000_000)}",b\n1,2\n`)).toThrow(
      'no line that names the columns within its first 4.2 MB',
    )
  })
  it('gives each column a name of its own', () => {
    const read = shape('Name,Date,Name,,\nA,1,B,,\n')
    expect(read.columns).toEqual(['Name (1)', 'Date', 'Name (2)', 'column 4', 'column 5'])
    expect(read.problems.join(' ')).toMatch(/named “Name”.*leaves 2 columns without a name: column 4, column 5/)
  })
})
