import { and, eq, getTableColumns, is, Param, Placeholder, sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { anyGiven, writer, type Given } from './queries.ts'

/** A value as the database takes it. */
export type Value = string | number | null | Uint8Array

type Values = Record<string, unknown>

/** A statement that changes rows: drizzle writes its text once, and each connection keeps it prepared by that text. */
export interface Statement<V = Values> {
  readonly sql: string
  readonly bind: (values: V) => Value[]
}

/** The columns of a table by which rows are chosen, each with the one value that they have. */
export type Where<T extends SQLiteTable> =
  'every row' | { [K in keyof T['$inferSelect']]?: NonNullable<T['$inferSelect'][K]> }

/** The columns of a table that are set. */
export type Setting<T extends SQLiteTable> = { [K in keyof T['$inferSelect']]?: T['$inferSelect'][K] }

/**
 * Those columns of a change that it says something of; undefined leaves one as it is. Any other change that lacks a value is
 * refused: an entry that does not have its form must not be carried out in part.
 */
export const defined = <S extends object>(set: S): S =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as S

/** What comes of a row that has the key of one that is there: it takes that one's place, or is passed over. */
export type OnSameKey = 'replace' | 'ignore'

/** Describes a change that inserting, setting and deleting rows by the values of columns cannot say. */
export const change = <V extends Values>(
  build: (to: Pick<BetterSQLite3Database, 'insert' | 'update' | 'delete' | 'select'>, given: Given<V>) => Sayable,
): Statement<V> => {
  let written: Statement | undefined
  const statement = (): Statement => (written ??= compile(build(writer, anyGiven as Given<V>)))
  return {
    get sql() {
      return statement().sql
    },
    bind: (values) => statement().bind(values),
  }
}

/** Inserts a row; a column that is left out gets its default. */
export const inserting = (table: SQLiteTable, how?: OnSameKey): Statement =>
  remembered(table, how ?? 'insert', () => {
    const columns = getTableColumns(table)
    const { sql: text } = writer
      .insert(table)
      .values(byName(Object.keys(columns)))
      .toSQL()
    const binders = Object.entries(columns).map(([key, column]) => {
      const otherwise = encoded(column.default ?? null, column)
      return (row: Values): Value => (row[key] === undefined ? otherwise : encoded(row[key], column))
    })
    return {
      sql: how ? text.replace(/^insert/, `insert or ${how}`) : text,
      bind: (row) => binders.map((bind) => bind(row)),
    }
  })

/** Sets columns of the rows that have these values. */
export const setting = (table: SQLiteTable, where: Names, set: readonly string[]): Statement =>
  remembered(table, `set ${set.join()} where ${String(where)}`, () =>
    compile(writer.update(table).set(byName(set, to)).where(all(table, where))),
  )

/** Deletes the rows that have these values. */
export const deleting = (table: SQLiteTable, where: Names): Statement =>
  remembered(table, `delete where ${String(where)}`, () => compile(writer.delete(table).where(all(table, where))))

/** The name under which a statement is given what it sets a column to. */
export const to = (column: string): string => `to ${column}`

const byName = (columns: readonly string[], spelled = (column: string) => column): object =>
  Object.fromEntries(columns.map((column) => [column, sql.placeholder(spelled(column))]))

type Names = readonly string[] | 'every row'

/** Never without a condition: what is to touch every row says so. */
function all(table: SQLiteTable, names: Names): ReturnType<typeof and> {
  if (names === 'every row') return undefined
  if (names.length === 0) throw new TypeError('This would change every row of a table.')
  const columns = getTableColumns(table)
  return and(
    ...names.map((name) => {
      const column = columns[name]
      if (!column) throw new TypeError(`There is no column ${name}.`)
      return eq(column, sql.param(sql.placeholder(name), column))
    }),
  )
}

const statements = new WeakMap<SQLiteTable, Map<string, Statement>>()

function remembered(table: SQLiteTable, said: string, write: () => Statement): Statement {
  let ofTable = statements.get(table)
  if (!ofTable) statements.set(table, (ofTable = new Map()))
  let found = ofTable.get(said)
  if (!found) ofTable.set(said, (found = write()))
  return found
}

interface Sayable {
  toSQL(): { sql: string; params: unknown[] }
}

function compile(said: Sayable): Statement {
  const { sql: text, params } = said.toSQL()
  const binders = params.map(binderOf)
  return { sql: text, bind: (values) => binders.map((bind) => bind(values)) }
}

function binderOf(param: unknown): (values: Values) => Value {
  if (is(param, Placeholder)) return (values) => valueOf(values, param.name)
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder, value } = param
    return (values) => encoded(valueOf(values, value.name), encoder)
  }
  return () => param as Value
}

function valueOf(values: Values, name: string): Value {
  const value = values[name]
  if (value === undefined) throw new TypeError(`A statement was given no ${name}.`)
  return value as Value
}

/** Null is no value of any column's own form: drizzle would write it as JSON's. */
const encoded = (value: unknown, encoder: { mapToDriverValue(value: unknown): unknown }): Value =>
  value === null ? null : (encoder.mapToDriverValue(value) as Value)
