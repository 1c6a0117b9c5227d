// Which reports left a trace. Each bucket of traces is a chain through flat arrays, the newest report first. It lies in
// memory only, for the reasons of docs/decisions/0008, and is wiped with the vault's lock.

const buckets = 1 << 18
const nothing = -1

export class TraceIndex {
  readonly #first = new Int32Array(buckets).fill(nothing)
  readonly #count = new Int32Array(buckets)
  #next = new Int32Array(1 << 14)
  #serial = new Int32Array(1 << 14)
  #size = 0

  /** Takes in the traces of a report; reports come in the order of their serial numbers. */
  add(serial: number, traces: Iterable<number>): void {
    for (const trace of new Set(traces)) {
      const bucket = trace & (buckets - 1)
      if (this.#size === this.#next.length) this.#grow()
      this.#next[this.#size] = this.#first[bucket] ?? nothing
      this.#serial[this.#size] = serial
      this.#first[bucket] = this.#size++
      this.#count[bucket] = (this.#count[bucket] ?? 0) + 1
    }
  }

  /** How many reports at most left it. */
  count(trace: number): number {
    return this.#count[trace & (buckets - 1)] ?? 0
  }

  /** The reports that may have left it, newest first. */
  *reports(trace: number, most: number): Generator<number> {
    let at = this.#first[trace & (buckets - 1)] ?? nothing
    for (let given = 0; at !== nothing && given < most; given++) {
      yield this.#serial[at] ?? 0
      at = this.#next[at] ?? nothing
    }
  }

  /** It tells of what people wrote: nothing of it outlives the open vault. */
  wipe(): void {
    for (const part of [this.#first, this.#count, this.#next, this.#serial]) part.fill(0)
    this.#first.fill(nothing)
    this.#size = 0
  }

  #grow(): void {
    const [next, serial] = [this.#next, this.#serial]
    this.#next = new Int32Array(next.length * 2)
    this.#serial = new Int32Array(serial.length * 2)
    this.#next.set(next)
    this.#serial.set(serial)
    next.fill(0)
    serial.fill(0)
  }
}
