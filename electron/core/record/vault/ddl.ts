import { CasingCache } from 'drizzle-orm/casing'
import { is, SQL } from 'drizzle-orm'
import { getTableConfig, SQLiteColumn, type Index, type SQLiteTable } from 'drizzle-orm/sqlite-core'

/** Columns are named in the database as in code, with the words apart: `caseId` is `case_id`. */
export const casing = 'snake_case'

const names = new CasingCache(casing)

/**
 * How a definition is laid out. Its text is kept in every vault and compared by audits, so a table that was laid out
 * otherwise once stays so.
 */
export interface Layout {
  /** Spaces before a column; the closing bracket has two fewer. */
  indent?: number
  /** How many columns and constraints stand on each line, in turn; left out: one. `'inline'`: all of them within the brackets. */
  lines?: readonly number[] | 'inline'
  withoutRowid?: boolean
}

/** The statements that make a table and its indexes: strict, with what its definition says and no more. */
export function ddl(table: SQLiteTable, { indent = 6, lines, withoutRowid = false }: Layout = {}): string {
  const { name, columns, primaryKeys, uniqueConstraints, checks, indexes } = getTableConfig(table)
  const parts = [
    ...columns.map(columnText),
    ...primaryKeys.map((key) => `primary key (${key.columns.map(nameOf).join(', ')})`),
    ...uniqueConstraints.map((unique) => `unique (${unique.columns.map(nameOf).join(', ')})`),
    ...checks.map((check) => `check (${written(check.value)})`),
  ]
  const outer = ' '.repeat(indent - 2)
  const inner = lines === 'inline' ? parts.join(', ') : `\n${layOut(parts, lines, ' '.repeat(indent))}\n${outer}`
  return [
    `create table ${name} (${inner}) strict${withoutRowid ? ', without rowid' : ''};`,
    ...indexes.map((index) => indexText(name, index)),
  ].join(`\n${outer}`)
}

function layOut(parts: readonly string[], lines: readonly number[] | undefined, indent: string): string {
  const counts = lines ?? parts.map(() => 1)
  const starts = counts.map((_, at) => counts.slice(0, at).reduce((sum, one) => sum + one, 0))
  return starts.map((start, at) => `${indent}${parts.slice(start, start + (counts[at] ?? 0)).join(', ')}`).join(',\n')
}

const nameOf = (column: SQLiteColumn): string => names.getColumnCasing(column)

function columnText(column: SQLiteColumn): string {
  const key = column.primary ? ' primary key' : column.notNull ? ' not null' : ''
  const unique = column.isUnique ? ' unique' : ''
  return `${nameOf(column)} ${column.getSQLType()}${key}${unique}${defaultText(column)}`
}

function defaultText(column: SQLiteColumn): string {
  if (column.default === undefined) return ''
  const value: unknown = column.mapToDriverValue(column.default)
  return ` default ${typeof value === 'string' ? quoted(value) : String(value)}`
}

function indexText(table: string, { config }: Index): string {
  const on = config.columns.map((one) => (is(one, SQL) ? written(one) : nameOf(one))).join(', ')
  const where = config.where ? ` where ${written(config.where)}` : ''
  return `create ${config.unique ? 'unique ' : ''}index ${config.name} on ${table} (${on})${where};`
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** An expression over columns of the table, its values written out. */
const written = (expression: SQL): string =>
  expression.toQuery({
    casing: names,
    escapeName: (name) => name,
    escapeParam: () => '?',
    escapeString: quoted,
    invokeSource: 'indexes',
    inlineParams: true,
  }).sql
