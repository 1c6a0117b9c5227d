import type { Entry } from '../../../shared/ledger/entry.ts'
import { sha256Hex, type Reader, type Store, type Writer } from '../vault/index.ts'
import type { AnyView } from './view.ts'

const page = 2000

interface Row {
  seq: number
  bytes: string
  body: string | null
}

/** Projects entries [from, to) into tables elsewhere or anew, a page at a time; yields how far it came. */
export function* replay(
  source: Reader,
  views: readonly AnyView[],
  target: Writer,
  from: number,
  to: number,
  onEntry: (entry: Entry, bytes: string) => void = () => undefined,
): Generator<number> {
  const projections = new Map(views.flatMap((view) => Object.entries(view.project)))
  for (let seq = from; seq < to; seq += page) {
    const rows = source.all<Row>(
      'select e.seq, e.bytes, p.body from entry e left join payload p using (seq) where e.seq >= ? and e.seq < ? order by e.seq',
      seq,
      Math.min(seq + page, to),
    )
    for (const { bytes, body } of rows) {
      if (body === null) continue
      const entry = JSON.parse(bytes) as Entry
      projections.get(entry.type)?.(target, entry, JSON.parse(body) as never)
      onEntry(entry, bytes)
    }
    yield Math.min(seq + page, to)
  }
}

/** Makes a view's empty tables. */
export function createTables(store: Store, views: readonly AnyView[]): void {
  for (const view of views) for (const definition of Object.values(view.tables)) store.exec(definition)
}

/** What a runtime works out instants and letters by. Some tables hold what was worked out by it. */
export interface RuntimeData {
  tz?: string | undefined
  icu?: string | undefined
  unicode?: string | undefined
}
const { tz, icu, unicode }: Record<string, string | undefined> = process.versions
const ofThisRuntime: RuntimeData = { tz, icu, unicode }

/**
 * Brings the tables to the present definitions: when one differs from what this database was built with, or was worked
 * out by other data of time zones and letters, all of them are dropped and projected anew from the ledger, in one
 * transaction. Their data is never migrated, only derived.
 */
export function refreshViews(store: Store, views: readonly AnyView[], runtime: RuntimeData = ofThisRuntime): void {
  const definitions = views.map(({ name, revision, tables }) => [name, revision, tables])
  // An audit works the rows out anew: without this, an update of the runtime would read as somebody's change of a table.
  const wanted = sha256Hex(JSON.stringify([definitions, runtime]))
  const found = store.get<{ version: string }>(`select version from view_version where name = 'all'`)
  if (found?.version === wanted) return
  store.transaction(() => {
    const tables = store.all<{ name: string }>(
      `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
    )
    for (const { name } of tables) if (!recordTables.has(name)) store.exec(`drop table "${name}"`)
    createTables(store, views)
    const size = store.get<{ size: number }>('select count(*) as size from entry')?.size ?? 0
    for (const _ of replay(store, views, store, 0, size));
    store.run(`insert or replace into view_version (name, version) values ('all', ?)`, wanted)
  })
}

const recordTables = new Set([
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
