// Which reports may hold a word, told by the groups of three letters in it: one bit for each group, in a row of bits for
// each report, laid out so that a question reads only the bits it asks about. It lies in memory only, so that it costs
// an import nothing, and nothing of it has to be destroyed, compared or proven.

const bits = 1024
const chunkReports = 8192
const lane = chunkReports / 32

/** Letters as SQL's `like` compares them: A to Z are a to z, all others are themselves. */
const folded = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code)

const bitOf = (a: number, b: number, c: number): number =>
  Math.imul(Math.imul(folded(a), 0x01_00_01_93) ^ Math.imul(folded(b), 0x85_eb_ca_6b) ^ folded(c), 0x9e_37_79_b1) >>> 22

/** Bits of every report's words. What it leaves out does not hold the word; what it names may. */
export class WordIndex {
  readonly #chunks: Uint32Array[] = []

  /** Takes in what is searched of the report with this number, counted from 0. */
  add(place: number, text: string): void {
    const at = Math.floor(place / chunkReports)
    while (this.#chunks.length <= at) this.#chunks.push(new Uint32Array(bits * lane))
    const chunk = this.#chunks[at]
    if (!chunk) return
    const within = place % chunkReports
    const [word, flag] = [within >>> 5, 1 << (within & 31)]
    let [a, b] = [text.charCodeAt(0), text.charCodeAt(1)]
    for (let i = 2; i < text.length; i++) {
      const c = text.charCodeAt(i)
      const slot = bitOf(a, b, c) * lane + word
      chunk[slot] = (chunk[slot] ?? 0) | flag
      a = b
      b = c
    }
  }

  /** The places that may hold all of the words; undefined: too many, or no word is long enough to tell. */
  candidates(words: readonly string[], most: number): number[] | undefined {
    const asked = new Set<number>()
    for (const word of words)
      for (let i = 2; i < word.length; i++)
        asked.add(bitOf(word.charCodeAt(i - 2), word.charCodeAt(i - 1), word.charCodeAt(i)))
    const [first, ...rest] = asked
    if (first === undefined) return undefined
    const found: number[] = []
    for (const [at, chunk] of this.#chunks.entries()) {
      for (let word = 0; word < lane; word++) {
        let left = chunk[first * lane + word] ?? 0
        for (const bit of rest) {
          if (left === 0) break
          left &= chunk[bit * lane + word] ?? 0
        }
        for (; left !== 0; left &= left - 1) found.push(at * chunkReports + word * 32 + (31 - Math.clz32(left & -left)))
        if (found.length > most) return undefined
      }
    }
    return found
  }

  /** It tells of what people wrote: nothing of it outlives the open vault. */
  wipe(): void {
    for (const chunk of this.#chunks.splice(0)) chunk.fill(0)
  }
}
