import { Frontier, rootOf } from '../../../../shared/ledger/tree.ts'
import { sha256, type Reader, type Writer } from '../vault/index.ts'

// Hashes of the tree are kept in tiles of 256, each with its root, so that opening a vault of a million entries reads a
// few dozen rows and a proof a few thousand (the idea of C2SP tlog-tiles). A tile is written once, when it is full.

const width = 256

/** The growing edge of the stored tree: for each level the hashes that do not fill a tile yet. */
export class Tiles {
  readonly #pending: Uint8Array[][]
  readonly #full: number[]

  private constructor(pending: Uint8Array[][], full: number[]) {
    this.#pending = pending
    this.#full = full
  }

  /** Reads the edge: the last full tiles' roots, and the hashes of the leaves behind them as `leavesFrom` gives them. */
  static load(db: Reader, leavesFrom: (start: number) => Uint8Array[]): Tiles {
    const counts = db.all<{ level: number; count: number }>(
      'select level, count(*) as count from tile group by level order by level',
    )
    const full = counts.map((row) => row.count)
    const pending: Uint8Array[][] = [leavesFrom((full[0] ?? 0) * width)]
    for (let level = 1; level <= full.length; level++) {
      const from = (full[level] ?? 0) * width
      const rows = db.all<{ root: Buffer }>(
        'select root from tile where level = ? and place >= ? order by place',
        level - 1,
        from,
      )
      pending.push(rows.map((row) => row.root))
    }
    return new Tiles(pending, full)
  }

  /** The frontier of the whole tree, for its root and for appending. */
  frontier(): Frontier {
    const frontier = new Frontier(sha256)
    for (let level = this.#pending.length - 1; level >= 0; level--) {
      for (const hash of this.#pending[level] ?? []) frontier.appendSubtree(hash, width ** level)
    }
    return frontier
  }

  append(db: Writer, hash: Uint8Array, level = 0): void {
    const pending = (this.#pending[level] ??= [])
    pending.push(hash)
    if (pending.length < width) return
    const root = rootOf(sha256, pending)
    const place = this.#full[level] ?? 0
    db.run(
      'insert into tile (level, place, hashes, root) values (?, ?, ?, ?)',
      level,
      place,
      Buffer.concat(pending),
      root,
    )
    this.#full[level] = place + 1
    this.#pending[level] = []
    this.append(db, root, level + 1)
  }
}

/**
 * The root over leaves [start, end), from tiles where they are full and from `leavesFrom(start, end)` behind them.
 * Ranges are those that proofs ask for: halves of perfect trees.
 */
export function rangeRoot(
  db: Reader,
  start: number,
  end: number,
  leaves: (start: number, end: number) => Uint8Array[],
): Uint8Array {
  const frontier = new Frontier(sha256)
  let at = start
  while (at < end) {
    let level = 2
    while (level > 0 && (at % width ** level !== 0 || at + width ** level > end)) level--
    if (level === 0) {
      const stop = Math.min(end, (Math.floor(at / width) + 1) * width)
      for (const leaf of leaves(at, stop)) frontier.append(leaf)
      at = stop
      continue
    }
    const place = at / width ** level
    const tile = db.get<{ root: Buffer }>('select root from tile where level = ? and place = ?', level - 1, place)
    if (!tile) throw new Error(`tile ${level - 1}/${place} is missing`)
    frontier.appendSubtree(tile.root, width ** level)
    at += width ** level
  }
  return frontier.root()
}
