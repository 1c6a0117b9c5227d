import { openInMemory, type Reader, type Store } from '../../vault/index.ts'
import { createTables, replay, type Unprojected } from '../replay.ts'
import type { AnyView } from '../view.ts'
import { breathe, type AuditContext } from './problems.ts'

const page = 2000

/**
 * Projects the whole ledger into an empty database in memory and compares every table with it, row for row. People may
 * go on working meanwhile: where a row differs, the replay first catches up with what was recorded since.
 */
export async function auditTables(
  store: Store,
  views: readonly AnyView[],
  size: () => number,
  context: AuditContext,
): Promise<void> {
  const replayed = openInMemory()
  try {
    createTables(replayed, views)
    const total = size()
    let done = 0
    // What has no lawful form is named where the entries are read.
    const onFault = (seq: number, why: Unprojected): void => {
      if (why === 'table') context.report({ code: 'ENTRY_UNSOUND', where: `entry ${seq}`, message: unprojectable })
    }
    // One transaction: a commit for every row would cost several times the row, even in memory.
    replayed.exec('begin')
    for (done of replay(store, views, replayed, 0, total, { onFault })) {
      context.progress?.({ stage: 'Projecting the ledger anew', done, total, unit: 'entries' })
      await breathe(context.signal)
    }
    replayed.exec('commit')
    const catchUp = (): void => {
      for (done of replay(store, views, replayed, done, size(), { onFault }));
    }
    for (const table of views.flatMap((view) => Object.keys(view.tables))) {
      await compareTable(store, replayed, table, catchUp, context)
    }
  } finally {
    replayed.close()
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
  // The first column of every table of a view is its key.
  const key = replayed.get<{ name: string }>('select name from pragma_table_info(?) where cid = 0', table)?.name ?? 'id'
  const first = `select * from "${table}" order by "${key}" limit ${page}`
  const after = `select * from "${table}" where "${key}" > ? order by "${key}" limit ${page}`
  let last: Key | undefined
  const read = (db: Reader): Row[] => (last === undefined ? db.all<Row>(first) : db.all<Row>(after, last))
  for (;;) {
    let pages = sameStretch(read(store), read(replayed), key)
    if (JSON.stringify(pages.found) !== JSON.stringify(pages.expected)) {
      catchUp()
      pages = sameStretch(read(store), read(replayed), key)
      nameDifferences(table, key, pages.found, pages.expected, context)
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
  const layout = found.get<{ wr: number }>(`select wr from pragma_table_list where schema = 'main' and name = ?`, table)
  if (layout?.wr !== 0) return false
  const first = `select rowid as "#", * from "${table}" order by rowid limit ${page}`
  const after = `select rowid as "#", * from "${table}" where rowid > ? order by rowid limit ${page}`
  let last: number | undefined
  const read = (db: Reader): (Row & { '#': number })[] => (last === undefined ? db.all(first) : db.all(after, last))
  for (;;) {
    const rows = read(found)
    if (JSON.stringify(rows) !== JSON.stringify(read(expected))) return false
    if (rows.length < page) return true
    last = rows.at(-1)?.['#']
    if (!Number.isSafeInteger(last)) return false
    await breathe(context.signal)
  }
}

type Key = string | number

/** Cuts two pages to the stretch of keys that both cover; `end` is its last key, undefined when both are through. */
function sameStretch(
  found: Row[],
  expected: Row[],
  key: string,
): { found: Row[]; expected: Row[]; end: Key | undefined } {
  const ends = [found, expected].filter((rows) => rows.length === page).map((rows) => rows.at(-1)?.[key] ?? '')
  const end = ends.reduce<Key | undefined>(
    (least, one) => (least === undefined || one < least ? one : least),
    undefined,
  )
  const within = (row: Row): boolean => end === undefined || (row[key] ?? '') <= end
  return { found: found.filter(within), expected: expected.filter(within), end }
}

function nameDifferences(table: string, key: string, found: Row[], expected: Row[], { report }: AuditContext): void {
  const wanted = new Map(expected.map((row) => [String(row[key]), JSON.stringify(row)]))
  const where = `table ${table}`
  for (const row of found) {
    const id = String(row[key])
    const should = wanted.get(id)
    wanted.delete(id)
    if (should === JSON.stringify(row)) continue
    const what = should === undefined ? 'was not made by any entry' : 'does not say what the ledger says'
    report({ code: 'TABLE_CHANGED', where, message: `The row ${id} ${what}.` })
  }
  for (const id of wanted.keys()) report({ code: 'TABLE_CHANGED', where, message: `The row ${id} was removed.` })
}
