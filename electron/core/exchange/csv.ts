import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

/** A row by column name, with the number of the line on which it begins. */
export interface CsvRow {
  line: number
  cells: Record<string, string>
}

/** What could not be read as a row, and why. */
export interface BadRow {
  line: number
  reason: string
}

interface Info {
  lines: number
  error?: { message: string; lines?: number }
}

/**
 * Reads a CSV file with a header line (RFC 4180; a byte-order mark is taken off). Rows with too few or too many cells
 * come out as bad rows; they do not stop the others. Fails with INVALID_INPUT when there is no header or a quote never
 * ends, with FILE_NOT_FOUND or IO.
 */
export async function readCsv(
  path: string,
  onRow: (row: CsvRow) => void,
  onBad: (row: BadRow) => void,
): Promise<string[]> {
  let header: string[] = []
  let before = 1
  const parser = createReadStream(path).pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: 4_000_000 }),
  )
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const line = before
      // `lines` counts the line ends up to and with this row's own.
      before = info.lines + 1
      if (header.length === 0) {
        header = record.map((name) => name.trim())
        continue
      }
      if (record.length !== header.length) {
        onBad({ line, reason: `has ${record.length} cells where the header has ${header.length}` })
        continue
      }
      onRow({ line, cells: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])) })
    }
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('code' in thrown) || !String(thrown.code).startsWith('CSV_')) throw thrown
    throw new HoldfastError(
      'INVALID_INPUT',
      `${path} is not a readable CSV file after line ${before - 1}: ${thrown.message}.`,
      'Save it as CSV in UTF-8 with quotes around cells that hold line ends, and import it again; nothing was imported.',
      thrown,
    )
  }
  if (header.length === 0) {
    throw new HoldfastError(
      'INVALID_INPUT',
      `${path} is empty: it has no header line.`,
      'Choose a CSV file whose first line names the columns.',
    )
  }
  return header
}
