/** A row of a table, with the number of the line on which it begins. */
export interface TableRecord {
  line: number
  cells: string[]
}

/** A line that begins no readable row, and why. */
export interface BadRecord {
  line: number
  fault: string
}

interface Line {
  text: string
  /** What ends it: one of `\r\n`, `\n` and `\r`, or nothing. */
  end: string
  number: number
}

export const faults = {
  open: 'a quotation mark is opened and never closed',
  closed: 'a quotation mark closes in the middle of a cell',
  opened: 'a quotation mark stands in the middle of a cell',
  long: 'it has more than 4,000,000 characters',
} as const

const longest = 4_000_000

/**
 * Cuts text into rows (RFC 4180; lines end with CR LF, LF or CR; empty lines are passed over, and so are blanks between a
 * separator and a quotation mark). A row that cannot be read
 * costs the line on which it begins, and no other: reading goes on with the next line. So a quotation mark that is never
 * closed does not swallow the rest of a table.
 */
export class Records {
  private rest = ''
  private looked = 0
  private number = 0
  private skipping = false
  /** The lines of the row that is being read; there are several where a quoted cell goes on. */
  private held: Line[] = []
  private size = 0
  private cells: string[] = []
  /** Where the quoted cell that is being read begins: which of the lines held, and the place after its mark. */
  private quoted: { line: number; at: number } | undefined

  private readonly delimiter: string
  private readonly emit: (one: TableRecord | BadRecord) => void

  constructor(delimiter: string, emit: (one: TableRecord | BadRecord) => void) {
    this.delimiter = delimiter
    this.emit = emit
  }

  /** Takes the next piece of the text. */
  push(text: string): void {
    this.rest += text
    const ends = /\r\n|\n|\r/g
    ends.lastIndex = this.looked
    let start = 0
    for (let found = ends.exec(this.rest); found; found = ends.exec(this.rest)) {
      // A line feed may follow in the next piece.
      if (found[0] === '\r' && found.index === this.rest.length - 1) break
      this.line(this.rest.slice(start, found.index), found[0])
      start = ends.lastIndex
    }
    this.rest = this.rest.slice(start)
    this.looked = Math.max(0, this.rest.length - 1)
    if (this.rest.length > longest) {
      if (!this.skipping) this.emit({ line: this.number + 1, fault: faults.long })
      this.skipping = true
      this.rest = this.rest.slice(-1)
      this.looked = 0
    }
  }

  /** Takes what is left as the last line. */
  end(): void {
    const { rest } = this
    this.rest = ''
    if (rest !== '' || this.skipping) this.line(rest.replace(/\r$/, ''), '')
    while (this.held.length > 0) for (const one of this.giveUp(faults.open).toReversed()) this.take(one)
  }

  private line(text: string, end: string): void {
    this.number++
    if (this.skipping) this.skipping = false
    else this.take({ text, end, number: this.number })
  }

  /** Reads a line, and anew what comes after the first line of a row that cannot be read: each begins a row of its own. */
  private take(first: Line): void {
    // In reverse, so that a row that is given up puts its lines back in their order.
    const waiting = [first]
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      if (this.held.length === 0 && one.text === '') continue
      this.held.push(one)
      this.size += one.text.length + one.end.length
      const fault = this.size > longest ? faults.long : this.scan(one)
      if (fault === 'more') continue
      const [begins = one] = this.held
      if (fault === undefined) {
        const { cells } = this
        this.reset()
        this.emit({ line: begins.number, cells })
      }
      // One by one: a quoted cell may go over more lines than a call takes arguments.
      else for (const after of this.giveUp(fault)) waiting.push(after)
    }
  }

  /** Gives up a row at its first line; what comes after it is to be read anew, the last line first. */
  private giveUp(fault: string): Line[] {
    const [first, ...after] = this.held
    this.reset()
    if (first) this.emit({ line: first.number, fault })
    return after.toReversed()
  }

  private reset(): void {
    this.held = []
    this.size = 0
    this.cells = []
    this.quoted = undefined
  }

  /** Reads a line's cells; `more` where a quoted one goes on in the next line, else what is wrong with it. */
  private scan({ text }: Line): string | undefined {
    let at = 0
    for (;;) {
      if (this.quoted === undefined) {
        while (text[at] === ' ' && /^ *"/.test(text.slice(at, at + 20))) at++
        if (text[at] === '"') {
          this.quoted = { line: this.held.length - 1, at: ++at }
          continue
        }
        const found = text.indexOf(this.delimiter, at)
        const stop = found < 0 ? text.length : found
        const cell = text.slice(at, stop)
        if (cell.includes('"')) return faults.opened
        this.cells.push(cell)
        if (found < 0) return undefined
        at = found + 1
        continue
      }
      const close = text.indexOf('"', at)
      if (close < 0) return 'more'
      at = close + 1
      if (text[at] === '"') {
        at++
        continue
      }
      this.cells.push(this.quotedCell(this.quoted, close))
      this.quoted = undefined
      while (text[at] === ' ') at++
      if (at === text.length) return undefined
      if (text[at] !== this.delimiter) return faults.closed
      at++
    }
  }

  /** The quoted cell that ends before `close` in the last line held. */
  private quotedCell({ line, at }: { line: number; at: number }, close: number): string {
    const lines = this.held.slice(line).map(({ text, end }, n, { length }) => {
      const from = n === 0 ? at : 0
      return n === length - 1 ? text.slice(from, close) : text.slice(from) + end
    })
    return lines.join('').replaceAll('""', '"')
  }
}
