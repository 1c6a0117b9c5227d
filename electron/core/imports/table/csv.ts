import { count } from '../../../../shared/kernel/show.ts'
import type { SteadyFile } from '../../record/vault/index.ts'
import type { Written } from '../../../../shared/contract/intake.ts'
import type { Remark } from './causes.ts'
import { decoderOf } from '../reading/decoders.ts'
import { faults, Records, type BadRecord, type TableRecord } from './records.ts'
import { pieceSize, sampleOf } from './sample.ts'
import { shapeOf, type Shape } from './shape.ts'

/** What comes of a table file, in its order: how it is written, each row by column name, those that are none, remarks. */
export type TablePart =
  | { shape: Shape }
  | { line: number; cells: Record<string, string> }
  | { line: number; bad: Remark }
  | { problems: string[] }

/** Words that begin a line of totals. */
const totals =
  /^(?:grand |sub)?(?:totals?|sum|gesamt(?:summe)?|summe|total g[eé]n[eé]ral|totale|totaal|razem|suma|итого|всего|合計|总计|합계)\b:?/iu

/**
 * Reads a table file: RFC 4180, with what separates cells and the encoding found by its bytes, lines before the header
 * passed over, lines that end as they like. A row that cannot be read costs itself alone. `onBytes` gets every byte as
 * the rows are read; the file stays open. Fails with INVALID_INPUT when it has no header, CONFLICT when it was written to meanwhile, or IO.
 */
export async function* readTableFile(
  file: SteadyFile,
  name: string,
  written: Written | undefined,
  onBytes: (chunk: Buffer) => void,
): AsyncGenerator<TablePart, void> {
  const shape = shapeOf(await sampleOf(file), name, written)
  yield { shape }
  const rows = new Rows(shape)
  const records = new Records(shape.delimiter, (one) => rows.add(one))
  const decoder = decoderOf(shape.encoding)
  for await (const chunk of file.pieces(pieceSize)) {
    onBytes(chunk)
    records.push(decoder.write(chunk))
    yield* rows.ready()
  }
  records.push(decoder.end())
  records.end()
  rows.end()
  yield* rows.ready()
  yield { problems: rows.problems() }
}

/** Rows under the header, as they are read. */
class Rows {
  private readonly shape: Shape
  private out: TablePart[] = []
  private nothing = 0
  private broken = 0
  /** The last row that has anything in it, until the next one says that it was not the last of all. */
  private last: TableRecord | undefined

  constructor(shape: Shape) {
    this.shape = shape
  }

  add(one: TableRecord | BadRecord): void {
    if (one.line <= this.shape.headerLine) return
    if ('fault' in one) {
      this.flush()
      if (one.fault === faults.open || one.fault === faults.closed) this.broken++
      this.out.push({ line: one.line, bad: { cause: `the row cannot be read: ${one.fault}` } })
    } else if (one.cells.every((cell) => cell.trim() === '')) this.nothing++
    else {
      this.flush()
      this.last = one
    }
  }

  end(): void {
    const { last } = this
    this.last = undefined
    if (!last) return
    const [first = '', ...others] = last.cells.filter((cell) => cell.trim() !== '')
    const isTotal =
      totals.test(first.trim()) &&
      others.length < last.cells.length / 2 &&
      others.every((cell) => /^[\d\s.,+-]*$/.test(cell))
    this.out.push(
      isTotal
        ? { line: last.line, bad: { cause: 'the last line is one of totals, not a row', value: first } }
        : this.row(last),
    )
  }

  *ready(): Generator<TablePart> {
    const { out } = this
    this.out = []
    yield* out
  }

  problems(): string[] {
    return [
      ...(this.nothing === 0
        ? []
        : [
            `${count(this.nothing, 'row has', 'rows have')} nothing in any column and ${this.nothing === 1 ? 'is' : 'are'} passed over.`,
          ]),
      ...(this.broken === 0
        ? []
        : [
            'After a row that cannot be read for its quotation marks, each line is read as a row of its own: look at the rows after it.',
          ]),
    ]
  }

  private flush(): void {
    if (this.last) this.out.push(this.row(this.last))
    this.last = undefined
  }

  private row({ line, cells }: TableRecord): TablePart {
    const { columns, damaged } = this.shape
    const more = cells.slice(columns.length)
    if (cells.length < columns.length || more.some((cell) => cell.trim() !== ''))
      return { line, bad: { cause: `has ${count(cells.length, 'cell')} where the header has ${columns.length}` } }
    if (cells.some((cell) => cell.includes('\0')))
      return { line, bad: { cause: 'has a character that is none (NUL) among its words' } }
    if (damaged && cells.some((cell) => cell.includes('\ufffd')))
      return { line, bad: { cause: `has letters that are not ${this.shape.encoding.toUpperCase()}` } }
    return { line, cells: Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ''])) }
  }
}
