const length = 32
const most = 64

/**
 * Salts of payloads, drawn for several entries at once: asking the system each time costs an import a tenth of its time.
 * Each is given once; those that nobody asked for do not outlive their transaction.
 */
export class Salts {
  readonly #random: (bytes: number) => Uint8Array
  #drawn = new Uint8Array(0)
  #draw = 1

  constructor(random: (bytes: number) => Uint8Array) {
    this.#random = random
  }

  /** 32 random bytes. */
  next(): Uint8Array {
    if (this.#drawn.length === 0) {
      this.#drawn = Uint8Array.from(this.#random(length * this.#draw))
      this.#draw = Math.min(most, this.#draw * 2)
    }
    const salt = this.#drawn.slice(0, length)
    this.#drawn.fill(0, 0, length)
    this.#drawn = this.#drawn.subarray(length)
    return salt
  }

  /** Forgets what was drawn and not given. */
  forget(): void {
    this.#drawn.fill(0)
    this.#drawn = new Uint8Array(0)
    this.#draw = 1
  }
}
