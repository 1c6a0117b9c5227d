import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import {
  deleting,
  inserting,
  setting,
  to,
  type OnSameKey,
  type Setting,
  type Statement,
  type Value,
  type Where,
} from './changes.ts'
import { casing } from './ddl.ts'
import { anyGiven, type Given, type Prepared, type Query } from './queries.ts'

/** The cipher's build adds `key`; the published types are those of the plain one. */
type KeyedDatabase = Database.Database & { key(key: Buffer): void; rekey(key: Buffer): void }

type Values = Record<string, unknown>
type AnyQuery = Query<unknown, Values>

/** What a query is given; nothing where it names nothing. */
type GivenTo<V> = [V] extends [never] ? [] : [values: V]

/** A handle that can only read. */
export interface Reader {
  /** The rows of a query over typed tables. */
  all<Row, V>(query: Query<Row, V>, ...given: GivenTo<V>): Row[]
  get<Row, V>(query: Query<Row, V>, ...given: GivenTo<V>): Row | undefined
  /** The rows of plain SQL, of which only the caller knows how they look. */
  all<Row>(sql: string, ...values: Value[]): Row[]
  get<Row>(sql: string, ...values: Value[]): Row | undefined
}

/** A handle that can write; only projections and the vault itself hold one. */
export interface Writer extends Reader {
  insert<T extends SQLiteTable>(table: T, row: T['$inferInsert'], onSameKey?: OnSameKey): void
  /** Sets columns of the rows that have these values. Throws a TypeError where one is undefined: see `defined`. */
  update<T extends SQLiteTable>(table: T, where: Where<T>, set: Setting<T>): void
  /** Deletes the rows that have these values. */
  delete<T extends SQLiteTable>(table: T, where: Where<T>): void
  /** Any other change of typed tables. */
  run<V>(change: Statement<V>, values: V): void
  run(sql: string, ...values: Value[]): void
}

/** One open database. Values travel as bound parameters only. */
export interface Store extends Writer {
  /** Runs statements that take no values (definitions, pragmas). */
  exec(sql: string): void
  /**
   * All or nothing; takes the write lock at once. Fails with NOT_CONFIRMED when the disk refused the commit itself: then
   * this handle goes on without what was done, but after a crash it may be there.
   */
  transaction<T>(work: () => T): T
  /** Has `check` run before each transaction and each write outside of one; what it throws is what they fail with. */
  guard(check: () => void): void
  close(): void
}

/** The database engine and its cipher, with their versions. */
export function databaseParts(): { name: string; version: string }[] {
  const database = new Database(':memory:')
  try {
    const asked = 'select sqlite_version() as sqlite, sqlite3mc_version() as cipher'
    const { sqlite, cipher } = database.prepare(asked).get() as { sqlite: string; cipher: string }
    return [
      { name: 'SQLite', version: sqlite },
      { name: 'SQLite3 Multiple Ciphers', version: cipher.replace(/^.* /, '') },
    ]
  } finally {
    database.close()
  }
}

/** Opens (or makes) the encrypted database. Fails with VAULT_IN_USE or VAULT_DAMAGED. */
export function openEncrypted(path: string, key: Uint8Array, mustExist: boolean): Store {
  const database = new Database(path, { fileMustExist: mustExist, timeout: 0 }) as KeyedDatabase
  try {
    useKey(database, key)
    // EXCLUSIVE before the first read: it is also the lock that a crash releases, and it keeps the WAL index out of a file.
    database.pragma('locking_mode=EXCLUSIVE')
    database.pragma('journal_mode=WAL')
    // Reopening a WAL database silently falls back to NORMAL, which loses acknowledged rows in a power cut.
    database.pragma('synchronous=FULL')
    // Sorts would otherwise spill plaintext into temporary files.
    database.pragma('temp_store=MEMORY')
    database.pragma('trusted_schema=OFF')
    database.pragma('cell_size_check=ON')
    database.pragma('foreign_keys=ON')
    // Without it REPLACE deletes rows past the append-only triggers.
    database.pragma('recursive_triggers=ON')
    database.pragma('cache_size=-65536')
    database.prepare('select count(*) from sqlite_schema').get()
    return storeOver(database)
  } catch (thrown) {
    database.close()
    throw asVaultError(thrown)
  }
}

/**
 * Opens a database for reading alone. Nothing of it is changed, by closing it neither: what a crash left in its log stays
 * there. While it is open nobody opens it for writing. Fails with VAULT_IN_USE or VAULT_DAMAGED.
 */
export function openForReading(path: string, key: Uint8Array): Store {
  const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 0 }) as KeyedDatabase
  try {
    useKey(database, key)
    database.pragma('temp_store=MEMORY')
    database.pragma('trusted_schema=OFF')
    database.pragma('cell_size_check=ON')
    database.prepare('select count(*) from sqlite_schema').get()
    return storeOver(database)
  } catch (thrown) {
    database.close()
    throw asVaultError(thrown)
  }
}

/** A raw key as SQLCipher takes it; the bytes do not outlive the call. */
function withSpelled(key: Uint8Array, use: (spelled: Buffer) => void): void {
  const spelled = Buffer.from(`x'${Buffer.from(key).toString('hex')}'`)
  try {
    use(spelled)
  } finally {
    spelled.fill(0)
  }
}

/** Names the cipher and gives its raw key, before anything is read. */
function useKey(database: KeyedDatabase, key: Uint8Array): void {
  database.pragma(`cipher='sqlcipher'`)
  database.pragma('legacy=4')
  withSpelled(key, (spelled) => database.key(spelled))
}

