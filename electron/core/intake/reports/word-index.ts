// Which texts hold a word, wherever in a word of theirs it stands. The words of 4,096 texts make a part: each of them once,
// in one run of bytes that is searched as such, and for each the places of the texts that use it. It lies in memory only, so
// that it costs an import nothing, and nothing of it has to be destroyed, compared or proven.

const perPart = 4096
const space = /\s+/u
/** Stands between words and in none of them. */
const between = '\n'

interface Part {
  from: number
  size: number
  words: Buffer
  /** Where each word begins, and the end of the last one. */
  starts: Uint32Array
  /** Where the places of each word begin, and the end of the last ones. */
  first: Uint32Array
  /** Places of texts, counted from the part's first one. */
  places: Uint16Array
}

/** Which texts hold every word that was asked for. */
export interface Holding {
  /** A byte for each place: 1 where the text holds all of them. */
  flags: Uint8Array
  count: number
}

/** The words of texts that are numbered from 0 and taken in by their numbers. The same text holds the same words always. */
export class WordIndex {
  readonly #parts: Part[] = []
  #open = new Map<string, number[]>()
  #size = 0

  /** How many places there are: one more than the highest that was taken in. */
  get size(): number {
    return this.#size
  }

  /** Takes in the next text; a place that is passed over holds nothing. */
  add(place: number, text: string): void {
    while (place >= (this.#parts.length + 1) * perPart) this.#close()
    this.#size = place + 1
    const within = place - this.#parts.length * perPart
    for (const word of text.split(space)) {
      const places = this.#open.get(word)
      if (!places) this.#open.set(word, [within])
      else if (places.at(-1) !== within) places.push(within)
    }
  }

  /** The texts that hold every one of these: parts of words, none of them with a space in it. */
  holding(words: readonly string[]): Holding {
    const flags = new Uint8Array(this.#size)
    const open = this.#parts.length * perPart
    let count = 0
    for (const { from, size, ...part } of this.#parts)
      count += allOf(words, flags.subarray(from, from + size), (word, mark) =>
        markIn({ from, size, ...part }, word, mark),
      )
    count += allOf(words, flags.subarray(open), (word, mark) => {
      for (const [known, places] of this.#open) if (known.includes(word)) for (const place of places) mark[place] = 1
    })
    return { flags, count }
  }

  /** It tells of what people wrote: nothing of it outlives the open vault. */
  wipe(): void {
    for (const { words, starts, first, places } of this.#parts.splice(0))
      for (const part of [words, starts, first, places]) part.fill(0)
    this.#open.clear()
    this.#size = 0
  }

  #close(): void {
    const known = this.#open
    const starts = new Uint32Array(known.size + 1)
    const first = new Uint32Array(known.size + 1)
    let [at, bytes, all] = [0, 0, 0]
    for (const [word, places] of known) {
      bytes += Buffer.byteLength(word) + 1
      all += places.length
      at++
      starts[at] = bytes
      first[at] = all
    }
    const places = new Uint16Array(all)
    at = 0
    for (const some of known.values()) places.set(some, first[at++])
    const words = Buffer.from([...known.keys(), ''].join(between))
    this.#parts.push({ from: this.#parts.length * perPart, size: perPart, words, starts, first, places })
    this.#open = new Map()
  }
}

/** Sets 1 in `flags` where each of the words was marked; returns how many these are. */
function allOf(words: readonly string[], flags: Uint8Array, markFor: (word: string, mark: Uint8Array) => void): number {
  let count = 0
  for (const [nth, word] of words.entries()) {
    const mark = nth === 0 ? flags : new Uint8Array(flags.length)
    markFor(word, mark)
    count = 0
    for (let place = 0; place < flags.length; place++) count += flags[place] = (flags[place] ?? 0) & (mark[place] ?? 0)
    if (count === 0) break
  }
  return count
}

/** Marks the texts of a part with a word in which this one stands. */
function markIn({ words, starts, first, places, size }: Part, word: string, mark: Uint8Array): void {
  const sought = Buffer.from(word)
  let left = size
  for (let at = words.indexOf(sought); at >= 0 && left > 0;) {
    const found = wordAt(starts, at)
    const end = first[found + 1] ?? 0
    for (let i = first[found] ?? 0; i < end; i++) {
      const place = places[i] ?? 0
      left -= 1 - (mark[place] ?? 0)
      mark[place] = 1
    }
    at = words.indexOf(sought, starts[found + 1])
  }
}

/** Which word a byte belongs to: the last one that begins at or before it. */
function wordAt(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}
