import type { Source } from '../source.ts'

/** One row in so many has its place kept. */
const step = 256
const window = 1 << 20
/** Bytes of one row with quotation marks; beyond them the mark was never closed, and stands for itself. */
const quotedMost = 1 << 18
const [feed, quote] = [10, 34]

/**
 * Where the rows of a table in text begin (RFC 4180): at each line, but not inside of quotation marks. Found as far as somebody asks. A
 * mark that is never closed costs its line alone. `wide`: letters of two bytes.
 */
export class RecordIndex {
  readonly #source: Source
  readonly #delimiter: number
  readonly #wide: 'le' | 'be' | undefined
  /** Of row 0, 256, 512 and so on: the byte where it begins. */
  readonly #starts = [0]
  #window = { from: 0, bytes: new Uint8Array(0) }
  #at = 0
  count = 0

  constructor(source: Source, delimiter: string, wide: 'le' | 'be' | undefined) {
    this.#source = source
    this.#delimiter = delimiter.charCodeAt(0)
    this.#wide = wide
  }

  get done(): boolean {
    return this.#at >= this.#source.size
  }

  /** Finds rows until there are as many, or until a moment. */
  readOn(count: number, until: number): void {
    while (!this.done && this.count < count) {
      if (this.count % step === 0 && performance.now() >= until) return
      this.#at = this.#endOf(this.#at)
      this.count += 1
      if (this.count % step === 0) this.#starts[this.count / step] = this.#at
    }
  }

  /** The bytes of rows from the n-th on (from 0), with what ends them. */
  rows(from: number, count: number): Uint8Array[] {
    const found: Uint8Array[] = []
    let row = Math.floor(from / step) * step
    let at = this.#starts[row / step] ?? 0
    for (; row < Math.min(from + count, this.count); row++) {
      const end = this.#endOf(at)
      if (row >= from) found.push(Uint8Array.from(this.#source.read(at, Math.min(end - at, window))))
      at = end
    }
    return found
  }

  /** The byte after the row that begins at a byte. */
  #endOf(start: number): number {
    const line = this.#find(feed, start)
    const end = Math.min(this.#source.size, line + this.#unit)
    const first = this.#find(quote, start, line)
    return first >= line ? end : (this.#quotedEnd(start, first, end) ?? end)
  }

  /** The same of a row that has quotation marks; undefined where one is never closed. */
  #quotedEnd(start: number, first: number, end: number): number | undefined {
    const unit = this.#unit
    const most = Math.min(this.#source.size, start + quotedMost)
    let [at, line] = [first, end - unit]
    for (;;) {
      // A mark opens a cell only where the cell begins.
      const before = at === start ? this.#delimiter : this.#codeAt(at - unit)
      if (before !== this.#delimiter) at += unit
      else {
        do {
          at = this.#find(quote, at + unit, most) + unit
          if (at - unit >= most) return undefined
        } while (this.#codeAt(at) === quote)
        if (at > line) line = this.#find(feed, at)
      }
      const next = this.#find(quote, at, line)
      if (next >= line) return Math.min(this.#source.size, line + unit)
      at = next
    }
  }

  get #unit(): number {
    return this.#wide === undefined ? 1 : 2
  }

  #codeAt(at: number): number {
    const bytes = this.#bytesAt(at)
    const here = at - this.#window.from
    if (this.#wide === undefined) return bytes[here] ?? -1
    const [low, high] = this.#wide === 'le' ? [here, here + 1] : [here + 1, here]
    return bytes[high] === 0 ? (bytes[low] ?? -1) : -1
  }

  /** The next byte on which a letter stands, from a byte on; `most` where there is none before that. */
  #find(letter: number, from: number, most = this.#source.size): number {
    for (let at = from; at < most;) {
      const bytes = this.#bytesAt(at)
      const base = this.#window.from
      const part = bytes.subarray(0, most - base)
      const offset = this.#wide === 'be' ? 1 : 0
      for (let found = part.indexOf(letter, at - base); found !== -1; found = part.indexOf(letter, found + 1)) {
        const begins = base + found - offset
        if (this.#wide === undefined || (begins % 2 === 0 && begins >= at && this.#codeAt(begins) === letter))
          return begins
      }
      at = base + bytes.length
    }
    return most
  }

  #bytesAt(at: number): Uint8Array {
    const { from, bytes } = this.#window
    if (at >= from && at + 1 < from + bytes.length) return bytes
    if (at >= from && at < from + bytes.length && from + bytes.length === this.#source.size) return bytes
    this.#window = { from: at, bytes: Uint8Array.from(this.#source.read(at, window)) }
    return this.#window.bytes
  }
}
