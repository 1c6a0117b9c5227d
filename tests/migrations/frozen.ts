import { createHash } from 'node:crypto'
import { readerOf } from '../../electron/core/record/ledger/index.ts'
import { views } from '../../electron/core/views.ts'
import type Database from 'better-sqlite3'
import type { Output } from '../../shared/contract/contract.ts'

/** The passphrase that opens the frozen vaults; nothing in them is secret. */
export const frozenPassphrase = 'frozen for the readers of later years'
/** The one before it, which a change of the passphrase put out of use. */
export const formerPassphrase = 'the first passphrase of this vault'

/** Those of the second and the third member of a vault that has several. */
export const secondPassphrase = 'the second reader of these years'
export const thirdPassphrase = 'the third desk of these years'

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

/** What a frozen vault held when it was made, and since 0.2.0 what left it. */
export interface Frozen extends Partial<FrozenWorld> {
  counts: Record<string, number>
  entries: number
  /** SHA-256 over all entries' bytes, in order, each with a line end. */
  entriesHash: string
  heads: { size: number; note: string }[]
  tables: Record<string, FrozenTable>
}

/** What the vault of a release gave to the world: files beside it, and what that release said of each. */
export interface FrozenWorld {
  /** With the passphrase of each; of who is still invited: the words of the invitation. */
  members: { name: string; roles: string[]; state: string; passphrase: string }[]
  sheet: { member: string; words: string }
  cases: { main: string; held: string; destroyed: string }
  rootFingerprint: string
  backup: { entries: number; exhibits: number }
  export: Output<'ledger.verify'>
  head: Pick<Output<'ledger.check'>, 'head' | 'signedBy'>
  sealedReport: Omit<Output<'form.open'>, 'file' | 'filedAs'>
  /** By the engine that set them. */
  packets: Record<string, Output<'packet.verify'>>
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

/** Entries whose payload does not have the form of its type, with what is wrong. */
export function oddPayloads(db: Database.Database): string[] {
  const read = readerOf(views)
  const rows = db.prepare('select seq, bytes, body from entry join payload using (seq) order by seq').all() as {
    seq: number
    bytes: string
    body: string
  }[]
  return rows.flatMap(({ seq, bytes, body }) => {
    const { type } = JSON.parse(bytes) as { type: string }
    const { why } = read(type, body)
    return why ? [`${seq} ${type}: ${why}`] : []
  })
}

/** Tables of what a version recognises in words (plates, names): a later one may see more or less in the same ones. */
const recognised = new Set(['report_mention', 'subject_key'])

/** The tables that every later version must project alike. */
export const projectedAlike = (tables: Record<string, FrozenTable>): Record<string, FrozenTable> =>
  Object.fromEntries(Object.entries(tables).filter(([name]) => !recognised.has(name)))
