import type { Source } from '../source.ts'

/** One line in so many has its place kept. */
const step = 1000
const window = 1 << 20

/**
 * Where lines begin in a file, found as far as somebody asks: a file of a gigabyte opens at once. `wide`: letters of two bytes,
 * little-endian (`le`) or big-endian (`be`). Lines end with LF, and CR before it belongs to the end.
 */
export class LineIndex {
  readonly #source: Source
  readonly #wide: 'le' | 'be' | undefined
  /** Of line 0, 1000, 2000 and so on: the byte where it begins. */
  readonly #starts = [0]
  /** Lines found so far, all of them before byte `#at`. */
  #lines = 0
  #at = 0
  #done = false

  constructor(source: Source, wide: 'le' | 'be' | undefined) {
    this.#source = source
    this.#wide = wide
    this.#done = source.size === 0
  }

  /** How many lines there are; null while the end was not seen. */
  get total(): number | null {
    return this.#done ? this.#lines : null
  }

  /** The bytes of lines from `from` on, without what ends them, at most `count`. `most`: milliseconds for looking further. */
  lines(from: number, count: number, most = 2000): Uint8Array[] {
    this.#seek(from + count, most)
    const found: Uint8Array[] = []
    if (from >= this.#lines) return found
    let line = Math.floor(from / step) * step
    let at = this.#starts[line / step] ?? 0
    while (line < Math.min(from + count, this.#lines)) {
      const end = this.#endAfter(at)
      if (line >= from) found.push(this.#bare(at, end))
      at = end
      line += 1
    }
    return found
  }

  /** Looks through the whole file as long as there is time. */
  seekEnd(most: number): void {
    this.#seek(Number.POSITIVE_INFINITY, most)
  }

  #seek(line: number, most: number): void {
    const until = performance.now() + most
    const unit = this.#wide === undefined ? 1 : 2
    while (!this.#done && this.#lines < line && performance.now() < until) {
      const part = this.#source.read(this.#at, window)
      for (let found = this.#feed(part, 0); found !== -1; found = this.#feed(part, found + unit)) {
        this.#lines += 1
        if (this.#lines % step === 0) this.#starts[this.#lines / step] = this.#at + found + unit
      }
      this.#at += part.length
      if (this.#at < this.#source.size) continue
      this.#done = true
      // What comes after the last line end is a line too.
      const last = part.length >= unit && this.#feed(part, part.length - unit) === part.length - unit
      if (!last) this.#lines += 1
    }
  }

  /** The next line feed of a window from a byte on; -1 for none. */
  #feed(part: Uint8Array, from: number): number {
    if (this.#wide === undefined) return part.indexOf(10, from)
    const offset = this.#wide === 'le' ? 0 : 1
    for (let at = part.indexOf(10, from); at !== -1; at = part.indexOf(10, at + 1))
      if (at % 2 === offset && part[offset === 0 ? at + 1 : at - 1] === 0) return at - offset
    return -1
  }

  #endAfter(from: number): number {
    const unit = this.#wide === undefined ? 1 : 2
    for (let at = from; at < this.#source.size; at += window) {
      const part = this.#source.read(at, window)
      const found = this.#feed(part, 0)
      if (found !== -1) return at + found + unit
    }
    return this.#source.size
  }

  #bare(from: number, end: number): Uint8Array {
    // A line is cut for showing anyway: nobody reads a megabyte of one.
    const bytes = this.#source.read(from, Math.min(end - from, window))
    if (from + bytes.length < end) return bytes
    const unit = this.#wide === undefined ? 1 : 2
    const low = this.#wide === 'be' ? 1 : 0
    let length = bytes.length
    for (const code of [10, 13])
      if (length >= unit && bytes[length - unit + low] === code && (unit === 1 || bytes[length - 1 - low] === 0))
        length -= unit
    return bytes.subarray(0, length)
  }
}
