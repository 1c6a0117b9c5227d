import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faults, Records, type BadRecord, type TableRecord } from './records.ts'

function read(text: string, delimiter = ',', pieces = [text.length]): (TableRecord | BadRecord)[] {
  const found: (TableRecord | BadRecord)[] = []
  const records = new Records(delimiter, (one) => found.push(one))
  let at = 0
  for (const size of pieces) {
    records.push(text.slice(at, at + size))
    at += size
  }
  records.push(text.slice(at))
  records.end()
  return found
}
const cellsOf = (text: string, delimiter?: string): unknown[] =>
  read(text, delimiter).map((one) => ('cells' in one ? one.cells : [one.line, one.fault]))

describe('rows of a table', () => {
  it('are cut by RFC 4180, whatever ends a line', () => {
    expect(cellsOf('a,b\r\n"1,\r\n2","say ""no"""\r\n')).toEqual([
      ['a', 'b'],
      ['1,\r\n2', 'say "no"'],
    ])
    for (const end of ['\r\n', '\n', '\r']) {
      expect(read(`a;b${end}${end}1;${end}"x${end}y";2`, ';')).toEqual([
        { line: 1, cells: ['a', 'b'] },
        { line: 3, cells: ['1', ''] },
        { line: 4, cells: [`x${end}y`, '2'] },
      ])
    }
  })
  it.each<[what: string, text: string, bad: [number, string][], good: string[]]>([
    ['escaped by a backslash', 'a,b\n1,"He said \\"I will\\" twice"\n2,ok\n', [[2, faults.closed]], ['2']],
    ['in the middle of a cell', 'a,b\n1,5" pipe\n2,ok\n', [[2, faults.opened]], ['2']],
    ['opened and never closed', 'a,b\n1,"open\n2,ok\n3,ok\n', [[2, faults.open]], ['2', '3']],
    ['opened, and closed by the next one', 'a,b\n1,"open\n2,"ok"\n3,ok\n', [[2, faults.closed]], ['2', '3']],
    ['closed too early', 'a,b\n1,"x"y\n2,ok\n', [[2, faults.closed]], ['2']],
    ['on the last line', 'a,b\n1,ok\n2,"', [[3, faults.open]], ['1']],
  ])('costs its own row alone: a quotation mark %s', (_, text, bad, good) => {
    const [, ...rows] = read(text)
    expect(rows.flatMap((one) => ('fault' in one ? [[one.line, one.fault]] : []))).toEqual(bad)
    expect(rows.flatMap((one) => ('cells' in one ? [one.cells[0]] : []))).toEqual(good)
  })
  it('come out the same in whatever pieces the text comes', () => {
    const letter = fc.constantFrom('a', ',', '"', '\r', '\n', '\r\n', '""', ' ')
    fc.assert(
      fc.property(
        fc.array(letter, { maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }),
        (text, pieces) => {
          expect(read(text.join(''), ',', pieces)).toEqual(read(text.join('')))
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('are as they were written by whoever quotes what must be quoted', () => {
    const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', '"', ',', '\n', '\r\n', 'a"b', '  '))
    const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 }), (rows) => {
        const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')
        expect(cellsOf(text)).toEqual(rows)
      }),
      { numRuns: 2000 },
    )
  })
  it('take time that grows as the text does, however its quotation marks stand', () => {
    const shapes = ['"x\n', 'a,"\n', '"""x\n', '"",\n', 'x\n', '"a\n"b\n', ',"""\n', '"y""\n', '"a",\n"']
    for (const shape of shapes) {
      // Processor time of this process: other work on the machine does not count.
      const time = (times: number): number => {
        const text = shape.repeat(times)
        const began = process.cpuUsage()
        read(
          text,
          ',',
          Array.from({ length: Math.ceil(text.length / 65_536) }, () => 65_536),
        )
        const { user, system } = process.cpuUsage(began)
        return (user + system) / 1000
      }
      time(20_000)
      const once = Math.max(time(40_000), time(40_000))
      expect([shape, time(160_000) < 8 * once + 300]).toEqual([shape, true])
    }
  })
  it('of more than 4,000,000 characters cost themselves alone', () => {
    const long = 'x'.repeat(4_100_000)
    expect(cellsOf(`a,b\n${long},1\n2,ok`)).toEqual([
      ['a', 'b'],
      [2, faults.long],
      ['2', 'ok'],
    ])
    expect(cellsOf(`a,b\n1,"${`${'y'.repeat(1000)}\n`.repeat(4200)}`).slice(0, 2)).toEqual([
      ['a', 'b'],
      [2, faults.long],
    ])
  })
})
