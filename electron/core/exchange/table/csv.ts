import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { utf8Only } from './utf8.ts'

/** A row by column name, with the number of the line on which it begins. */
interface CsvRow {
  line: number
  cells: Record<string, string>
}

/** What could not be read as a row, and why. */
interface BadRow {
  line: number
  reason: string
}

interface Info {
  lines: number
}

const faults: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quotation mark is closed in the middle of a cell',
  INVALID_OPENING_QUOTE: 'a quotation mark is opened in the middle of a cell',
  CSV_MAX_RECORD_SIZE: 'a row has more than 4,000,000 characters',
}

const seen = (onBytes: (chunk: Buffer) => void) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      onBytes(chunk)
      yield chunk
    }
  }

/**
 * Reads a CSV file with a header line (RFC 4180; a byte-order mark is taken off; lines end as they like): the header, then
 * each row as it is asked for. Rows with too few or too many cells come out as bad rows; they do not stop the others.
 * Fails with INVALID_INPUT when it is not text in UTF-8, when there is no header or when a quote never ends, with
 * FILE_NOT_FOUND or IO.
 */
export async function* readCsv(
  path: string,
  onBytes: (chunk: Buffer) => void,
): AsyncGenerator<{ header: string[] } | CsvRow | BadRow, void> {
  const found = await stat(path)
  if (!found.isFile()) {
    const what = found.isDirectory() ? 'is a folder' : 'is not a file'
    throw new HoldfastError('INVALID_INPUT', `${path} ${what}; nothing was imported.`, 'Name a CSV file.')
  }
  let header: string[] = []
  // The line on which each row begins, taken when it is read: on a failure `last` is the last row that was whole.
  const lines: number[] = []
  let last = 0
  // The parser counts a CR LF within quotes as two lines.
  let counted = 0
  const place = (record: string[], info: Info): string[] => {
    const within = record.flatMap((cell) => cell.match(/\r\n|\r|\n/g) ?? [])
    counted += within.filter((end) => end === '\r\n').length
    last = info.lines - counted
    lines.push(last - within.length)
    return record
  }
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 4_000_000,
    on_record: place,
  })
  // A failure of any of these comes out of the loop below.
  pipeline(createReadStream(path), seen(onBytes), utf8Only(path), parser, () => undefined)
  try {
    let row = 0
    for await (const record of parser as AsyncIterable<string[]>) {
      const line = lines[row++] ?? last
      if (header.length === 0) {
        header = record.map((name) => name.trim())
        yield { header }
        continue
      }
      if (record.length !== header.length) {
        yield { line, reason: `has ${record.length} cells where the header has ${header.length}` }
        continue
      }
      yield { line, cells: Object.fromEntries(header.map((name, i) => [name, record[i] ?? ''])) }
    }
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown
    throw new HoldfastError(
      'INVALID_INPUT',
      `${path} is not a readable CSV file after line ${last}: ${faults[thrown.code] ?? thrown.message}.`,
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
}
