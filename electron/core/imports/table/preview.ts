import { basename } from 'node:path'
import type { ImportTable } from '../../../../shared/contract/exchange.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { ReadOrder } from '../reading/reading.ts'
import { decoderOf } from '../reading/decoders.ts'
import { lettersOf } from './letters.ts'
import { guessMap } from './guess.ts'
import { Records, type BadRecord, type TableRecord } from './records.ts'
import { sampleIn } from './sample.ts'
import { shapeOf, TooManyColumns, type Shape } from './shape.ts'
import { Survey } from './survey.ts'

const shownRows = 5
/** Of larger tables the dates are told only when all of it is looked through. */
const surveyed = 4 * 1024 * 1024

/** A table's columns and first rows, and how it is written; undefined for bytes that are no table. */
export function readTable(
  bytes: Buffer,
  { path, now }: ReadOrder,
): { table: ImportTable; problems: string[] } | undefined {
  if (bytes.length === 0) return undefined
  // A NUL among other bytes is no letter; where every other byte is one, it is UTF-16.
  if (bytes.subarray(0, 8192).includes(0) && !/^utf-(?:16|32)/.test(lettersOf(sampleIn(bytes)).encoding))
    return undefined
  const shape = shapeIn(bytes, basename(path))
  if (!shape || shape.columns.length < 2) return undefined
  const { records, unread } = recordsIn(bytes.subarray(0, surveyed), shape)
  const wide = shape.columns.length
  // Empty cells after the last column are none.
  const fits = ({ cells }: TableRecord): boolean =>
    cells.length >= wide && cells.slice(wide).every((cell) => cell.trim() === '')
  const rows = records.filter(fits)
  for (const { line, cells } of records.filter((one) => !fits(one)))
    unread.push({ line, fault: `it has ${count(cells.length, 'cell')} where the header has ${wide}` })
  // Prose has commas too: a table is what has rows like its header.
  if (rows.length === 0 || rows.length < records.length / 2) return undefined
  const survey = new Survey(shape.columns, now)
  if (bytes.length <= surveyed) for (const { line, cells } of rows) survey.add(line, byName(shape.columns, cells))
  const list = bytes.length <= surveyed ? survey.list() : []
  const { columns, encoding, delimiter, headerLine, problems } = shape
  return {
    table: {
      columns,
      rows: rows.slice(0, shownRows).map(({ cells }) => cells.slice(0, wide).map(shortened)),
      guess: guessMap(columns, list),
      encoding,
      delimiter,
      headerLine,
    },
    problems: [...problems, ...refused(unread), ...list.flatMap(({ doubt }) => doubt ?? [])],
  }
}

/** Rows that an import would refuse as they stand, the first of them by line. */
function refused(rows: readonly BadRecord[]): string[] {
  if (rows.length === 0) return []
  const first = rows.toSorted((a, b) => a.line - b.line).slice(0, 3)
  const words = first.map(({ line, fault }) => `line ${line} (${fault})`).join(', ')
  return [`${count(rows.length, 'row')} cannot be read and would be refused: ${words}${rows.length > 3 ? ' …' : ''}.`]
}

function shapeIn(bytes: Buffer, name: string): Shape | undefined {
  try {
    return shapeOf(sampleIn(bytes), name)
  } catch (thrown) {
    if (thrown instanceof HoldfastError && !(thrown instanceof TooManyColumns && thrown.hasRows)) return undefined
    throw thrown
  }
}

function recordsIn(
  bytes: Buffer,
  { encoding, delimiter, headerLine }: Shape,
): { records: TableRecord[]; unread: BadRecord[] } {
  const decoder = decoderOf(encoding)
  const found: TableRecord[] = []
  const unread: BadRecord[] = []
  const records = new Records(delimiter, (one) => {
    if (one.line <= headerLine) return
    if ('fault' in one) unread.push(one)
    else if (one.cells.some((cell) => cell.trim() !== '')) found.push(one)
  })
  records.push(decoder.write(bytes))
  // What was cut off is no row.
  if (bytes.length < surveyed) {
    records.push(decoder.end())
    records.end()
  }
  return { records: found, unread }
}

export const byName = (columns: readonly string[], cells: readonly string[]): Record<string, string> =>
  Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']))

export const shortened = (cell: string): string => (cell.length > 300 ? `${cell.slice(0, 300).toWellFormed()}…` : cell)
