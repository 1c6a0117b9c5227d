import { lastColumn } from '../../../../../shared/kernel/cells.ts'
import { often, repeatsMost } from '../office/opendocument.ts'
import { Walk, type Parts } from '../office/parts.ts'
import { packedMost, ReadSheet, type GridCell, type Sheet } from './sheet.ts'

/** A spreadsheet of OpenDocument; `outside`: words that stand in no cell. */
interface Spreadsheet {
  sheets: Sheet[]
  outside: string[]
  problems: string[]
}

/** Milliseconds for which it is read when it is opened: all of its sheets lie in one part. */
const openFor = 8000

class OdsSheet extends ReadSheet {
  /** Columns and rows that were passed. */
  columnAt = 0
  rowAt = 0
}

/** The open cell of a row. */
interface Cell extends GridCell {
  times: number
  /** Of a number, a date or a truth: as it is stored, where its words say it otherwise. */
  stored: string
}

/** Reads the cells of every table, one after the other (OpenDocument 1.3 part 3, 9). */
class Reading {
  readonly sheets: OdsSheet[] = []
  readonly outside: string[] = []
  readonly problems: string[] = []
  isSpreadsheet = false
  readonly #away = new Set<string>()
  readonly #widths = new Map<string, number>()
  #style = ''
  #cells: GridCell[] = []
  #cell: Cell | undefined
  #row: { hidden: boolean; times: number } | undefined
  #remark: { by: string; at: string; words: string[] } | undefined
  #said: string | undefined
  #deep = 0
  #repetitions = 0
  /** Spaces that may still be set out, and characters of cells and rows. */
  #room = 5_000_000
  #left = 12_000_000

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'spreadsheet') this.isSpreadsheet = true
    else if (name === 'style') this.#style = attributes['name'] ?? ''
    else if (name === 'table-properties' && attributes['display'] === 'false') this.#away.add(this.#style)
    else if (name === 'table-column-properties') this.#widthOf(attributes['column-width'])
    else if (name === 'p' || name === 'creator' || name === 'date') this.#said = ''
    else if (name === 's') this.#spaces(often(attributes['c']))
    else if (name === 'tab') this.text('\t')
    else if (name === 'line-break') this.text('\n')
    else if (name === 'annotation') this.#remark = { by: '', at: '', words: [] }
    else if (name.startsWith('table') || name === 'covered-table-cell') this.#openTable(name, attributes)
  }

  #openTable(name: string, attributes: Record<string, string>): void {
    const sheet = this.sheets.at(-1)
    if (name === 'table') {
      this.#deep += 1
      // A table inside of a cell is read with that cell.
      if (this.#deep > 1) return
      const hidden = this.#away.has(attributes['style-name'] ?? '')
      this.sheets.push(new OdsSheet(attributes['name'] ?? '', hidden ? 'hidden' : 'shown'))
      if (hidden) this.problems.push(`The sheet “${attributes['name'] ?? ''}” is hidden.`)
    } else if (!sheet || this.#deep > 1) return
    else if (name === 'table-column') {
      const [from, to] = [sheet.columnAt + 1, sheet.columnAt + often(attributes['number-columns-repeated'])]
      sheet.columnAt = to
      const width = this.#widths.get(attributes['style-name'] ?? '') ?? null
      sheet.columns.push({ from, to, width, hidden: isAway(attributes['visibility']) })
    } else if (name === 'table-row') {
      this.#row = { hidden: isAway(attributes['visibility']), times: often(attributes['number-rows-repeated']) }
      this.#cells = []
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      const type = attributes['value-type'] ?? ''
      this.#cell = {
        column: (this.#cells.at(-1)?.column ?? 0) + 1,
        text: '',
        number: /^(?:float|percentage|currency)$/.test(type),
        stored:
          attributes['value'] ??
          attributes['date-value'] ??
          attributes['time-value'] ??
          attributes['boolean-value'] ??
          '',
        formula: attributes['formula'],
        times: often(attributes['number-columns-repeated']),
      }
    }
  }

  text(text: string): void {
    if (this.#said !== undefined) this.#said += text
  }

  close(name: string): void {
    const said = this.#said
    if (name === 'p' || name === 'creator' || name === 'date') this.#said = undefined
    if (name === 'creator' && this.#remark) this.#remark.by = said ?? ''
    else if (name === 'date' && this.#remark) this.#remark.at = said ?? ''
    else if (name === 'p') this.#paragraph(said ?? '')
    else if (name === 'annotation') this.#endRemark()
    else if (name === 'table') this.#deep -= 1
    else if (this.#deep <= 1 && (name === 'table-cell' || name === 'covered-table-cell')) this.#endCell()
    else if (this.#deep <= 1 && name === 'table-row') this.#endRow()
  }

  /** How often something of so many characters is set out that stands often: less where it would make gigabytes of a small file. */
  #setOut(times: number, characters: number): number {
    const room = Math.min(eachMost, this.#left)
    const set = Math.max(1, Math.min(times, repeatsMost, Math.floor(room / Math.max(1, characters))))
    if (times > 1) this.#left -= set * characters
    return set
  }

  #spaces(count: number): void {
    const set = Math.max(1, Math.min(count, repeatsMost, this.#room))
    this.#room -= set
    if (set < count) this.#repeated(`Spaces that stand ${count.toLocaleString('en')} times were set out ${set} times.`)
    this.text(' '.repeat(set))
  }

  /** Says what stands more often than it is set out; of very many the first. */
  #repeated(problem: string): void {
    this.#repetitions += 1
    if (this.#repetitions <= namedMost) this.problems.push(problem)
    else if (this.#repetitions === namedMost + 1)
      this.problems.push(
        'More rows and cells of it stand more often than they are set out; they are not named one by one.',
      )
  }

  #widthOf(width: string | undefined): void {
    const [, number = '', unit = ''] = /^([\d.]+)(cm|mm|in|pt)$/.exec(width ?? '') ?? []
    const letter = { cm: 0.19, mm: 1.9, in: 0.075, pt: 5.4 }[unit]
    if (letter !== undefined) this.#widths.set(this.#style, Number(number) / letter)
  }

  #paragraph(text: string): void {
    if (this.#remark) this.#remark.words.push(text)
    else if (this.#cell) this.#cell.text += this.#cell.text === '' ? text : `\n${text}`
    else if (text.trim() !== '' && this.isSpreadsheet) this.outside.push(text.replaceAll('\n', ' '))
  }

  #endRemark(): void {
    const remark = this.#remark
    this.#remark = undefined
    if (!remark) return
    const who = [remark.by === '' ? '' : ` by ${remark.by}`, remark.at === '' ? '' : ` at ${remark.at}`].join('')
    const words = `comment${who}: ${remark.words.join(' ')}`
    if (this.#cell) this.#cell.comment = words
    else this.outside.push(`[${words}]`)
  }

  #endCell(): void {
    const sheet = this.sheets.at(-1)
    const cell = this.#cell
    this.#cell = undefined
    if (!cell) return
    const { times, stored, ...own } = cell
    if (stored !== '' && stored !== own.text && own.text !== '') own.shown = own.text
    if (stored !== '') own.text = stored
    const empty = own.text === '' && own.formula === undefined && own.comment === undefined
    // What is empty is left out; of what stands often so many are set out.
    const room = Math.max(0, lastColumn - own.column + 1)
    const each = empty ? 0 : Math.min(room, this.#setOut(times, own.text.length))
    for (let n = 0; n < each; n++) this.#cells.push({ ...own, column: own.column + n })
    if (each < times) this.#cells.push({ column: own.column + times - 1, text: '' })
    if (!empty && each < times)
      this.#repeated(
        `A cell of row ${(sheet?.rowAt ?? 0) + 1} of the sheet “${sheet?.name ?? ''}” ${
          times === 1 ? 'stands beyond column XFD' : `stands the same in ${times.toLocaleString('en')} columns`
        }; ${each} of them are set out.`,
      )
  }

  #endRow(): void {
    const sheet = this.sheets.at(-1)
    const row = this.#row
    this.#row = undefined
    if (!sheet || !row) return
    const first = sheet.rowAt + 1
    sheet.rowAt += row.times
    const cells = this.#cells.filter(
      ({ text, formula, comment }) => text !== '' || formula !== undefined || comment !== undefined,
    )
    if (cells.length === 0) return
    const set = this.#setOut(
      row.times,
      cells.reduce((sum, { text }) => sum + text.length + 8, 0),
    )
    for (let n = 0; n < set; n++) sheet.rows.add({ row: first + n, hidden: row.hidden, cells })
    if (set < row.times)
      this.#repeated(
        `Row ${first} of the sheet “${sheet.name}” stands the same down to row ${sheet.rowAt}; ${set} of them are set out.`,
      )
  }
}

/** Characters to which one cell or row is set out. */
const eachMost = 4_000_000
/** Repetitions of a file that are named one by one. */
const namedMost = 100

const isAway = (visibility = ''): boolean => /^(?:collapse|filter)$/.test(visibility)

/** The sheets of an OpenDocument file; undefined where it is no spreadsheet. */
export async function spreadsheetOf(parts: Parts): Promise<Spreadsheet | undefined> {
  const bytes = await parts.bytes('content.xml')
  if (!bytes || !Buffer.from(bytes).includes('spreadsheet>', 0, 'latin1')) return undefined
  const reading = new Reading()
  const walk = new Walk(bytes, {
    open: (name, attributes) => reading.open(name, attributes),
    text: (text) => reading.text(text),
    close: (name) => reading.close(name),
  })
  const until = performance.now() + openFor
  while (!walk.done) {
    walk.next()
    const size = reading.sheets.reduce((sum, { rows }) => sum + rows.size, 0)
    if (size < packedMost && performance.now() < until) continue
    if (walk.done) break
    walk.stop()
    const last = reading.sheets.at(-1)
    reading.problems.push(
      `It is larger than is read: it was read to row ${last?.lastRow ?? 0} of the sheet “${last?.name ?? ''}”, and no sheet after it.`,
    )
  }
  if (!reading.isSpreadsheet) return undefined
  return { sheets: reading.sheets, outside: reading.outside, problems: reading.problems }
}
