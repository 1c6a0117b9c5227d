import { cellName, rangeName } from '../../../../../shared/kernel/cells.ts'
import { showAt } from '../../../../../shared/kernel/pinpoint.ts'

export interface GridCell {
  /** From 1. */
  column: number
  /** As stored. */
  text: string
  number?: boolean | undefined
  /** What is shown in its place: the date of a stored number, the words of a value. */
  shown?: string | undefined
  formula?: string | undefined
  comment?: string | undefined
}

export interface GridRow {
  /** From 1. */
  row: number
  hidden: boolean
  cells: GridCell[]
}

/** What is said of columns: their width in letters, and whether they are hidden. */
interface Columns {
  from: number
  to: number
  width: number | null
  hidden: boolean
}

/** A sheet as far as it was read. */
export interface Sheet {
  readonly name: string | undefined
  readonly state: 'shown' | 'hidden' | 'very hidden'
  readonly columns: readonly Columns[]
  readonly lastRow: number
  readonly lastColumn: number
  readonly done: boolean
  /** How many rows with something in them were read. */
  readonly count: number
  /** Reads until a row was passed, or until a moment (`performance.now`). */
  readOn(row: number, until: number): Promise<void>
  /** Rows that have something, by their numbers. */
  between(first: number, last: number): GridRow[]
  /** The rows that have something, from the n-th on (from 0). */
  nth(from: number, count: number): GridRow[]
}

/** Rows of one piece. */
const together = 256
/** Bytes that all rows of a file take packed. */
export const packedMost = 160_000_000

type Packed = [row: number, hidden: 0 | 1, cells: (string | number | null)[][]]

/** Rows as they are read, packed, so that a million of them find room. They come in order. */
export class Rows {
  readonly #pieces: { first: number; last: number; bytes: Buffer }[] = []
  #open: Packed[] = []
  #unpacked: { piece: number; rows: GridRow[] } | undefined
  size = 0
  count = 0
  lastRow = 0
  lastColumn = 0

  add({ row, hidden, cells }: GridRow): void {
    this.lastRow = Math.max(this.lastRow, row)
    this.lastColumn = Math.max(this.lastColumn, cells.at(-1)?.column ?? 0)
    this.count += 1
    this.#open.push([
      row,
      hidden ? 1 : 0,
      cells.map(({ column, text, number, shown, formula, comment }) => {
        const packed = [column, text, number === true ? 1 : 0, shown ?? null, formula ?? null, comment ?? null]
        while (packed.length > 2 && (packed.at(-1) === null || packed.at(-1) === 0)) packed.pop()
        return packed
      }),
    ])
    if (this.#open.length === together) this.#pack()
  }

  #pack(): void {
    const bytes = Buffer.from(JSON.stringify(this.#open))
    this.#pieces.push({ first: this.#open[0]?.[0] ?? 0, last: this.lastRow, bytes })
    this.size += bytes.length
    this.#open = []
  }

  #rowsOf(piece: number): GridRow[] {
    if (this.#unpacked?.piece === piece) return this.#unpacked.rows
    const packed = this.#pieces[piece]
    const rows = unpacked(packed ? (JSON.parse(packed.bytes.toString()) as Packed[]) : this.#open)
    if (packed) this.#unpacked = { piece, rows }
    return rows
  }

  between(first: number, last: number): GridRow[] {
    const found: GridRow[] = []
    let [low, high] = [0, this.#pieces.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#pieces[middle]?.last ?? 0) < first) low = middle + 1
      else high = middle
    }
    for (let piece = low; piece <= this.#pieces.length; piece++) {
      if ((this.#pieces[piece]?.first ?? 0) > last) break
      found.push(...this.#rowsOf(piece).filter(({ row }) => row >= first && row <= last))
    }
    return found
  }

  nth(from: number, count: number): GridRow[] {
    const found: GridRow[] = []
    for (let at = from; at < Math.min(this.count, from + count);) {
      const rows = this.#rowsOf(Math.floor(at / together)).slice(at % together, (at % together) + from + count - at)
      if (rows.length === 0) break
      found.push(...rows)
      at += rows.length
    }
    return found
  }
}

/** A sheet that is read whole before anybody looks at it. */
export class ReadSheet implements Sheet {
  readonly name: string
  readonly state: Sheet['state']
  readonly columns: Columns[] = []
  readonly rows = new Rows()
  readonly done = true

  constructor(name: string, state: Sheet['state']) {
    this.name = name
    this.state = state
  }
  get lastRow(): number {
    return this.rows.lastRow
  }
  get lastColumn(): number {
    return this.rows.lastColumn
  }
  get count(): number {
    return this.rows.count
  }
  between(first: number, last: number): GridRow[] {
    return this.rows.between(first, last)
  }
  nth(from: number, count: number): GridRow[] {
    return this.rows.nth(from, count)
  }
  readOn(): Promise<void> {
    return Promise.resolve()
  }
}

const unpacked = (packed: readonly Packed[]): GridRow[] =>
  packed.map(([row, hidden, cells]) => ({
    row,
    hidden: hidden === 1,
    cells: cells.map(([column, text, number, shown, formula, comment]) => ({
      column: Number(column),
      text: String(text),
      number: number === 1,
      shown: typeof shown === 'string' ? shown : undefined,
      formula: typeof formula === 'string' ? formula : undefined,
      comment: typeof comment === 'string' ? comment : undefined,
    })),
  }))

/** Empty cells beyond which their number is said instead. */
const gapMost = 100

/** A row as one line of text, with its place: values as stored, and in brackets dates, formulas, comments and what is hidden. */
export function lineOf(
  { name, columns }: Pick<Sheet, 'name' | 'columns'>,
  { row, hidden, cells }: GridRow,
): { text: string; at: string } {
  const first = cells[0]?.column ?? 1
  let next = first
  const said = cells.flatMap(({ column, text, shown, formula, comment }) => {
    const gap = Math.max(0, column - next)
    next = column + 1
    const words = [
      ...(text === '' ? [] : [text]),
      ...(shown === undefined ? [] : [`[${shown}]`]),
      ...(formula === undefined ? [] : [`[${formula}]`]),
      ...(comment === undefined ? [] : [`[${comment}]`]),
    ]
    return [...(gap > gapMost ? [`[${gap} empty cells]`] : Array.from({ length: gap }, () => '')), words.join(' ')]
  })
  const veiled = cells.filter(({ column }) =>
    columns.some(({ from, to, hidden: away }) => away && column >= from && column <= to),
  )
  const notes = [
    hidden ? '[hidden row] ' : '',
    veiled.length === 0 ? '' : `[hidden columns: ${veiled.map(({ column }) => cellName(row, column)).join(' ')}] `,
  ]
  const last = cells.at(-1)?.column ?? first
  const range = rangeName({ top: row, left: first, bottom: row, right: last })
  return {
    text: `${notes.join('')}${said.join('\t')}`.replace(/[\n\r]+/g, ' ').toWellFormed(),
    at: showAt({ kind: 'cell', range, ...(name === undefined ? {} : { sheet: name }) }),
  }
}
