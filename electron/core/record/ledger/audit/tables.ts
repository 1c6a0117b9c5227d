import type { Reader } from '../../vault/index.ts'
import type { AnyView } from '../view.ts'
import { breathe, type AuditContext } from './problems.ts'
import type { Replayed } from './replayed.ts'
import { keyOf, readerInPlace, type Key } from './same.ts'

const page = 2000

/**
 * Compares every table with the ledger projected into an empty database in memory, row for row. People may go on working
 * meanwhile: where a row differs, the replay first catches up with what was recorded since.
 */
export async function auditTables(
  store: Reader,
  views: readonly AnyView[],
  size: () => number,
  replayed: Replayed,
  context: AuditContext,
): Promise<void> {
  for (const done of replayed.catchUp(store, size())) {
    context.progress?.({ stage: 'Projecting the ledger anew', done, total: size(), unit: 'entries' })
    await breathe(context.signal)
  }
  // What has no lawful form is named where the entries are read.
  const named = new Set<number>()
  const nameFaults = (): void => {
    for (const seq of replayed.unprojectable) {
      if (named.has(seq)) continue
      named.add(seq)
      context.report({ code: 'ENTRY_UNSOUND', where: `entry ${seq}`, message: unprojectable })
    }
  }
  nameFaults()
  const catchUp = (): void => {
    for (const _ of replayed.catchUp(store, size()));
    nameFaults()
  }
  const tables = views.flatMap((view) => Object.keys(view.tables))
  for (const [done, table] of tables.entries()) {
    context.progress?.({ stage: 'Comparing the tables with the entries', done, total: tables.length, unit: 'steps' })
    await breathe(context.signal)
    await compareTable(store, replayed.store, table, catchUp, context)
  }
}

const unprojectable =
  'What it recorded does not go with what was recorded before it: nothing that is shown says anything of it.'

type Row = Record<string, string | number | null>

async function compareTable(
  store: Reader,
  replayed: Reader,
  table: string,
  catchUp: () => void,
  context: AuditContext,
): Promise<void> {
  if (await sameInPlace(store, replayed, table, context)) return
  const key = keyOf(replayed, table)
  const { columns, values, order } = key
  const first = `select * from "${table}" order by ${order} limit ${page}`
  const after = `select * from "${table}" where (${order}) > (${values}) order by ${order} limit ${page}`
  let last: Key | undefined
  const read = (db: Reader): Row[] => (last === undefined ? db.all<Row>(first) : db.all<Row>(after, ...last))
  for (;;) {
    let pages = sameStretch(read(store), read(replayed), columns)
    if (JSON.stringify(pages.found) !== JSON.stringify(pages.expected)) {
      catchUp()
      pages = sameStretch(read(store), read(replayed), columns)
      nameDifferences(table, columns, pages.found, pages.expected, context)
    }
    if (pages.end === undefined) return
    last = pages.end
    await breathe(context.signal)
  }
}

/**
 * Whether two tables hold the same rows in the same places. It reads the file from front to back, where the order of
 * random keys would fetch and open a page for every row. False proves nothing: people may be at work, and the
 * comparison by key finds what differs.
 */
async function sameInPlace(found: Reader, expected: Reader, table: string, context: AuditContext): Promise<boolean> {
  const read = readerInPlace(expected, table)
  if (!read) return false
  let last: Key | undefined
  for (;;) {
    const [is, should] = [read(found, last), read(expected, last)]
    if (!is.said.equals(should.said)) return false
    if (should.last === undefined) return true
    last = should.last
    await breathe(context.signal)
  }
}

const keyIn = (row: Row, columns: readonly string[]): Key => columns.map((column) => row[column] ?? null)

/** Whether a key comes after another, as SQLite puts them in order: nothing, numbers, then texts by their bytes. */
function isAfter(one: Key, other: Key): boolean {
  for (const [at, value] of one.entries()) {
    const [a, b] = [value, other[at] ?? null]
    if (a === b) continue
    const [kindA, kindB] = [kindOf(a), kindOf(b)]
    if (kindA !== kindB) return kindA > kindB
    return typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(String(b))) > 0 : Number(a) > Number(b)
  }
  return false
}
const kindOf = (value: Key[number]): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2)

/** Cuts two pages to the stretch of keys that both cover; `end` is its last key, undefined when both are through. */
function sameStretch(
  found: Row[],
  expected: Row[],
  columns: readonly string[],
): { found: Row[]; expected: Row[]; end: Key | undefined } {
  const ends = [found, expected].filter((rows) => rows.length === page).map((rows) => keyIn(rows.at(-1) ?? {}, columns))
  const end = ends.reduce<Key | undefined>(
    (least, one) => (least === undefined || isAfter(least, one) ? one : least),
    undefined,
  )
  const within = (row: Row): boolean => end === undefined || !isAfter(keyIn(row, columns), end)
  return { found: found.filter(within), expected: expected.filter(within), end }
}

function nameDifferences(
  table: string,
  columns: readonly string[],
  found: Row[],
  expected: Row[],
  { report }: AuditContext,
): void {
  const nameOf = (row: Row): string => keyIn(row, columns).map(String).join(' ')
  const wanted = new Map(expected.map((row) => [nameOf(row), JSON.stringify(row)]))
  const where = `table ${table}`
  for (const row of found) {
    const id = nameOf(row)
    const should = wanted.get(id)
    wanted.delete(id)
    if (should === JSON.stringify(row)) continue
    const what = should === undefined ? 'was not made by any entry' : 'does not say what the ledger says'
    report({ code: 'TABLE_CHANGED', where, message: `The row ${id} ${what}.` })
  }
  for (const id of wanted.keys()) report({ code: 'TABLE_CHANGED', where, message: `The row ${id} was removed.` })
}
