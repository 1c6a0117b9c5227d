import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showSize } from '../../../../shared/kernel/show.ts'
import type { Written } from '../../../../shared/contract/intake.ts'
import { decoderOf } from '../reading/decoders.ts'
import { lettersOf, type LetterSample } from './letters.ts'
import { Records, type TableRecord } from './records.ts'

/** How a table file is written. */
export interface Shape {
  encoding: string
  /** Whether a row that holds U+FFFD has letters that could not be read. */
  damaged: boolean
  delimiter: string
  /** The line that names the columns. */
  headerLine: number
  /** The columns, each by a name of its own. */
  columns: string[]
  /** What was decided and what was passed over, as sentences. */
  problems: string[]
}

const delimiters = [',', ';', '\t', '|'] as const
export const delimiterNames: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }
const lookedAt = 1000
const mostColumns = 2000

/**
 * Finds how a table is written: its encoding, what separates its cells, and the line that names its columns, by a line
 * `sep=;` or by which separation gives rows of one width. Fails with INVALID_INPUT where there is no header.
 */
export function shapeOf(sample: LetterSample, name: string, written: Written = {}): Shape {
  const { encoding, doubt, damaged } = lettersOf(sample, written.encoding)
  const decoder = decoderOf(encoding)
  const text = decoder.write(sample.head) + (sample.whole ? decoder.end() : '')
  const said = /^"?sep=(.)"?[ ;,\t]*(?:\r\n|\n|\r|$)/i.exec(text)?.[1]
  const readings = delimiters
    .filter((one) => one === (written.delimiter ?? said ?? one))
    .map((one) => readBy(text, one, sample.whole))
  if (said !== undefined && written.delimiter === undefined && readings.length === 0)
    readings.push(readBy(text, said, sample.whole))
  const [best] = readings.toSorted((a, b) => b.score - a.score || a.before - b.before || b.width - a.width)
  const header = best?.records[best.at]
  if (!best || !header) {
    throw new HoldfastError(
      'INVALID_INPUT',
      text.trim() === ''
        ? `${name} is empty: it has no header line.`
        : `${name} has no line that names the columns${sample.whole ? '' : ` within its first ${showSize(sample.head.length)}`}.`,
      'Choose a CSV file with a line that names the columns; nothing was imported.',
    )
  }
  if (header.cells.length > mostColumns)
    throw new TooManyColumns(name, header.cells.length, best.records.length > best.at + 1 && best.score > 0.5)
  const { columns, renamed } = named(header.cells)
  const banner = best.records
    .slice(0, best.at)
    .filter(({ cells }) => !isSep(cells, best.delimiter) && cells.some((cell) => cell.trim() !== ''))
  return {
    encoding,
    damaged,
    delimiter: best.delimiter,
    headerLine: header.line,
    columns,
    problems: [
      ...(doubt === undefined ? [] : [doubt]),
      ...(best.delimiter === ',' || written.delimiter !== undefined
        ? []
        : [`Its columns are separated by ${delimiterNames[best.delimiter] ?? `“${best.delimiter}”`}.`]),
      ...banner.map(
        ({ line, cells }) =>
          `Line ${line} comes before the line that names the columns, and is passed over: “${shortened(cells)}”.`,
      ),
      ...renamed,
    ],
  }
}

/** How many rows are looked at before a text is taken for a table, at least. */
const fewest = 2

/**
 * What separates the cells of a text that is a table through and through, with its width; undefined for other texts. `whole`: it is
 * not cut at its end.
 */
export function separatorOf(
  text: string,
  whole: boolean,
): { delimiter: string; name: string; width: number } | undefined {
  const said = /^"?sep=(.)"?[ ;,\t]*(?:\r\n|\n|\r|$)/i.exec(text)?.[1]
  const [best] = (said === undefined ? delimiters : [said])
    .map((one) => readBy(text, one, whole))
    .toSorted((a, b) => b.score - a.score || b.width - a.width)
  if (!best || best.width < 2 || best.records.length < fewest || best.score < 0.95) return undefined
  const { delimiter, width } = best
  return { delimiter, name: delimiterNames[delimiter] ?? `“${delimiter}”`, width }
}

