import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import type { ImportTable } from '../../../../shared/contract/exchange.ts'
import { guessMap } from './guess.ts'

const looked = 262_144
const shownRows = 5

/** A table's columns and first rows; undefined for text that is none. */
export function readTable(bytes: Buffer): ImportTable | undefined {
  // To the last whole line: a cut may split a character or a quoted cell.
  const end = bytes.length <= looked ? bytes.length : bytes.subarray(0, looked).lastIndexOf(0x0a) + 1
  const head = bytes.subarray(0, end)
  if (head.length === 0 || !isUtf8(head) || head.includes(0)) return undefined
  const records = firstRecords(head)
  const [columns, ...rows] = records
  if (!columns || columns.length < 2 || rows.length === 0) return undefined
  const names = columns.map((name) => name.trim())
  if (names.some((name) => name === '' || name.length > 200)) return undefined
  if (rows.every((row) => row.length !== columns.length)) return undefined
  return {
    columns: names,
    rows: rows.map((row) => row.map((cell) => (cell.length > 300 ? `${cell.slice(0, 300).toWellFormed()}…` : cell))),
    guess: guessMap(names),
  }
}

function firstRecords(head: Buffer): string[][] {
  try {
    return parse(head, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: shownRows + 1,
    })
  } catch {
    return []
  }
}
