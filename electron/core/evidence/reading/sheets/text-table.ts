import type { Source } from '../source.ts'
import { RecordIndex } from './record-index.ts'
import type { GridCell, GridRow, Sheet } from './sheet.ts'

/** Milliseconds for which rows are counted when a table is opened. */
const openFor = 100

/** A text of separated cells as a sheet: each row is a line, or several where a cell in quotation marks goes on. */
export class TextTable implements Sheet {
  readonly name = undefined
  readonly state = 'shown'
  readonly columns = []
  lastColumn: number
  readonly #index: RecordIndex
  readonly #delimiter: string
  readonly #decode: (bytes: Uint8Array) => string

  constructor(
    source: Source,
    { delimiter, width, wide }: { delimiter: string; width: number; wide: 'le' | 'be' | undefined },
    decode: (bytes: Uint8Array) => string,
  ) {
    this.#index = new RecordIndex(source, delimiter, wide)
    this.#delimiter = delimiter
    this.#decode = decode
    this.lastColumn = width
    this.#index.readOn(Number.POSITIVE_INFINITY, performance.now() + openFor)
  }

  get lastRow(): number {
    return this.#index.count
  }
  get count(): number {
    return this.#index.count
  }
  get done(): boolean {
    return this.#index.done
  }
  readOn(row: number, until: number): Promise<void> {
    this.#index.readOn(row, until)
    return Promise.resolve()
  }
  between(first: number, last: number): GridRow[] {
    return this.nth(first - 1, last - first + 1)
  }
  nth(from: number, count: number): GridRow[] {
    return this.#index.rows(from, count).map((bytes, index) => {
      const cells = cellsIn(this.#decode(bytes), this.#delimiter).map((text, at): GridCell => ({
        column: at + 1,
        text,
        number: isNumber(text),
      }))
      this.lastColumn = Math.max(this.lastColumn, cells.length)
      return { row: from + index + 1, hidden: false, cells: cells.filter(({ text }) => text !== '') }
    })
  }
}

/** Whether a cell is written as a number; none is as long as a text that would take long to look at. */
const isNumber = (text: string): boolean =>
  text.length < 100 && /^\s*[-+]?[\d.,\u00a0\u202f' ]*\d(?:[eE][-+]?\d+)?\s*%?$/.test(text)

/** The cells of one row (RFC 4180). A mark inside of a cell, or one that is never closed, stands for itself. */
function cellsIn(row: string, delimiter: string): string[] {
  const text = row.replace(/\r?\n$|\r$/, '')
  const cells: string[] = []
  for (let at = 0; at <= text.length;) {
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"/.exec(text.slice(at)) : null
    const after = quoted ? at + quoted[0].length : at
    const next = text.indexOf(delimiter, after)
    const end = next === -1 ? text.length : next
    cells.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') + text.slice(after, end) : text.slice(at, end))
    at = end + 1
  }
  return cells
}
