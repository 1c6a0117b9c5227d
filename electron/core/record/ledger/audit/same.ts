import type { Reader } from '../../vault/index.ts'

// What rows say, as SQLite itself puts it into bytes: a page of two thousand rows is compared at once, without a JavaScript
// value for each of their columns, which cost most of an audit's comparison.

const page = 2000

/** The values of a row's key. */
export type Key = (string | number | null)[]

interface Column {
  name: string
  type: string
  /** Its place in the primary key, from 1; 0: not of it. */
  pk: number
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const columnsOf = (db: Reader, table: string): Column[] =>
  db.all<Column>('select name, type, pk from pragma_table_info(?) order by cid', table)

/** The columns by which a table's rows are told apart, as SQL puts them in order; all of them where it has no key. */
export function keyOf(db: Reader, table: string): { columns: string[]; order: string; values: string } {
  const all = columnsOf(db, table)
  const key = all.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  const columns = (key.length > 0 ? key : all).map(({ name }) => name)
  return { columns, order: columns.map(quoted).join(', '), values: columns.map(() => '?').join(', ') }
}

/** A page of rows: the bytes of all of their values, and the key of the last of them where more may follow. */
type ReadInPlace = (db: Reader, after: Key | undefined) => { said: Buffer; last: Key | undefined }

/**
 * Reads a table's rows a page at a time in the order in which they lie in the file. Rows that differ in a value, or in its kind,
 * give different bytes: each value says how many bytes it has. Undefined for a table whose values this cannot put so.
 */
export function readerInPlace(db: Reader, table: string): ReadInPlace | undefined {
  const columns = columnsOf(db, table)
  const values = columns.map(({ name, type }) => bytesOf[type]?.(quoted(name)))
  const layout = db.get<{ wr: number; strict: number }>(
    `select wr, strict from pragma_table_list where schema = 'main' and name = ?`,
    table,
  )
  if (!layout?.strict || values.includes(undefined)) return undefined
  const key = layout.wr === 1 ? keyOf(db, table).columns : ['rowid']
  const order = key.map((name) => (name === 'rowid' ? name : quoted(name))).join(', ')
  const line = `concat_ws(',', ${[...(layout.wr === 1 ? [] : ['rowid']), ...values].join(', ')})`
  const marks = key.map(() => '?').join(', ')
  const from = (after: Key | undefined): string =>
    `from ${quoted(table)} ${after === undefined ? '' : `where (${order}) > (${marks})`} order by ${order}`
  const said = (after: Key | undefined): string =>
    `select count(*) as rows, cast(coalesce(group_concat(line, char(10)), '') as blob) as said from (select ${line} as line ${from(after)} limit ${page})`
  const last = (after: Key | undefined): string => `select ${order} ${from(after)} limit 1 offset ${page - 1}`
  return (reader, after) => {
    const given = after ?? []
    const { rows, said: bytes } = reader.get<{ rows: number; said: Buffer }>(said(after), ...given) ?? nothing
    const row = rows < page ? undefined : reader.get<Record<string, Key[number]>>(last(after), ...given)
    return { said: bytes, last: row && key.map((name) => row[name] ?? null) }
  }
}

const nothing = { rows: 0, said: Buffer.alloc(0) }

/** What a column's value is put as, by the column's type; `quote` writes a real so that it is read back to the bit. */
const bytesOf: Record<string, ((column: string) => string) | undefined> = {
  INTEGER: (column) => `coalesce(${column}, '-')`,
  REAL: (column) => `quote(${column})`,
  TEXT: (column) => `coalesce(octet_length(${column}), '-'), coalesce(${column}, '')`,
  BLOB: (column) => `coalesce('x' || hex(${column}), '-')`,
}