/** A header with more columns than are read. */
export class TooManyColumns extends HoldfastError {
  /** Whether rows of the same width come after it: prose of one long line is no table. */
  readonly hasRows: boolean
  constructor(name: string, columns: number, hasRows: boolean) {
    super(
      'INVALID_INPUT',
      `${name} has ${columns.toLocaleString('en')} columns; at most ${mostColumns.toLocaleString('en')} are read.`,
      'Leave out columns that are not needed, and import it again; nothing was imported.',
    )
    this.hasRows = hasRows
  }
}

interface Reading {
  delimiter: string
  records: TableRecord[]
  /** Which of the records names the columns. */
  at: number
  width: number
  /** How many records with words stand before it. */
  before: number
  /** Share of the rows that are as wide as the header. */
  score: number
}

/** The text as rows by one delimiter, with how well it fits. */
function readBy(text: string, delimiter: string, whole: boolean): Reading {
  const records: TableRecord[] = []
  let bad = 0
  const reader = new Records(delimiter, (one) => {
    if ('fault' in one) bad++
    else if (records.length < lookedAt) records.push(one)
  })
  reader.push(text)
  if (whole) reader.end()
  const counts = new Map<number, number>()
  for (const { cells } of records) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const usual = [...counts].toSorted(([a, n], [b, m]) => m - n || b - a)[0]?.[0] ?? 0
  const filled = ({ cells }: Pick<TableRecord, 'cells'>): number => cells.filter((cell) => cell.trim() !== '').length
  // Names of columns, not the first row below a title that has the width of the table.
  const isHeader = ({ cells }: TableRecord): boolean =>
    !isSep(cells, delimiter) &&
    filled({ cells }) >= Math.max(1, Math.min(usual, 2), usual / 2) &&
    !cells.some((cell) => /^[\s\d.,:;/+-]*\d[\s\d.,:;/+-]*$/.test(cell))
  const found = records.findIndex(isHeader)
  const first = records.findIndex(({ cells }) => !isSep(cells, delimiter))
  const at = Math.max(0, found < 0 ? first : found)
  const width = records[at]?.cells.length ?? 0
  const rows = records.slice(at + 1)
  const fit = rows.filter((row) => row.cells.length === width || filled(row) === 0).length
  const score = width < 2 ? 0 : rows.length + bad === 0 ? 1 : fit / (rows.length + bad)
  const before = records.slice(0, at).filter((one) => filled(one) > 0 && !isSep(one.cells, delimiter)).length
  return { delimiter, records, at, width, before, score }
}

/** A line `sep=;`, by which spreadsheets say what separates cells. */
const isSep = (cells: readonly string[], delimiter: string): boolean =>
  /^sep=.?$/i.test(
    cells
      .join(delimiter)
      .trim()
      .replace(/[;,\t|]+$/, ''),
  )

/** The columns, each by a name of its own; what had to be named or told apart is said. */
function named(cells: readonly string[]): { columns: string[]; renamed: string[] } {
  const given = cells.map((cell) => cell.trim())
  const times = Map.groupBy(given, (name) => name)
  const twice = [...times].filter(([name, all]) => name !== '' && all.length > 1).map(([name]) => name)
  const seen = new Map<string, number>()
  const taken = new Set(given)
  const free = (name: string): string => {
    let one = name
    for (let n = 2; taken.has(one); n++) one = `${name} (${n})`
    taken.add(one)
    return one
  }
  const columns = given.map((name, index) => {
    if (name === '') return free(`column ${index + 1}`)
    if ((times.get(name)?.length ?? 0) < 2) return name
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return free(`${name} (${nth})`)
  })
  const empty = given.flatMap((name, index) => (name === '' ? [columns[index]] : []))
  return {
    columns,
    renamed: [
      ...twice.map(
        (name) => `More than one column is named “${name}”: they are told apart as “${name} (1)”, “${name} (2)”.`,
      ),
      ...(empty.length === 0
        ? []
        : [
            `The header leaves ${count(empty.length, 'column')} without a name: ${empty.slice(0, 5).join(', ')}${empty.length > 5 ? ' …' : ''}.`,
          ]),
    ],
  }
}

const shortened = (cells: readonly string[]): string => {
  const words = cells
    .filter((cell) => cell.trim() !== '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return words.length > 80 ? `${words.slice(0, 80).toWellFormed()}…` : words
}
