import { rootOf } from '../../../../../shared/ledger/tree.ts'
import { leafOf, sha256, type Reader } from '../../vault/index.ts'
import { breathe, type AuditContext } from './problems.ts'

/**
 * Checks the stored hashes of the tree against the entries, of which there are `size`: proofs are made from them. With
 * `from`, those alone that cover an entry from there on. Returns how many it checked.
 */
export async function auditTiles(
  db: Reader,
  size: number,
  { signal, progress, report }: AuditContext,
  from = 0,
): Promise<number> {
  const missing = fullTiles(size, from)
  const total = missing.size
  let done = 0
  const tiles = db.all<{ level: number; place: number }>('select level, place from tile order by level, place')
  const one = 'select hashes, root from tile where level = ? and place = ?'
  for (const { level, place } of tiles) {
    const where = `tile ${level}/${place}`
    if ((place + 1) * 256 ** (level + 1) <= from) continue
    if (!missing.delete(where)) {
      report({ code: 'TREE_CHANGED', where, message: 'These stored hashes are of entries that are not there.' })
      continue
    }
    const tile = db.get<{ hashes: Buffer; root: Buffer }>(one, level, place)
    const children = level === 0 ? leavesOf(db, place) : rootsBelow(db, level, place)
    if (!tile || !tile.hashes.equals(Buffer.concat(children)) || !tile.root.equals(rootOf(sha256, children))) {
      const message = 'Stored hashes of the tree are not those of its entries.'
      report({ code: 'TREE_CHANGED', where, message })
    }
    progress?.({ stage: 'Checking the stored hashes of the tree', done: ++done, total, unit: 'steps' })
    await breathe(signal)
  }
  const message = 'These stored hashes of the tree were removed.'
  for (const where of missing) report({ code: 'TREE_CHANGED', where, message })
  return total
}

/** The names of the tiles that a tree of `size` leaves has filled, but for those that end before `from`. */
function fullTiles(size: number, from: number): Set<string> {
  const names = new Set<string>()
  for (let level = 0, count = Math.floor(size / 256); count > 0; level++, count = Math.floor(count / 256)) {
    for (let place = Math.floor(from / 256 ** (level + 1)); place < count; place++) names.add(`tile ${level}/${place}`)
  }
  return names
}

function leavesOf(db: Reader, place: number): Uint8Array[] {
  const sql = 'select bytes from entry where seq >= ? and seq < ? order by seq'
  return db.all<{ bytes: string }>(sql, place * 256, (place + 1) * 256).map((row) => leafOf(row.bytes))
}

function rootsBelow(db: Reader, level: number, place: number): Uint8Array[] {
  const sql = 'select root from tile where level = ? and place >= ? and place < ? order by place'
  return db.all<{ root: Buffer }>(sql, level - 1, place * 256, (place + 1) * 256).map((row) => row.root)
}
