import type { Workspace } from '../record/members/index.ts'
import { standingReaders, type Standing, type StandingReaders } from '../readers/index.ts'
import { countDestroyed } from '../record/ledger/index.ts'
import type { Reader } from '../record/vault/index.ts'
import { OcrReaders } from './ocr-readers.ts'
import { orderFor } from './order.ts'
import { Pictures } from './pictures.ts'
import { evidenceJob, type EvidenceAsked, type EvidenceOrder } from './reading/job.ts'
import { Thumbnails } from './thumbnails.ts'

/** Exhibits that are open at once, each in a reader of its own; the one that was longest left alone gives way. */
const most = 3
/** Milliseconds after which a reader that nobody asks is ended. */
const leftAlone = 5 * 60_000

interface Open {
  reading: Standing<EvidenceAsked>
  timer: NodeJS.Timeout
}

/** The readers of one open vault. */
class Readings {
  readonly #open = new Map<string, Open>()
  readonly pictures = new Pictures()
  readonly thumbnails = new Thumbnails()
  #readers: StandingReaders<EvidenceOrder, EvidenceAsked> | undefined
  readonly ocr = new OcrReaders()
  /** How much had been destroyed when it began. */
  #destroyed: number

  constructor(db: Reader) {
    this.#destroyed = countDestroyed(db)
  }

  /** The reader of an exhibit, started where none is. Fails with BLOB_MISSING. */
  of({ ports, vault, db }: Workspace, id: string): Standing<EvidenceAsked> {
    const found = this.#open.get(id)
    this.#open.delete(id)
    if (found) clearTimeout(found.timer)
    const reading = found?.reading.alive === true ? found.reading : this.#start({ ports, vault, db }, id)
    const timer = setTimeout(() => this.close(id), leftAlone)
    timer.unref()
    this.#open.set(id, { reading, timer })
    const [oldest] = this.#open.keys()
    if (this.#open.size > most && oldest !== undefined) this.close(oldest)
    return reading
  }

  #start(workspace: Pick<Workspace, 'ports' | 'vault' | 'db'>, id: string): Standing<EvidenceAsked> {
    this.#readers ??= standingReaders(workspace.ports, evidenceJob)
    return this.#readers.open(orderFor(workspace, id))
  }

  close(id: string): void {
    const found = this.#open.get(id)
    if (!found) return
    this.#open.delete(id)
    clearTimeout(found.timer)
    found.reading.close()
    this.ocr.closeOf(id)
  }

  /** When something was destroyed: ends the readers, and forgets all that was drawn. */
  closeGone(db: Reader): void {
    const destroyed = countDestroyed(db)
    if (destroyed !== this.#destroyed) this.closeAll()
    this.#destroyed = destroyed
  }

  closeAll(): void {
    for (const id of this.#open.keys()) this.close(id)
    this.ocr.closeAll()
    this.pictures.clear()
    this.thumbnails.clear()
    this.#readers?.close()
    this.#readers = undefined
  }
}

const known = new WeakMap<Reader, Readings>()

export function readingsOf({ db }: Workspace): Readings {
  const readings = known.get(db) ?? new Readings(db)
  known.set(db, readings)
  return readings
}

/** After something was recorded: ends the readers, and forgets what was drawn, when that was a destruction. */
export const endReadingsOfDestroyed = (db: Reader): void => known.get(db)?.closeGone(db)

/** Ends every reader: the vault is left. */
export const endReadings = (db: Reader): void => known.get(db)?.closeAll()
