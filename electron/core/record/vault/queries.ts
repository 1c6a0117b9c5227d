import { sql, type Placeholder } from 'drizzle-orm'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { casing } from './ddl.ts'

/** Writes statements; no database is behind it. */
export const writer = drizzle.mock({ casing })

/** The side of the database from which a query is made: it selects, and nothing else. */
export type From = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | 'with' | '$with'>

/** The values that a statement is given when it runs, by name. */
export type Given<V> = { readonly [K in keyof V]: Placeholder<K & string, V[K]> }

/** Any name, as a place for its value. */
export const anyGiven: unknown = new Proxy({}, { get: (_, name) => sql.placeholder(String(name)) })

/** A query as one connection keeps it, ready to run. */
export interface Prepared<Row> {
  all(values?: Record<string, unknown>): Row[]
  get(values?: Record<string, unknown>): Row | undefined
}

/** A query over tables: written once, and prepared once by each connection that runs it. `V`: what it is given then. */
export interface Query<Row, V> {
  readonly sql: string
  readonly prepare: (from: From, given: Given<V>) => Prepared<Row>
}

/** Describes a query; the second argument of `build` names what it is given when it runs. */
export const query = <Row, V = never>(
  build: (from: From, given: Given<V>) => { prepare(): Prepared<Row>; toSQL(): { sql: string } },
): Query<Row, V> => ({
  get sql() {
    return build(writer, anyGiven as Given<V>).toSQL().sql
  },
  prepare: (from, given) => build(from, given).prepare(),
})
