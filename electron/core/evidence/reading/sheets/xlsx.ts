import { columnOf, lastColumn, lastRow, rangeIn } from '../../../../../shared/kernel/cells.ts'
import { walk, Walk, type Parts } from '../office/parts.ts'
import { targetsOf } from '../office/relations.ts'
import { packedMost, Rows, type GridCell, type GridRow, type Sheet } from './sheet.ts'

interface Cell {
  column: number
  kind: string
  style: number
  value: string
  formula: string | undefined
}

/** Number formats of the standard that are dates or times (ECMA-376 part 1, 18.8.30). */
const dateFormats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])

/** Whether each cell style shows a date. */
function dateStyles(xml: string | undefined): boolean[] {
  const dates: boolean[] = []
  const own = new Set<number>()
  let inside = false
  if (xml !== undefined)
    walk(xml, {
      open(name, { numFmtId = '0', formatCode = '' }) {
        const plain = formatCode.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, '')
        if (name === 'numFmt' && /[ymdhs]/i.test(plain)) own.add(Number(numFmtId))
        if (name === 'cellXfs') inside = true
        if (inside && name === 'xf') dates.push(dateFormats.has(Number(numFmtId)) || own.has(Number(numFmtId)))
      },
      close(name) {
        if (name === 'cellXfs') inside = false
      },
    })
  return dates
}

/** A stored day as ISO 8601; in the 1900 system day 60 is a day that never was, as in Lotus. */
function dateOf(value: string, from1904: boolean): string | undefined {
  const days = Number(value)
  if (value === '' || !Number.isFinite(days) || days < 0 || days > 2_958_465) return undefined
  if (days < 1) return new Date(Math.round(days * 86_400) * 1000).toISOString().slice(11, 19)
  if (!from1904 && days >= 60 && days < 61) return '1900-02-29, which never was'
  const first = Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : days < 60 ? 31 : 30)
  return new Date(first + Math.round(days * 86_400) * 1000).toISOString().replace(/(?:T00:00:00)?\.000Z$/, '')
}

/** Texts that cells share, each with all of its runs. */
function sharedTexts(xml: string | undefined): string[] {
  const texts: string[] = []
  let text = ''
  let reading = false
  let phonetic = 0
  if (xml !== undefined)
    walk(xml, {
      open(name) {
        if (name === 'si') text = ''
        if (name === 'rPh') phonetic += 1
        if (name === 't') reading = phonetic === 0
      },
      text(more) {
        if (reading) text += more
      },
      close(name) {
        if (name === 't') reading = false
        if (name === 'rPh') phonetic -= 1
        if (name === 'si') texts.push(text)
      },
    })
  return texts
}

/** Comments of a sheet by their cell. */
async function commentsOf(parts: Parts, sheet: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { path, kind } of await targetsOf(parts, sheet)) {
    if (!/^(?:comments|threadedComment)$/i.test(kind)) continue
    const authors: string[] = []
    let [author, ref, text] = ['', '', '']
    const xml = await parts.xml(path)
    if (xml === undefined) continue
    walk(xml, {
      open(name, attributes) {
        text = name === 'author' || name === 'comment' || name === 'threadedComment' ? '' : text
        if (name === 'comment' || name === 'threadedComment') {
          ref = attributes['ref'] ?? ''
          author = authors[Number(attributes['authorId'])] ?? attributes['dT'] ?? ''
        }
      },
      text(more) {
        text += more
      },
      close(name) {
        if (name === 'author') authors.push(text.trim())
        if (name === 'comment' || name === 'threadedComment')
          found.set(
            ref,
            `${found.has(ref) ? `${found.get(ref)}; ` : ''}comment${author === '' ? '' : ` by ${author}`}: ${text.trim()}`,
          )
      },
    })
  }
  return found
}

/** A workbook: its sheets, each read as far as somebody looks; `names`: names that it gives to cells and values. */
interface Workbook {
  sheets: Sheet[]
  names: string[]
  problems: string[]
  from1904: boolean
}

const yes = /^(?:1|true)$/

