import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'

/** The passphrase that opens the frozen vaults; nothing in them is secret. */
export const frozenPassphrase = 'frozen for the readers of later years'
/** The one before it, which a change of the passphrase put out of use. */
export const formerPassphrase = 'the first passphrase of this vault'

/** Tables that are the record or this copy's own; every other one is a view. */
const own = new Set([
  'entry',
  'payload',
  'payload_destroyed',
  'head',
  'tile',
  'blob',
  'blob_destroyed',
  'setting',
  'secret',
  'draft',
  'view_version',
])

/** A table as it was: its columns in their order, how many rows, and one hash over all of them. */
export interface FrozenTable {
  columns: string[]
  rows: number
  sha256: string
}

/** What a frozen vault held when it was made. */
export interface Frozen {
  counts: Record<string, number>
  entries: number
  /** SHA-256 over all entries' bytes, in order, each with a line end. */
  entriesHash: string
  heads: { size: number; note: string }[]
  tables: Record<string, FrozenTable>
}

const hashOf = (lines: readonly string[]): string => {
  const digest = createHash('sha256')
  for (const line of lines) digest.update(`${line}\n`)
  return digest.digest('hex')
}

/** Every view table of a vault's raw database, or those that are named, by the columns named. */
export function tablesOf(db: Database.Database, as?: Record<string, FrozenTable>): Record<string, FrozenTable> {
  const found = db.prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`).all()
  const names = as
    ? Object.keys(as)
    : (found as { name: string }[]).map(({ name }) => name).filter((name) => !own.has(name))
  return Object.fromEntries(
    names.toSorted().map((name) => {
      const columns =
        as?.[name]?.columns ??
        (db.prepare('select name from pragma_table_info(?) order by cid').all(name) as { name: string }[]).map(
          (column) => column.name,
        )
      const list = columns.map((column) => `"${column}"`).join(', ')
      const rows = db.prepare(`select ${list} from "${name}" order by ${list}`).raw().all()
      return [name, { columns, rows: rows.length, sha256: hashOf(rows.map((row) => JSON.stringify(row))) }]
    }),
  )
}

/** Entries and heads of a vault's raw database. `size` cuts off what was added later. */
export function recordOf(db: Database.Database, size: number): Pick<Frozen, 'entries' | 'entriesHash' | 'heads'> {
  const entries = db.prepare('select bytes from entry where seq < ? order by seq').pluck().all(size) as string[]
  const heads = db.prepare('select size, note from head where size <= ? order by size').all(size) as Frozen['heads']
  return { entries: entries.length, entriesHash: hashOf(entries), heads }
}
