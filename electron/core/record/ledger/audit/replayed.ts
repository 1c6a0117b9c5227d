import { openInMemory, type Reader, type Store } from '../../vault/index.ts'
import { createTables, projecting, recordPages, type RecordRow } from '../replay.ts'
import type { AnyView } from '../view.ts'

/**
 * The ledger projected into empty tables in memory, for comparison. Whoever reads the entries anyway hands their rows on; what
 * was not handed on is read when the tables are asked for.
 */
export class Replayed {
  readonly store: Store = openInMemory()
  /** Entries of a lawful form that no table takes. */
  readonly unprojectable: number[] = []
  readonly #project: (rows: readonly RecordRow[]) => void
  #done = 0
  #failed: unknown

  constructor(views: readonly AnyView[]) {
    createTables(this.store, views)
    this.#project = projecting(this.store, views, {
      onFault: (seq, why) => {
        if (why === 'table') this.unprojectable.push(seq)
      },
    })
    // One transaction: a commit for every row would cost several times the row, even in memory.
    this.store.exec('begin')
  }

  /** Projects the rows of entries [from, to), where they are the next. What fails in it is told to who asks for the tables. */
  take(rows: readonly RecordRow[], from: number, to: number): void {
    if (from !== this.#done || this.#failed !== undefined) return
    try {
      this.#project(rows)
      this.#done = to
    } catch (thrown) {
      this.#failed = thrown
    }
  }

  /** Projects what was recorded since, up to `size` entries; yields how far it came. */
  *catchUp(source: Reader, size: number): Generator<number> {
    for (const [rows, from, to] of recordPages(source, this.#done, size)) {
      this.take(rows, from, to)
      if (this.#failed !== undefined) throw this.#failed
      yield to
    }
  }

  close(): void {
    this.store.close()
  }
}
