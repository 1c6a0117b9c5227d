import { noPrevious, type Entry } from '../../../../../shared/ledger/entry.ts'
import { Frontier } from '../../../../../shared/ledger/tree.ts'
import { leafOf, sha256, sha256Hex, type Reader } from '../../vault/index.ts'
import type { KeyIn, Keys } from './heads.ts'
import { breathe } from './problems.ts'

const width = 256
const page = 20_000

/** Where the reading of entries begins: what the entries before come to. */
export interface Start {
  frontier: Frontier
  keys: Keys
  /** SHA-256 of the entry before, hexadecimal. */
  prev: string
  /** The instant of the entry before; undefined at the beginning. */
  at: string | undefined
}

export const atBeginning = (): Start => ({
  frontier: new Frontier(sha256),
  keys: new Map(),
  prev: noPrevious,
  at: undefined,
})

/**
 * The start behind the first `size` entries, from the stored hashes of the tree. Nothing before it is checked: the
 * caller compares the root of `frontier` with one that is known.
 */
export async function startBehind(
  db: Reader,
  size: number,
  keyIn: KeyIn,
  signal: AbortSignal | undefined,
): Promise<Start> {
  const before = db.get<{ bytes: string }>('select bytes from entry where seq = ?', size - 1)?.bytes
  return {
    frontier: frontierOf(db, size),
    keys: await keysBefore(db, size, keyIn, signal),
    prev: before === undefined ? noPrevious : sha256Hex(before),
    at: before === undefined ? undefined : (JSON.parse(before) as Entry).at,
  }
}

function frontierOf(db: Reader, size: number): Frontier {
  const frontier = new Frontier(sha256)
  const fits = (level: number): boolean =>
    frontier.size % width ** level === 0 && frontier.size + width ** level <= size
  while (frontier.size + width <= size) {
    let level = 1
    while (fits(level + 1)) level++
    const place = frontier.size / width ** level
    const tile = db.get<{ root: Buffer }>('select root from tile where level = ? and place = ?', level - 1, place)
    // A tile that is not there is named by the check of the tiles; any root in its place fails the comparison.
    frontier.appendSubtree(tile?.root ?? Buffer.alloc(32), width ** level)
  }
  const sql = 'select bytes from entry where seq >= ? and seq < ? order by seq'
  for (const { bytes } of db.all<{ bytes: string }>(sql, frontier.size, size)) frontier.append(leafOf(bytes))
  return frontier
}

/** The keys in force behind `size` entries. Only entries that can name one are read in full. */
async function keysBefore(db: Reader, size: number, keyIn: KeyIn, signal: AbortSignal | undefined): Promise<Keys> {
  const keys: Keys = new Map()
  const sql = `select e.bytes, p.body from entry e join payload p using (seq) where e.seq >= ? and e.seq < ?
    and (e.bytes like '%"type":"vault.%' or e.bytes like '%"type":"member.%') order by e.seq`
  for (let from = 0; from < size; from += page) {
    for (const { bytes, body } of db.all<{ bytes: string; body: string }>(sql, from, Math.min(from + page, size))) {
      const key = keyIn((JSON.parse(bytes) as Entry).type, body)
      if (key?.ed25519) keys.set(key.member, key.ed25519)
      else if (key) keys.delete(key.member)
    }
    await breathe(signal)
  }
  return keys
}
