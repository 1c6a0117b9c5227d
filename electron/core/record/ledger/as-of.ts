import type { Entry } from '../../../../shared/ledger/entry.ts'
import { hex } from '../../../../shared/kernel/bytes.ts'
import { leafOf, migrate, openInMemory, type Reader, type Store } from '../vault/index.ts'
import { createTables, projecting, replay } from './replay.ts'
import { rangeRoot } from './tiles.ts'
import type { AnyView } from './view.ts'

/** When an entry was recorded, as it says itself. */
export const instantOf = (db: Reader, seq: number): string =>
  (JSON.parse(db.get<{ bytes: string }>('select bytes from entry where seq = ?', seq)?.bytes ?? '{"at":""}') as Entry)
    .at

/**
 * How many of the first `size` entries had been recorded at an instant: those before the first entry whose time is
 * later. Times only grow between two entries that say the clock was turned back, so each such stretch is halved until
 * the place is found. `instant` is ISO 8601 in UTC with milliseconds, as entries hold it.
 */
export function entriesAt(db: Reader, size: number, instant: string): number {
  const turns = db.all<{ seq: number }>('select seq from clock_turn where seq < ? order by seq', size)
  let start = 0
  for (const end of [...turns.map(({ seq }) => seq), size]) {
    if (end > start && instantOf(db, end - 1) > instant) {
      let [low, high] = [start, end - 1]
      while (low < high) {
        const middle = Math.floor((low + high) / 2)
        if (instantOf(db, middle) > instant) high = middle
        else low = middle + 1
      }
      return low
    }
    start = end
  }
  return size
}

/** The root of the tree over the first `size` entries, hexadecimal. */
export const rootAt = (db: Reader, size: number): string =>
  hex(
    rangeRoot(db, 0, size, (from, to) =>
      db
        .all<{ bytes: string }>('select bytes from entry where seq >= ? and seq < ? order by seq', from, to)
        .map((row) => leafOf(row.bytes)),
    ),
  )

function emptyCopy(views: readonly AnyView[]): Store {
  const copy = openInMemory()
  migrate(copy)
  createTables(copy, views)
  return copy
}

/**
 * A database in memory that holds what the given entries recorded and nothing else, as the same queries read it. Who the
 * members are is taken from today.
 */
export function tablesAsOf(db: Reader, views: readonly AnyView[], seqs: readonly number[]): Store {
  const copy = emptyCopy(views)
  const project = projecting(copy, views)
  copy.exec('begin')
  for (const table of ['member', 'vault']) {
    for (const row of db.all<Record<string, string | number | null>>(`select * from ${table}`)) {
      const columns = Object.keys(row)
      copy.run(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        ...Object.values(row),
      )
    }
  }
  const rows = db.all<{ seq: number; bytes: string; salt: Buffer | null; body: string | null }>(
    `select e.seq, e.bytes, p.salt, p.body from entry e left join payload p using (seq)
     where e.seq in (select value from json_each(?)) order by e.seq`,
    JSON.stringify(seqs),
  )
  for (const { seq, bytes, salt, body } of rows) {
    copy.run('insert into entry (seq, bytes) values (?, ?)', seq, bytes)
    if (salt === null || body === null) continue
    copy.run('insert into payload (seq, salt, body) values (?, ?, ?)', seq, salt, body)
    project([{ seq, bytes, body }])
  }
  copy.exec('commit')
  return copy
}

/** Every table as it stood, in memory; it can be brought forward to a later moment, never back. */
export class WholeAsOf {
  readonly #source: Reader
  readonly #views: readonly AnyView[]
  readonly db: Store
  size = 0

  constructor(source: Reader, views: readonly AnyView[]) {
    this.#source = source
    this.#views = views
    this.db = emptyCopy(views)
  }

  /** Projects up to `size` entries, a page at a time; yields how far it came. Stopping on the way leaves it whole. */
  *bringTo(size: number): Generator<number> {
    const keep = (entry: Entry, bytes: string): void => {
      // Lists count a case's entries by type; nothing asks for the others.
      if (entry.case !== undefined) this.db.run('insert into entry (seq, bytes) values (?, ?)', entry.seq, bytes)
    }
    while (this.size < size) {
      const to = Math.min(this.size + 2000, size)
      this.db.transaction(() => {
        for (const _ of replay(this.#source, this.#views, this.db, this.size, to, { onEntry: keep }));
      })
      this.size = to
      yield to
    }
  }

  close(): void {
    this.db.close()
  }
}