/** A workbook of Office Open XML (ECMA-376 part 1, 18). */
export async function workbookOf(parts: Parts): Promise<Workbook> {
  const told: { name: string; id: string; state: string }[] = []
  const names: string[] = []
  const problems: string[] = []
  let from1904 = false
  let named = ''
  walk((await parts.xml('xl/workbook.xml')) ?? '<none/>', {
    open(name, attributes) {
      const { name: own = '', id = '', state = 'visible' } = attributes
      if (name === 'sheet') told.push({ name: own, id, state })
      if (name === 'workbookPr') from1904 = yes.test(attributes['date1904'] ?? '')
      named = name === 'definedName' ? own : ''
    },
    text(text) {
      if (named !== '' && text.trim() !== '') names.push(`[name ${named} = ${text}]`.replaceAll('\n', ' '))
    },
    close: () => (named = ''),
  })
  const texts = sharedTexts(await parts.xml('xl/sharedStrings.xml'))
  const dates = dateStyles(await parts.xml('xl/styles.xml'))
  const targets = await targetsOf(parts, 'xl/workbook.xml')
  const room = { left: packedMost }
  const sheets: XlsxSheet[] = []
  for (const { name, id, state } of told) {
    const path = targets.find((one) => one.id === id)?.path
    if (path === undefined || !parts.paths.includes(path)) {
      problems.push(`The sheet “${name}” was not read: its part is missing.`)
      continue
    }
    if (state !== 'visible')
      problems.push(
        `The sheet “${name}” is hidden${state === 'veryHidden' ? ' so that its program does not offer to show it' : ''}.`,
      )
    const comments = await commentsOf(parts, path)
    const shown = state === 'visible' ? 'shown' : state === 'veryHidden' ? 'very hidden' : 'hidden'
    const sheet = new XlsxSheet(name, shown, { bytes: () => parts.bytes(path), comments, texts, dates, from1904, room })
    sheets.push(sheet)
  }
  // Small sheets are read at once, so that what is wrong with them is said when they are opened.
  const until = performance.now() + openFor
  for (const sheet of sheets) {
    await sheet.readOn(Number.POSITIVE_INFINITY, until)
    problems.push(...sheet.problems)
  }
  return { sheets, names, problems, from1904 }
}

/** Milliseconds for which sheets are read when a workbook is opened. */
const openFor = 700

interface Given {
  bytes: () => Promise<Uint8Array | undefined>
  comments: Map<string, string>
  texts: string[]
  dates: boolean[]
  from1904: boolean
  /** Bytes of packed rows that the sheets of the workbook may still take. */
  room: { left: number }
}

class XlsxSheet implements Sheet {
  readonly name: string
  readonly state: Sheet['state']
  readonly columns: { from: number; to: number; width: number | null; hidden: boolean }[] = []
  readonly problems: string[] = []
  readonly #given: Given
  readonly #rows = new Rows()
  /** Remarks on cells, by row and column, in order. */
  readonly #remarks: { row: number; column: number; words: string }[]
  readonly #misplaced = new Set<string>()
  #walk: Walk | undefined
  done = false

  constructor(name: string, state: Sheet['state'], given: Given) {
    this.name = name
    this.state = state
    this.#given = given
    this.#remarks = [...given.comments]
      .map(([ref, words]) => {
        const { top: row = 1, left: column = 1 } = rangeIn(ref) ?? {}
        return { row: Math.min(row, lastRow), column: Math.min(column, lastColumn), words }
      })
      .toSorted((one, two) => one.row - two.row || one.column - two.column)
  }

  get lastRow(): number {
    return this.#rows.lastRow
  }
  get lastColumn(): number {
    return this.#rows.lastColumn
  }
  get count(): number {
    return this.#rows.count
  }
  between(first: number, last: number): GridRow[] {
    return this.#rows.between(first, last)
  }
  nth(from: number, count: number): GridRow[] {
    return this.#rows.nth(from, count)
  }

