import { borderAt, isBlankBefore, linesOf, readHeader, firstOf, type Lines } from '../../../imports/reading/mail.ts'
import type { Source } from '../source.ts'

/** A message of a mailbox by its bytes, without the line that begins it. */
export interface Boxed {
  from: number
  to: number
  problems: string[]
}

const window = 1 << 20
/** Bytes in which a border is told by the header after it. */
const around = 32_768
const mostMessages = 2_000_000
/** A “From ” line that names a time or an address, or nothing; a sentence is passed over without a look at what follows. */
const mayBegin = /\d:\d\d|@|^From \S{0,200}\s*$/

/** The line at a place of a window, as far as it matters; one that the window cuts is not judged. */
function lineIn(part: Buffer, at: number): string {
  const text = part.toString('latin1', at, at + 500)
  if (at + 500 >= part.length && !/[\r\n]/.test(text)) return '@'
  return text.split(/[\r\n]/, 1)[0] ?? ''
}

/** Where messages lie in a mailbox, found as far as somebody asks: it is never held, however large it is. */
export class BoxIndex {
  readonly format: 'mbox' | 'MMDF'
  readonly #source: Source
  readonly #sign: Buffer
  readonly #ends: 10 | 13
  /** Its messages have no headers: a dated “From ” line alone begins one. */
  readonly bare: boolean
  /** Of each message: the byte of its “From ” line, and of its first line. */
  readonly #found: { line: number; from: number; problems: string[] }[] = []
  #at = 0
  #done = false

  /** Undefined where a file does not begin as a mailbox does. */
  static of(source: Source): BoxIndex | undefined {
    const start = Buffer.from(source.read(0, window))
    const mmdf = /^\x01{4}\r?\n/.test(start.toString('latin1', 0, 8)) // oxlint-disable-line no-control-regex -- its border
    const blank = /^(?:\xef\xbb\xbf)?[\r\n\t ]*/.exec(start.toString('latin1', 0, 4096))?.[0].length ?? 0
    const lines = linesOf(start)
    const first = mmdf ? 'border' : borderAt(lines, blank, true)
    if (first === undefined) return undefined
    return new BoxIndex(source, mmdf ? 'MMDF' : 'mbox', { ends: lines.eol, start: blank, bare: first === 'doubt' })
  }

  private constructor(
    source: Source,
    format: 'mbox' | 'MMDF',
    { ends, start, bare }: { ends: 10 | 13; start: number; bare: boolean },
  ) {
    this.bare = bare
    this.#source = source
    this.format = format
    this.#ends = ends
    this.#sign = format === 'MMDF' ? Buffer.from('\x01\x01\x01\x01') : Buffer.from(ends === 10 ? '\nFrom ' : '\rFrom ')
    if (format === 'mbox') this.#begin(start, [])
  }

  /** How many messages there are; null while the end was not seen. */
  get total(): number | null {
    return this.#done ? this.#found.length : null
  }

  /** Messages of which the beginning was found. */
  get known(): number {
    return this.#found.length
  }

  /** A message (0 is the first); undefined where it was not found in `most` milliseconds, or is not there. */
  message(index: number, most: number): Boxed | undefined {
    this.seek(index + 2, most)
    const [one, next] = [this.#found[index], this.#found[index + 1]]
    if (!one || (!next && !this.#done)) return undefined
    return { from: one.from, to: next?.line ?? this.#source.size, problems: one.problems }
  }

  /** Looks on until so many messages have begun, as long as there is time. */
  seek(count: number, most: number): void {
    const until = performance.now() + most
    while (!this.#done && this.#found.length < count && performance.now() < until) this.#look()
  }

  /** Looks through one window. */
  #look(): void {
    const from = Math.max(0, this.#at - 1)
    const part = Buffer.from(this.#source.read(from, window + this.#sign.length))
    const end = from + window
    for (let at = part.indexOf(this.#sign); at !== -1; at = part.indexOf(this.#sign, at + 1)) {
      const line = from + at + (this.format === 'MMDF' ? 0 : 1)
      if (line < this.#at || line >= end) continue
      if (this.format === 'mbox' && !mayBegin.test(lineIn(part, at + 1))) continue
      this.#at = line + 1
      const { length } = this.#found
      this.#take(line)
      // A message that counts its own bytes is passed over: what lies in it begins none.
      if (this.#found.length > length && this.#at > end) return this.#finish()
    }
    this.#at = Math.max(this.#at, end)
    this.#finish()
  }

  #finish(): void {
    if (this.#at < this.#source.size && this.#found.length < mostMessages) return
    this.#done = true
    const last = this.#found.at(-1)
    if (this.format === 'MMDF' && last && last.from >= this.#source.size) this.#found.pop()
  }

  #take(line: number): void {
    if (this.format === 'MMDF') return this.#takeMark(line)
    const { lines, at } = this.#around(line)
    const blank = isBlankBefore(lines, at)
    if (line <= (this.#found.at(-1)?.line ?? -1)) return
    const border = borderAt(lines, at, blank)
    if (border === 'border' || (border === 'doubt' && this.bare))
      this.#begin(
        line,
        blank
          ? []
          : [
              'No empty line stands before its “From ” line, as it should in a mailbox: it may belong to the message before it.',
            ],
      )
    else if (border === 'doubt')
      this.#found
        .at(-1)
        ?.problems.push(
          'A line in it looks like the beginning of another message and was left in it, since no header comes after it.',
        )
  }

  /** A line of four bytes 01: it ends a message, or begins one. */
  #takeMark(line: number): void {
    const after = Buffer.from(this.#source.read(line + 4, 2)).toString('latin1')
    const before = line === 0 ? 10 : this.#source.read(line - 1, 1)[0]
    if ((before !== 10 && before !== 13) || (after !== '' && !/^[\r\n]/.test(after))) return
    const from = line + 4 + (after.startsWith('\r\n') ? 2 : 1)
    const last = this.#found.at(-1)
    // Two of them stand between messages.
    if (last && last.from >= line) last.from = from
    else this.#found.push({ line, from, problems: [] })
  }

  #around(line: number): { lines: Lines; at: number } {
    const from = Math.max(0, line - 4)
    return { lines: { bytes: Buffer.from(this.#source.read(from, around)), eol: this.#ends }, at: line - from }
  }

  #begin(line: number, problems: string[]): void {
    const { lines, at } = this.#around(line)
    const ends = lines.bytes.indexOf(this.#ends, at)
    const from = line + (ends === -1 ? lines.bytes.length : ends + 1) - at
    this.#found.push({ line, from, problems })
    this.#at = Math.max(this.#at, from - 1, this.#countedEnd(from))
  }

  /** Where a message ends by its own Content-Length, where another one begins there; 0 where it does not say so. */
  #countedEnd(from: number): number {
    const bytes = Buffer.from(this.#source.read(from, around))
    const header = readHeader({ bytes, eol: this.#ends }, 0, bytes.length)
    const said = firstOf(header, 'content-length')?.toString('latin1').trim() ?? ''
    if (!/^\d{1,12}$/.test(said)) return 0
    const end = from + header.body + Number(said)
    if (end >= this.#source.size) return 0
    const after = Buffer.from(this.#source.read(end, around))
    const blank = /^[\r\n]{0,4}/.exec(after.toString('latin1', 0, 4))?.[0].length ?? 0
    return borderAt({ bytes: after, eol: this.#ends }, blank, true) === 'border' ? end + blank - 1 : 0
  }
}
