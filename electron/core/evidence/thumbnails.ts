import type { OfferedBytes } from '../../../shared/contract/server.ts'
import { HoldfastError, toFailure } from '../../../shared/kernel/errors.ts'
import { standingReaders, type StandingReaders } from '../readers/index.ts'
import type { Workspace } from '../record/members/index.ts'
import type { Picture } from './reading/format.ts'
import { orderFor } from './order.ts'
import { evidenceJob, type EvidenceAsked, type EvidenceOrder } from './reading/job.ts'
import type { Thumbnail } from './reading/thumbnail.ts'

/** Readers that draw at once. */
const lanes = 2
/** Bytes of small pictures and beginnings of texts that are kept in memory. */
const most = 64_000_000
/** What is counted for one beside its bytes. */
const each = 1000

interface Drawn {
  picture: Picture | null
  view: string | null
  words: string | null
  problem: string | null
}

interface Wanted {
  begin: () => void
  signal: AbortSignal
}

/**
 * Small pictures of exhibits: each is drawn by a reader of its own, so that a file that breaks one costs one picture, and lies in
 * memory alone. They are forgotten with the vault, and when anything is destroyed.
 */
export class Thumbnails {
  readonly #kept = new Map<string, Drawn>()
  #size = 0
  readonly #waiting: Wanted[] = []
  #busy = 0
  #readers: StandingReaders<EvidenceOrder, EvidenceAsked> | undefined
  #era = 0

  /** The small picture of an exhibit. Fails with CANCELLED. */
  async of(workspace: Workspace, id: string, signal: AbortSignal): Promise<Drawn> {
    const known = this.#kept.get(id)
    if (known) return known
    const era = this.#era
    await this.#turn(signal)
    try {
      const drawn = this.#kept.get(id) ?? (await this.#draw(workspace, id, signal))
      // Locked, or something destroyed, while it was drawn.
      if (era === this.#era) this.#keep(id, drawn)
      return drawn
    } finally {
      this.#busy -= 1
      this.#next()
    }
  }

  /** A picture as the byte channel offers it; it stays with the window that has it. */
  offered(workspace: Workspace, id: string, { bytes, mediaType }: Picture): OfferedBytes {
    const { signal: never } = new AbortController()
    const again = async (): Promise<Uint8Array> =>
      (this.#kept.get(id) ?? (await this.of(workspace, id, never))).picture?.bytes ?? new Uint8Array(0)
    return {
      size: bytes.length,
      mediaType,
      read: async (from, length) => (await again()).subarray(from, from + length),
      end: () => undefined,
    }
  }

  clear(): void {
    this.#era += 1
    this.#kept.clear()
    this.#size = 0
    this.#readers?.close()
    this.#readers = undefined
  }

  /** Settles when a reader may be started: who came last goes first, since that is what is on the screen. */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', leave)
        this.#busy += 1
        resolve()
      }
      const wanted: Wanted = { begin, signal }
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(wanted), 1)
        reject(passed())
      }
      if (signal.aborted) return reject(passed())
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.push(wanted)
      this.#next()
    })
  }

  #next(): void {
    while (this.#busy < lanes) {
      const wanted = this.#waiting.pop()
      if (!wanted) return
      wanted.begin()
    }
  }

  async #draw(workspace: Workspace, id: string, signal: AbortSignal): Promise<Drawn> {
    this.#readers ??= standingReaders(workspace.ports, evidenceJob)
    const reading = this.#readers.open(orderFor(workspace, id))
    try {
      const drawn: Thumbnail = await reading.ask('thumbnail', undefined, signal)
      return { ...drawn, problem: null }
    } catch (thrown) {
      const { code, message } = toFailure(thrown)
      if (code === 'CANCELLED') throw thrown
      return { picture: null, view: null, words: null, problem: message }
    } finally {
      reading.close()
    }
  }

  #keep(id: string, drawn: Drawn): void {
    if (this.#kept.has(id)) return
    this.#kept.set(id, drawn)
    this.#size += sizeOf(drawn)
    for (const [oldest, one] of this.#kept) {
      if (this.#size <= most) return
      this.#kept.delete(oldest)
      this.#size -= sizeOf(one)
    }
  }
}

const sizeOf = ({ picture, words }: Drawn): number => each + (picture?.bytes.length ?? 0) + (words?.length ?? 0) * 2

const passed = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'It is no longer on the screen; nothing was drawn.', 'Scroll back to it.')
