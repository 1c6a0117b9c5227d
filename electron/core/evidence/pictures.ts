import type { OfferedBytes } from '../../../shared/contract/server.ts'
import type { Picture } from './reading/format.ts'

/** Bytes of drawn pictures that are kept for the windows; what was longest not asked for is drawn anew when it is. */
const most = 96_000_000

/** Pictures as they were drawn, for windows that read them in pieces. */
export class Pictures {
  readonly #kept = new Map<string, Promise<Picture>>()
  readonly #sizes = new Map<string, number>()

  /** The picture of a name, drawn once while it is kept. */
  async of(name: string, draw: () => Promise<Picture>): Promise<Picture> {
    const known = this.#kept.get(name)
    this.#kept.delete(name)
    const picture = known ?? draw()
    this.#kept.set(name, picture)
    try {
      const { bytes } = await picture
      this.#sizes.set(name, bytes.length)
      this.#giveWay()
    } catch (thrown) {
      this.#kept.delete(name)
      throw thrown
    }
    return picture
  }

  /** A picture as the byte channel offers it. */
  async offered(name: string, draw: () => Promise<Picture>): Promise<OfferedBytes> {
    const { bytes, mediaType } = await this.of(name, draw)
    return {
      size: bytes.length,
      mediaType,
      read: async (from, length) => (await this.of(name, draw)).bytes.subarray(from, from + length),
      end: () => this.#forget(name),
    }
  }

  clear(): void {
    this.#kept.clear()
    this.#sizes.clear()
  }

  #forget(name: string): void {
    this.#kept.delete(name)
    this.#sizes.delete(name)
  }

  #giveWay(): void {
    let total = [...this.#sizes.values()].reduce((sum, size) => sum + size, 0)
    for (const name of [...this.#kept.keys()].slice(0, -1)) {
      if (total <= most) return
      total -= this.#sizes.get(name) ?? 0
      this.#forget(name)
    }
  }
}