  async readOn(row: number, until: number): Promise<void> {
    if (this.done) return
    this.#walk ??= this.#begin((await this.#given.bytes()) ?? Buffer.from('<none/>'))
    while (!this.#walk.done && this.lastRow < row && performance.now() < until) {
      const before = this.#rows.size
      this.#walk.next()
      this.#given.room.left -= this.#rows.size - before
      if (this.#given.room.left > 0) continue
      this.problems.push(`Of the sheet “${this.name}” no more than ${this.lastRow.toLocaleString('en')} rows are read.`)
      this.#walk.stop()
    }
    if (!this.#walk.done) return
    this.#add({ row: Number.POSITIVE_INFINITY, hidden: false, cells: [] })
    this.done = true
  }

  /** A row with the remarks on its cells, after rows that have remarks alone. */
  #add(row: GridRow): void {
    while ((this.#remarks[0]?.row ?? row.row) < row.row) {
      const { row: own = 0 } = this.#remarks[0] ?? {}
      const cells = this.#remarksOf(own).map(({ column, words }) => ({ column, text: '', comment: words }))
      this.#rows.add({ row: own, hidden: false, cells })
    }
    for (const { column, words } of this.#remarksOf(row.row)) {
      const cell = row.cells.find((one) => one.column === column)
      if (cell) cell.comment = words
      else row.cells.push({ column, text: '', comment: words })
    }
    if (row.cells.length === 0) return
    row.cells.sort((one, two) => one.column - two.column)
    this.#rows.add(row)
  }

  #remarksOf(row: number): { column: number; words: string }[] {
    const end = this.#remarks.findIndex((one) => one.row !== row)
    return this.#remarks.splice(0, this.#remarks[0]?.row === row ? (end === -1 ? this.#remarks.length : end) : 0)
  }

  #cell({ column, kind, value, formula, style }: Cell): GridCell {
    const { texts, dates, from1904 } = this.#given
    const text = kind === 's' ? (texts[Number(value)] ?? `[text ${value} is missing]`) : value
    const number = kind === '' || kind === 'n'
    const shown = number && dates[style] === true ? dateOf(value, from1904) : undefined
    return {
      column,
      text,
      number: number && value !== '',
      shown,
      formula:
        formula === undefined ? undefined : `=${formula.replace(/^shared formula (\d+): $/, 'shared formula $1')}`,
    }
  }

  #begin(bytes: Uint8Array): Walk {
    let cells: GridCell[] = []
    let cell: Cell | undefined
    let [row, last, hidden, reading] = [0, 0, false, '']
    return new Walk(bytes, {
      open: (name, attributes) => {
        if (name === 'col') this.#columnsOf(attributes)
        if (name === 'row') {
          row = this.#placed(attributes['r'], Number(attributes['r'] ?? row + 1), row, lastRow, 'row')
          hidden = yes.test(attributes['hidden'] ?? '')
          cells = []
          last = 0
        } else if (name === 'c') {
          const { r: ref, t: kind = '', s: style = '0' } = attributes
          last = this.#placed(ref, columnIn(ref ?? '') ?? (ref === undefined ? last + 1 : 0), last, lastColumn, 'cell')
          cell = { column: last, kind, style: Number(style), value: '', formula: undefined }
        } else if (cell && name === 'f') {
          reading = 'f'
          cell.formula = attributes['t'] === 'shared' ? `shared formula ${attributes['si'] ?? ''}: ` : ''
        } else if (cell && (name === 'v' || name === 't')) reading = 'v'
      },
      text: (text) => {
        if (!cell || reading === '') return
        if (reading === 'f') cell.formula += text
        else cell.value += text
      },
      close: (name) => {
        if (name === 'f' || name === 'v' || name === 't') reading = ''
        if (name === 'c' && cell) {
          if (cell.value !== '' || cell.formula !== undefined) cells.push(this.#cell(cell))
          cell = undefined
        }
        if (name === 'row') this.#add({ row, hidden, cells })
      },
    })
  }

  /** Where a row or a cell stands: as it says; right after the one before where a sheet has no such place, or it was passed. */
  #placed(said: string | undefined, at: number, before: number, most: number, what: 'row' | 'cell'): number {
    if (Number.isInteger(at) && at > before && at <= most) return at
    const found = `“${(said ?? '').slice(0, 40)}”`
    if (!this.#misplaced.has(what))
      this.problems.push(
        `A ${what} of the sheet “${this.name}” says that it is ${found}, which no sheet has or which was passed: it is shown behind the one before it, and so is every other that does.`,
      )
    this.#misplaced.add(what)
    return before + 1
  }

  #columnsOf({ min = '1', max = min, width, hidden = '' }: Record<string, string>): void {
    if (this.columns.length >= columnsMost) return
    const wide = Number(width)
    this.columns.push({
      from: Number(min) || 1,
      to: Number(max) || 1,
      width: width !== undefined && Number.isFinite(wide) ? wide : null,
      hidden: yes.test(hidden),
    })
  }
}

/** The column of the name of one cell, from 1; undefined where it is none. */
const columnIn = (ref: string): number | undefined => {
  const [, letters] = /^([A-Z]{1,3})\d{1,7}$/.exec(ref) ?? []
  return letters === undefined ? undefined : columnOf(letters)
}

/** Stretches of columns whose width is kept. */
const columnsMost = 2000
