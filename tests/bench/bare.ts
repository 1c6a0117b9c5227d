import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { intakeView } from '../../electron/core/intake/reports/index.ts'

type Keyed = Database.Database & { key(key: Buffer): void }

/** SQLite with the vault's cipher and the vault's care for the disk, and nothing of ours on top. */
export function bareFile(folder: string, name: string): Database.Database {
  const database = new Database(join(folder, name)) as Keyed
  database.pragma(`cipher='sqlcipher'`)
  database.pragma('legacy=4')
  database.key(Buffer.from(`x'${randomBytes(32).toString('hex')}'`))
  database.pragma('locking_mode=EXCLUSIVE')
  database.pragma('journal_mode=WAL')
  database.pragma('synchronous=FULL')
  database.pragma('temp_store=MEMORY')
  database.pragma('cache_size=-65536')
  return database
}

export const bareMemory = (): Database.Database => new Database(':memory:')

/** The table of reports as the vault has it, with its indexes. */
export const reportTable = intakeView.tables['report'] ?? ''

/** The other tables in which a report leaves rows when it comes in. */
export const besideTables = `${intakeView.tables['report_mention'] ?? ''};${intakeView.tables['duty'] ?? ''};`

/** The record's two tables, without triggers, references and generated columns. */
export const recordTables = `
  create table entry (seq integer primary key, bytes text not null) strict;
  create table payload (seq integer primary key, salt blob not null, body text not null) strict;`

type Values = (string | number | null | Buffer)[]

/** Inserts rows by one prepared statement; the caller holds the transaction. */
export function insertAll(database: Database.Database, table: string, rows: readonly Values[]): void {
  const [first] = rows
  if (!first) return
  const statement = database.prepare(`insert into ${table} values (${first.map(() => '?').join(', ')})`)
  for (const row of rows) statement.run(row)
}
