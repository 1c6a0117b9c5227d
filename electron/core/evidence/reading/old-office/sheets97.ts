import { createRequire } from 'node:module'
import type * as Xlsx from 'xlsx'
import { Unreadable } from '../../../readers/index.ts'
import { columnOf } from '../../../../../shared/kernel/cells.ts'
import { ReadSheet, type GridCell } from '../sheets/sheet.ts'

const states = ['shown', 'hidden', 'very hidden'] as const

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

interface Workbook97 {
  sheets: ReadSheet[]
  names: string[]
  problems: string[]
}

/** The sheets of a workbook of Excel 5 to 2003: values as stored, formulas, comments, and what is hidden. */
export function readSheets97(bytes: Uint8Array): Workbook97 {
  const xlsx = createRequire(import.meta.url)('xlsx') as typeof Xlsx
  let book: Xlsx.WorkBook
  try {
    book = xlsx.read(bytes, { type: 'buffer', cellStyles: true, cellFormula: true, cellNF: true, cellHTML: false })
  } catch {
    throw new Unreadable('It is a workbook of old Excel that is damaged, cut off or of a kind that is not read.')
  }
  const problems: string[] = []
  const names = (book.Workbook?.Names ?? []).map(({ Name: name, Ref: ref }) => `[name ${name} = ${ref}]`)
  const sheets = book.SheetNames.map((name, index) => {
    const state = states[book.Workbook?.Sheets?.[index]?.Hidden ?? 0] ?? 'shown'
    if (state !== 'shown')
      problems.push(
        `The sheet “${name}” is hidden${state === 'hidden' ? '' : ' so that its program does not offer to show it'}.`,
      )
    const made = new ReadSheet(name, state)
    const sheet = book.Sheets[name]
    if (sheet) rowsOf(sheet, made, xlsx)
    return made
  })
  return { sheets, names, problems }
}

function rowsOf(sheet: Xlsx.WorkSheet, made: ReadSheet, xlsx: typeof Xlsx): void {
  for (const [index, column] of (sheet['!cols'] ?? []).entries())
    if (column)
      made.columns.push({ from: index + 1, to: index + 1, width: column.wch ?? null, hidden: column.hidden === true })
  // By the cells that are there: a sheet may state a range of any size.
  const rows = new Map<number, GridCell[]>()
  for (const ref of Object.keys(sheet)) {
    const row = Number(/^[A-Z]{1,3}(\d{1,7})$/.exec(ref)?.[1] ?? 0)
    const cell = sheet[ref] as Xlsx.CellObject
    if (row === 0 || (cell.v === undefined && cell.f === undefined && cell.c === undefined)) continue
    const cells = rows.get(row) ?? []
    cells.push(cellOf(columnOf(ref), cell, xlsx))
    rows.set(row, cells)
  }
  for (const [row, cells] of [...rows].sort(([a], [b]) => a - b)) {
    cells.sort((a, b) => a.column - b.column)
    made.rows.add({ row, hidden: sheet['!rows']?.[row - 1]?.hidden === true, cells })
  }
}

/** A value as it is stored, what its format makes of it where that is a date, its formula and its comments. */
function cellOf(column: number, { v, t, w, z, f, c }: Xlsx.CellObject, xlsx: typeof Xlsx): GridCell {
  const text = t === 'e' ? (w ?? 'error') : v instanceof Date ? v.toISOString() : String(v ?? '')
  const isDate = t === 'n' && z !== undefined && xlsx.SSF.is_date(String(z))
  const comments = (c ?? []).map(
    ({ a, t: words }) => `comment${a === undefined ? '' : ` by ${a}`}: ${(words ?? '').trim()}`,
  )
  return {
    column,
    text,
    number: t === 'n',
    shown: isDate ? w : undefined,
    formula: f === undefined ? undefined : `=${f}`,
    comment: comments.length === 0 ? undefined : comments.join('; '),
  }
}