/** Encrypts every page of a closed database anew, under another raw key. It must be a copy: this is not undone halfway. */
export function rekeyDatabase(path: string, from: Uint8Array, to: Uint8Array): void {
  const database = new Database(path, { fileMustExist: true, timeout: 0 }) as KeyedDatabase
  try {
    useKey(database, from)
    // As in openEncrypted: no WAL index in a file beside it.
    database.pragma('locking_mode=EXCLUSIVE')
    // A log would still hold pages under the key before.
    database.pragma('journal_mode=DELETE')
    database.pragma('synchronous=FULL')
    withSpelled(to, (spelled) => database.rekey(spelled))
  } catch (thrown) {
    throw asVaultError(thrown)
  } finally {
    database.close()
  }
}

/** How SQLite is asked whether its pages fit together. */
export const structureCheck = 'pragma integrity_check(20)'

/** What SQLite says of how the pages of a closed database fit together. It must be a copy, since it is opened. */
export function checkDatabase(path: string, key: Uint8Array): string[] {
  const database = new Database(path, { fileMustExist: true, timeout: 0 }) as KeyedDatabase
  try {
    useKey(database, key)
    database.pragma('locking_mode=EXCLUSIVE')
    database.pragma('temp_store=MEMORY')
    database.pragma('cell_size_check=ON')
    return database.prepare(structureCheck).pluck().all() as string[]
  } catch (thrown) {
    throw asVaultError(thrown)
  } finally {
    database.close()
  }
}

/** A plain database in memory: for replaying the ledger beside the real tables. Nothing of it reaches a disk. */
export function openInMemory(): Store {
  const database = new Database(':memory:')
  database.pragma('temp_store=MEMORY')
  return storeOver(database)
}

function storeOver(database: Database.Database): Store {
  const statements = new Map<string, Database.Statement>()
  const prepared = (sql: string): Database.Statement => {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = database.prepare(sql)))
    return statement
  }
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (thrown) {
      throw asVaultError(thrown)
    }
  }
  const from = drizzle(database, { casing })
  const queries = new WeakMap<AnyQuery, Prepared<unknown>>()
  const ready = (query: AnyQuery): Prepared<unknown> => {
    let found = queries.get(query)
    if (!found) queries.set(query, (found = query.prepare(from, anyGiven as Given<Values>)))
    return found
  }
  let check = (): void => undefined
  const write = (sql: string, values: readonly Value[]): void => {
    if (!database.inTransaction) check()
    guarded(() => prepared(sql).run(...values))
  }
  const change = <V>(statement: Statement<V>, values: V): void => write(statement.sql, statement.bind(values))
  return {
    all: <Row>(asked: string | AnyQuery, ...values: unknown[]) =>
      guarded(
        () =>
          (typeof asked === 'string' ? prepared(asked).all(...values) : ready(asked).all(values[0] as Values)) as Row[],
      ),
    get: <Row>(asked: string | AnyQuery, ...values: unknown[]) =>
      guarded(
        () =>
          (typeof asked === 'string' ? prepared(asked).get(...values) : ready(asked).get(values[0] as Values)) as
            Row | undefined,
      ),
    insert: (table, row, onSameKey) => change(inserting(table, onSameKey), row),
    update: (table, where, set) => {
      const columns = Object.keys(set)
      if (columns.length === 0) return
      const by = where === 'every row' ? {} : where
      const values: Values = { ...by }
      for (const column of columns) values[to(column)] = set[column as keyof typeof set]
      change(setting(table, where === 'every row' ? where : Object.keys(where), columns), values)
    },
    delete: (table, where) =>
      where === 'every row'
        ? change(deleting(table, where), {})
        : change(deleting(table, Object.keys(where)), where as Values),
    run: <V>(said: string | Statement<V>, ...values: unknown[]) =>
      typeof said === 'string' ? write(said, values as Value[]) : change(said, values[0] as V),
    exec: (sql) => {
      guarded(() => database.exec(sql))
    },
    guard: (given) => {
      check = given
    },
    transaction: (work) => {
      if (!database.inTransaction) check()
      let done = false
      const whole = database.transaction(() => {
        const result = work()
        done = true
        return result
      })
      try {
        return whole.immediate()
      } catch (thrown) {
        throw done && isRefusal(thrown) ? notConfirmed(thrown) : asVaultError(thrown)
      }
    },
    close: () => {
      statements.clear()
      database.close()
    },
  }
}

// A full disk took no commit frame; of any other error nobody knows what reached the disk before it.
const isRefusal = (thrown: unknown): boolean =>
  String((thrown as { code?: unknown } | null)?.code).startsWith('SQLITE_IOERR')

const notConfirmed = (cause: unknown): HoldfastError =>
  new HoldfastError(
    'NOT_CONFIRMED',
    'The disk did not confirm this step: it may have been kept or not.',
    'Check the disk; then lock the vault and unlock it again to see whether it was kept.',
    cause,
  )

/** SQLite's own errors in our words; anything else passes through. */
function asVaultError(thrown: unknown): unknown {
  const code = (thrown as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return thrown
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new HoldfastError(
      'VAULT_IN_USE',
      'Another program has this vault open.',
      'Close it there and try again.',
      thrown,
    )
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_IOERR_DATA')) {
    return new HoldfastError(
      'VAULT_DAMAGED',
      'The vault file (vault.db) holds bytes that this vault did not write.',
      'Stop working in this copy: keep the folder as it is, then restore a backup and compare the two.',
      thrown,
    )
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new HoldfastError(
      'DISK_FULL',
      'The disk is full; nothing was changed.',
      'Free some space and try again.',
      thrown,
    )
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) {
    return new HoldfastError(
      'IO',
      'The vault file (vault.db) could not be read or written.',
      'Check the disk and your rights on the folder; nothing was changed.',
      thrown,
    )
  }
  return thrown
}
