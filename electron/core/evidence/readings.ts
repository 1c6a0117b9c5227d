import type { Workspace } from '../record/members/index.ts'
import { blobOf, findExhibit, isOnRecord } from '../casework/exhibits/index.ts'
import { standingReader, standingReaders, type Standing, type StandingReaders } from '../readers/index.ts'
import { blobPath, type Reader } from '../record/vault/index.ts'
import { Pictures } from './pictures.ts'
import type { OcrLanguage } from '../../../shared/contract/evidence/ocr.ts'
import { evidenceJob, type EvidenceAsked, type EvidenceOrder } from './reading/job.ts'
import { ocrJob, type OcrAsked } from './reading/ocr/job.ts'

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
  #readers: StandingReaders<EvidenceOrder, EvidenceAsked> | undefined
  #ocr: { of: string; reading: Standing<OcrAsked> } | undefined

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

  /** The process that reads pictures of one exhibit in some languages; another exhibit, or other languages, get another. */
  ocrOf({ ports }: Workspace, id: string, languages: OcrLanguage[]): Standing<OcrAsked> {
    const of = JSON.stringify([id, languages])
    if (this.#ocr?.of === of && this.#ocr.reading.alive) return this.#ocr.reading
    this.#ocr?.reading.close()
    const reading = standingReader(ports, ocrJob, { languages })
    this.#ocr = { of, reading }
    return reading
  }

  /** Ends the process that reads pictures, whatever it reads. */
  endOcr(): void {
    this.#ocr?.reading.close()
    this.#ocr = undefined
  }

  #start({ ports, vault, db }: Pick<Workspace, 'ports' | 'vault' | 'db'>, id: string): Standing<EvidenceAsked> {
    const { fileName } = findExhibit(db, id)
    const { name, key, size } = blobOf(db, id)
    this.#readers ??= standingReaders(ports, evidenceJob)
    const path = blobPath(vault.blobs, name)
    return this.#readers.open({ path, key: Uint8Array.from(key), size, name: fileName })
  }

  close(id: string): void {
    const found = this.#open.get(id)
    if (!found) return
    this.#open.delete(id)
    clearTimeout(found.timer)
    found.reading.close()
    if (this.#ocr?.of.startsWith(JSON.stringify([id]).slice(0, -1)) === true) this.endOcr()
  }

  /** Ends the readers of exhibits that are on record no more, with all that was drawn. */
  closeGone(db: Reader): void {
    if ([...this.#open.keys()].some((id) => !isOnRecord(db, id))) this.closeAll()
  }

  closeAll(): void {
    for (const id of this.#open.keys()) this.close(id)
    this.endOcr()
    this.pictures.clear()
    this.#readers?.close()
    this.#readers = undefined
  }
}

const known = new WeakMap<Reader, Readings>()

export function readingsOf({ db }: Workspace): Readings {
  const readings = known.get(db) ?? new Readings()
  known.set(db, readings)
  return readings
}

/** After something was recorded: ends the readers of what a destruction took away. */
export const endReadingsOfDestroyed = (db: Reader): void => known.get(db)?.closeGone(db)

/** Ends every reader: the vault is left. */
export const endReadings = (db: Reader): void => known.get(db)?.closeAll()
