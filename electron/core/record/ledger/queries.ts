import type { Entry } from '../../../../shared/ledger/entry.ts'
import { consistencyProof, Frontier, inclusionProof } from '../../../../shared/ledger/tree.ts'
import { leafOf, sha256, sha256Hex, type Reader } from '../vault/index.ts'
import { rangeRoot } from './tiles.ts'

/** An entry with what it recorded, as lists and packets need it. */
export interface StoredEntry {
  entry: Entry
  bytes: string
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string
  /** null when it was withheld or destroyed. */
  body: string | null
  salt: Buffer | null
}

interface Row {
  bytes: string
  body: string | null
  salt: Buffer | null
}

const columns = 'select e.bytes, p.body, p.salt from entry e left join payload p using (seq)'
const stored = ({ bytes, body, salt }: Row): StoredEntry => ({
  entry: JSON.parse(bytes) as Entry,
  bytes,
  hash: sha256Hex(bytes),
  body,
  salt,
})

/** The newest entries before `before`, newest first. */
export const newestEntries = (db: Reader, limit: number, before = Number.MAX_SAFE_INTEGER): StoredEntry[] =>
  db.all<Row>(`${columns} where e.seq < ? order by e.seq desc limit ?`, before, limit).map(stored)

export function oneEntry(db: Reader, seq: number): StoredEntry | undefined {
  const row = db.get<Row>(`${columns} where e.seq = ?`, seq)
  return row && stored(row)
}

/** Every entry of a case, oldest first. */
export const entriesOfCase = (db: Reader, caseId: string): StoredEntry[] =>
  db.all<Row>(`${columns} where e.case_id = ? order by e.seq`, caseId).map(stored)

/**
 * Every entry of a case and of the reports that belong to it, from before they did too, with `more` that are known to be
 * about these reports; oldest first.
 */
export const entriesOf = (
  db: Reader,
  caseId: string,
  reports: readonly { id: string; seq: number }[],
  more: readonly number[],
): StoredEntry[] =>
  db
    .all<Row>(
      `${columns} where e.seq in (
         select seq from entry where case_id = ?
         union select value from json_each(?)
         union select seq from entry where case_id is null and json_extract(bytes, '$.type') <> 'report.received'
           and subject in (select value from json_each(?)))
       order by e.seq`,
      caseId,
      JSON.stringify([...reports.map(({ seq }) => seq), ...more]),
      JSON.stringify(reports.map(({ id }) => id)),
    )
    .map(stored)

/** The proof that entry `seq` is in the tree of `size` entries (RFC 9162, section 2.1.3.1). */
export const proveInclusion = (db: Reader, seq: number, size: number): Uint8Array[] =>
  inclusionProof(seq, size, (start, end) => rangeRoot(db, start, end, (from, to) => leaves(db, from, to)))

/** The proof that the ledger of `oldSize` entries is the beginning of that of `size` (RFC 9162, section 2.1.4.1). */
export const proveConsistency = (db: Reader, oldSize: number, size: number): Uint8Array[] =>
  consistencyProof(oldSize, size, (start, end) => rangeRoot(db, start, end, (from, to) => leaves(db, from, to)))

const leaves = (db: Reader, from: number, to: number): Uint8Array[] =>
  db
    .all<{ bytes: string }>('select bytes from entry where seq >= ? and seq < ? order by seq', from, to)
    .map((row) => leafOf(row.bytes))

/** The root that the first `size` entries came to, from the kept hashes of the tree (32 bytes). */
export const rootOfFirst = (db: Reader, size: number): Uint8Array =>
  rangeRoot(db, 0, size, (from, to) => leaves(db, from, to))

/**
 * The roots of the first entries for some sizes, worked out anew from the entries' bytes. Gives way to other work
 * between pages; `check` is called there and may stop it by throwing. Sizes that the ledger does not reach are left out.
 */
export async function recomputeRoots(
  db: Reader,
  sizes: readonly number[],
  check: (done: number) => void,
): Promise<Map<number, Uint8Array>> {
  const frontier = new Frontier(sha256)
  const [found, wanted] = [new Map<number, Uint8Array>(), new Set(sizes)]
  const last = Math.max(...sizes)
  for (let from = 0; from < last; from += recomputePage) {
    for (const leaf of leaves(db, from, Math.min(last, from + recomputePage))) {
      frontier.append(leaf)
      if (wanted.has(frontier.size)) found.set(frontier.size, frontier.root())
    }
    await new Promise((resolve) => setImmediate(resolve))
    check(frontier.size)
  }
  return found
}

const recomputePage = 2000

/** A stretch of the record as an export gives it away: entries in order, each with the note of a head signed right after it. */
export const exportRows = (
  db: Reader,
  from: number,
  to: number,
): { bytes: string; body: string | null; salt: Buffer | null; note: string | null }[] =>
  db.all(
    `select e.bytes, p.body, p.salt, h.note from entry e left join payload p using (seq)
     left join head h on h.size = e.seq + 1 where e.seq >= ? and e.seq < ? order by e.seq`,
    from,
    to,
  )
