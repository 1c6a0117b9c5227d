import type { IngestState } from '../../../../../shared/contract/ingest.ts'
import type { Twin } from '../../../../../shared/contract/exhibits.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../../record/members/index.ts'
import type { Collected } from '../register.ts'

// The queue is what a member has not put on record yet, and so lies where their drafts lie: encrypted in vault.db, under keys
// that name the case or the report, by which destruction finds them. A file's row goes in the transaction that keeps the file.

/** Files that were added together. */
export interface Batch {
  /** Number of its case or report, and which of the two it is. */
  owner: string
  of: 'case' | 'report'
  addedAt: string
  collected: Collected
  files: number
  bytes: number
  kept: number
  keptBytes: number
}

export interface QueuedFile {
  path: string
  name: string
  sourcePath: string | null
  size: number
  state: IngestState
  problem: string | null
  twins: Twin[]
  /** Why it is kept although its bytes are on record. */
  again: string | null
}

/** A file with its place in its batch. */
export interface Placed extends QueuedFile {
  at: number
}

interface Row {
  key: string
  body: string
}

const part = 'ingest'
/** Digits of a file's place, so that keys are in the order of the files. */
const digits = 7
const placeOf = (key: string): number => Number(key.slice(-digits))

/** The queue of the member at work. */
export class IngestRows {
  readonly #workspace: Workspace

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  get #store(): Workspace['vault']['store'] {
    return this.#workspace.vault.store
  }

  get #own(): string {
    return `${this.#workspace.member.id}/${part}:`
  }

  /** `about`: id of the case or the report. */
  add(id: string, about: string, batch: Batch, files: readonly QueuedFile[]): void {
    const key = `${this.#own}${about}:${id}`
    this.#store.transaction(() => {
      this.#put(key, batch)
      for (const [at, file] of files.entries()) this.#put(`${key}:${String(at).padStart(digits, '0')}`, file)
    })
  }

  /** The batches, by their ids. */
  batches(): { id: string; key: string; batch: Batch }[] {
    const from = this.#own
    const rows = this.#store.all<Row>(
      // A batch's own row ends with its id, a file's with its place.
      `select key, body from draft where key >= ? and key < ? and substr(key, -37, 1) = ':'`,
      from,
      `${from.slice(0, -1)};`,
    )
    return rows.map(({ key, body }) => ({ id: key.slice(-36), key, batch: JSON.parse(body) as Batch }))
  }

  /** Fails with NOT_FOUND. */
  find(id: string): { key: string; batch: Batch } {
    const found = this.batches().find((one) => one.id === id)
    if (found) return found
    throw new HoldfastError(
      'NOT_FOUND',
      'These files are no longer waiting.',
      'Look at the case’s evidence: what was kept is there.',
    )
  }

  /** How many files of a batch are in which state, and their bytes. */
  counts(key: string): Record<IngestState, { files: number; bytes: number }> {
    const counts = {
      waiting: { files: 0, bytes: 0 },
      failed: { files: 0, bytes: 0 },
      same: { files: 0, bytes: 0 },
      skipped: { files: 0, bytes: 0 },
    }
    const rows = this.#store.all<{ state: IngestState; files: number; bytes: number }>(
      `select body ->> '$.state' as state, count(*) as files, coalesce(sum(body ->> '$.size'), 0) as bytes
         from draft where key > ? and key < ? group by 1`,
      `${key}:`,
      `${key};`,
    )
    for (const { state, files, bytes } of rows) counts[state] = { files, bytes }
    return counts
  }

  /** Files of a batch that are in one of these states, in their order. */
  files(key: string, states: readonly IngestState[], { offset = 0, limit = -1 } = {}): Placed[] {
    const rows = this.#store.all<Row>(
      `select key, body from draft where key > ? and key < ?
         and body ->> '$.state' in (select value from json_each(?)) order by key limit ? offset ?`,
      `${key}:`,
      `${key};`,
      JSON.stringify(states),
      limit,
      offset,
    )
    return rows.map((row) => ({ ...(JSON.parse(row.body) as QueuedFile), at: placeOf(row.key) }))
  }

  setFile(key: string, { at, ...file }: Placed): void {
    this.#put(`${key}:${String(at).padStart(digits, '0')}`, file)
  }

  dropFile(key: string, { at }: Placed): void {
    this.#store.run('delete from draft where key = ?', `${key}:${String(at).padStart(digits, '0')}`)
  }

  setBatch(key: string, batch: Batch): void {
    this.#put(key, batch)
  }

  /** Forgets a batch of which no file is left. */
  dropIfDone(key: string): void {
    const left = this.#store.get(`select 1 from draft where key > ? and key < ? limit 1`, `${key}:`, `${key};`)
    if (left === undefined) this.#store.run('delete from draft where key = ?', key)
  }

  /** All of it or nothing. */
  atOnce<T>(work: () => T): T {
    return this.#store.transaction(work)
  }

  #put(key: string, value: Batch | QueuedFile): void {
    const savedAt = new Date(this.#workspace.ports.clock.now()).toISOString()
    this.#store.run(
      'insert or replace into draft (key, body, saved_at) values (?, ?, ?)',
      key,
      JSON.stringify(value),
      savedAt,
    )
  }
}
