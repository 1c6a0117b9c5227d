import { expect, it } from 'vitest'
import { readTable } from './preview.ts'

const read = (text: string) =>
  readTable(Buffer.from(text), { path: 'a.csv', zone: 'UTC', now: Date.parse('2026-11-30T12:00:00Z') })

it('says which rows an import would refuse, and shows the others', () => {
  const found = read('Id,Description\n1,"He said \\"I will\\" twice"\n2,ok\n3\n4,a,b\n5,five,,\n')
  expect(found?.problems).toEqual([
    '3 rows cannot be read and would be refused: line 2 (a quotation mark closes in the middle of a cell), line 4 (it has 1 cell where the header has 2), line 5 (it has 3 cells where the header has 2).',
  ])
  expect(found?.table.rows).toEqual([
    ['2', 'ok'],
    ['5', 'five'],
  ])
})

it('cuts cells by what the line that names the columns has, also where their words have more commas', () => {
  const found = read('Id;Text\n1;a,b,c\n2;d,e,f\n')
  expect(found?.table).toMatchObject({ columns: ['Id', 'Text'], delimiter: ';', headerLine: 1 })
})

it('says that a table has too many columns, and does not take a long line of prose for one', () => {
  const line = (word: string): string => Array.from({ length: 100_000 }, () => word).join(',')
  expect(() => read(`${line('name')}\n${line('x')}\n`)).toThrow('a.csv has 100,000 columns; at most 2,000 are read.')
  expect(read(line('he waited, and then'))).toBeUndefined()
})
