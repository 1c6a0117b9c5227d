import { createRequire } from 'node:module'
import type * as Xlsx from 'xlsx'
import { Unreadable } from '../../../readers/index.ts'
import { cellPlace, columnOf } from '../office/cells.ts'
import type { Lines } from '../office/parts.ts'

const states = ['', ', hidden', ', hidden so that its program does not offer to show it']

/** Whether a workbook of old Excel is encrypted: it has a record of its password (MS-XLS, 2.4.117). */
export function isLockedWorkbook(stream: Buffer): boolean {
  for (let at = 0, seen = 0; at + 4 <= stream.length && seen < 50; seen++) {
    const kind = stream.readUInt16LE(at)
    if (kind === 0x2f) return true
    // The end of what stands before the first sheet.
    if (kind === 0x0a) return false
    at += 4 + stream.readUInt16LE(at + 2)
  }
  return false
}

/** The rows of every sheet of a workbook of Excel 5 to 2003: values as stored, formulas, comments, and what is hidden. */
export function readSheets97(bytes: Uint8Array, lines: Lines): string[] {
  const xlsx = createRequire(import.meta.url)('xlsx') as typeof Xlsx
  let book: Xlsx.WorkBook
  try {
    book = xlsx.read(bytes, { type: 'buffer', cellStyles: true, cellFormula: true, cellNF: true, cellHTML: false })
  } catch {
    throw new Unreadable('It is a workbook of old Excel that is damaged, cut off or of a kind that is not read.')
  }
  const problems: string[] = []
  for (const { Name: name, Ref: ref } of book.Workbook?.Names ?? []) lines.add(`[name ${name} = ${ref}]`)
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name]
    const state = states[book.Workbook?.Sheets?.[index]?.Hidden ?? 0] ?? ''
    if (state !== '') problems.push(`The sheet “${name}” is${state.slice(1)}.`)
    lines.add(`[sheet ${name}${state === '' ? '' : ', hidden'}]`)
    if (sheet) rowsOf(sheet, name, lines, xlsx)
  }
  return problems
}

function rowsOf(sheet: Xlsx.WorkSheet, name: string, lines: Lines, xlsx: typeof Xlsx): void {
  // By the cells that are there: a sheet may state a range of any size.
  const rows = new Map<number, [column: number, ref: string, cell: Xlsx.CellObject][]>()
  for (const ref of Object.keys(sheet)) {
    const row = Number(/^[A-Z]{1,3}(\d{1,7})$/.exec(ref)?.[1] ?? 0)
    const cell = sheet[ref] as Xlsx.CellObject
    if (row === 0 || (cell.v === undefined && cell.f === undefined && cell.c === undefined)) continue
    const cells = rows.get(row) ?? []
    cells.push([columnOf(ref), ref, cell])
    rows.set(row, cells)
  }
  for (const [row, cells] of [...rows].sort(([a], [b]) => a - b)) {
    cells.sort(([a], [b]) => a - b)
    let column = cells[0]?.[0] ?? 1
    const shown = cells.flatMap(([at, , cell]) => {
      const gap = Math.max(0, at - column)
      column = at + 1
      return [...(gap > 100 ? [`[${gap} empty cells]`] : Array.from({ length: gap }, () => '')), wordsOf(cell, xlsx)]
    })
    const veiled = cells.filter(([at]) => sheet['!cols']?.[at - 1]?.hidden === true).map(([, ref]) => ref)
    const said = [
      sheet['!rows']?.[row - 1]?.hidden === true ? '[hidden row] ' : '',
      veiled.length === 0 ? '' : `[hidden columns: ${veiled.join(' ')}] `,
    ].join('')
    const place = cellPlace(name, cells[0]?.[1] ?? 'A1', cells.at(-1)?.[1] ?? 'A1')
    lines.add(`${said}${shown.join('\t')}`.replaceAll(/[\r\n]+/g, ' '), place)
  }
}

/** A value as it is stored, what its format makes of it where that is a date, its formula and its comments. */
function wordsOf({ v, t, w, z, f, c }: Xlsx.CellObject, xlsx: typeof Xlsx): string {
  const value = t === 'e' ? (w ?? 'error') : v instanceof Date ? v.toISOString() : String(v ?? '')
  const isDate = t === 'n' && z !== undefined && xlsx.SSF.is_date(String(z))
  return [
    value,
    ...(isDate && w !== undefined ? [`[${w}]`] : []),
    ...(f === undefined ? [] : [`[=${f}]`]),
    ...(c ?? []).map(({ a, t: text }) => `[comment${a === undefined ? '' : ` by ${a}`}: ${(text ?? '').trim()}]`),
  ].join(' ')
}
