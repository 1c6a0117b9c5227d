import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Entry } from '../../../../shared/ledger/entry.ts'
import { sha256Hex, type Reader, type Store, type Writer } from '../vault/index.ts'
import { readerOf, type Said, type Unlawful } from './form.ts'
import { projector } from './project.ts'
import type { AnyView } from './view.ts'

const page = 2000

/** An entry as the database keeps it. */
export interface RecordRow {
  seq: number
  bytes: string
  /** Null: the payload is gone. */
  body: string | null
  /** What it recorded, where that was read already. */
  said?: Said | undefined
}

/** Why an entry is in no table: what it recorded counts for nothing, or what stands in the tables does not go with it. */
export type Unprojected = Unlawful | 'table'

export interface Replaying {
  onEntry?: (entry: Entry, bytes: string) => void
  /** Hears of entries that are passed over. */
  onFault?: (seq: number, why: Unprojected) => void
}

/**
 * Projects entries [from, to) into tables elsewhere or anew, a page at a time; yields how far it came. An entry that no
 * table can be made of is passed over as a whole: whoever holds the vault key can write one, and it must not keep the
 * vault shut. The audit names it.
 */
export function* replay(
  source: Reader,
  views: readonly AnyView[],
  target: Writer,
  from: number,
  to: number,
  replaying: Replaying = {},
): Generator<number> {
  const project = projecting(target, views, replaying)
  for (const [rows, , end] of recordPages(source, from, to)) {
    project(rows)
    yield end
  }
}

/** The rows of entries [from, to), a page at a time, each with the stretch of entries that it covers. */
export function* recordPages(
  source: Reader,
  from: number,
  to: number,
): Generator<[rows: RecordRow[], from: number, to: number]> {
  for (let seq = from; seq < to; seq += page) {
    const end = Math.min(seq + page, to)
    const rows = source.all<RecordRow>(
      'select e.seq, e.bytes, p.body from entry e left join payload p using (seq) where e.seq >= ? and e.seq < ? order by e.seq',
      seq,
      end,
    )
    yield [rows, seq, end]
  }
}

/** What projects rows of the record in their order, those without a payload passed over; see `replay`. */
export function projecting(
  target: Writer,
  views: readonly AnyView[],
  { onEntry, onFault }: Replaying = {},
): (rows: readonly RecordRow[]) => void {
  const [project, read] = [projector(views), readerOf(views)]
  const faults = new Map<number, Unprojected>()
  const one = ({ seq, bytes, body, ...already }: RecordRow): void => {
    if (body === null) return
    const entry = JSON.parse(bytes) as Entry
    const said = already.said ?? read(entry.type, body)
    if (said.why) faults.set(seq, said.why)
    else project(target, entry, said.payload)
    onEntry?.(entry, bytes)
  }
  return (rows) => {
    faults.clear()
    try {
      // One for all of them; a row's own is made only where one of them fails.
      allOrNothing(target, () => rows.forEach(one))
    } catch (thrown) {
      if (!isOfTheEntry(thrown)) throw thrown
      for (const row of rows) {
        try {
          allOrNothing(target, () => one(row))
        } catch (inOne) {
          if (!isOfTheEntry(inOne)) throw inOne
          faults.set(row.seq, 'table')
        }
      }
    }
    for (const [seq, why] of faults) onFault?.(seq, why)
  }
}

function allOrNothing(target: Writer, work: () => void): void {
  target.run('savepoint projected')
  try {
    work()
  } catch (thrown) {
    target.run('rollback to projected')
    throw thrown
  } finally {
    target.run('release projected')
  }
}

/** Whether it is what stands in an entry that a table does not take, and not the disk or the memory that failed. */
const isOfTheEntry = (thrown: unknown): boolean =>
  thrown instanceof TypeError ||
  thrown instanceof RangeError ||
  thrown instanceof SyntaxError ||
  /^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|ERROR)/.test(String((thrown as { code?: unknown } | null)?.code))

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

/** What the tables of a database were built by, as it is kept under a name each. */
interface Built {
  /** Hash of the definitions and of the runtime's data. */
  all: string
  /** Hash of the definitions alone. */
  definitions: string
  /** The revision of each view, as JSON. */
  revisions: string
}

function builtBy(views: readonly AnyView[], runtime: RuntimeData): Built {
  const definitions = views.map(({ name, revision, tables }) => [name, revision, tables])
  return {
    // An audit works the rows out anew: without this, an update of the runtime would read as somebody's change of a table.
    all: sha256Hex(JSON.stringify([definitions, runtime])),
    definitions: sha256Hex(JSON.stringify(definitions)),
    revisions: JSON.stringify(Object.fromEntries(views.map(({ name, revision }) => [name, revision]))),
  }
}

const kept = (db: Reader, name: keyof Built): string | undefined =>
  db.get<{ version: string }>('select version from view_version where name = ?', name)?.version

/** Undefined for what is no note of revisions: a vault from before they were noted. */
function revisionsIn(noted: string | undefined): Record<string, number> | undefined {
  try {
    return noted === undefined ? undefined : (JSON.parse(noted) as Record<string, number>)
  } catch {
    return undefined
  }
}

/**
 * What of the tables is laid out as an earlier Holdfast did, in words; tables that other data of time zones and letters
 * were worked out by are not older. Fails with VAULT_NEWER for what a later one laid out.
 */
export function olderViews(db: Reader, views: readonly AnyView[], runtime: RuntimeData = ofThisRuntime): string[] {
  const wanted = builtBy(views, runtime)
  if (kept(db, 'all') === wanted.all || kept(db, 'definitions') === wanted.definitions) return []
  const found = revisionsIn(kept(db, 'revisions'))
  if (found === undefined) return ['its tables are laid out as before']
  const ours = new Map(views.map(({ name, revision }) => [name, revision]))
  const theirs = Object.entries(found)
  const newer = theirs.filter(([name, revision]) => revision > (ours.get(name) ?? 0)).map(([name]) => name)
  if (newer.length > 0) {
    throw new HoldfastError(
      'VAULT_NEWER',
      `This vault was written by a newer Holdfast (tables that this one does not know: ${newer.join(', ')}).`,
      'Open it with that version; nothing was changed.',
    )
  }
  const same = new Set(theirs.filter(([name, revision]) => ours.get(name) === revision).map(([name]) => name))
  const changed = views.map(({ name }) => name).filter((name) => !same.has(name))
  return [`its tables are laid out as before${changed.length > 0 ? ` (${changed.join(', ')})` : ''}`]
}

/**
 * Brings the tables to the present definitions: when one differs from what this database was built with, or was worked
 * out by other data of time zones and letters, all of them are dropped and projected anew from the ledger, in one
 * transaction. Their data is never migrated, only derived. Gives the entries that were passed over.
 */
export function refreshViews(store: Store, views: readonly AnyView[], runtime: RuntimeData = ofThisRuntime): number[] {
  const passed: number[] = []
  if (kept(store, 'all') === builtBy(views, runtime).all) return passed
  store.transaction(() => {
    for (const _ of rebuildViews(store, views, runtime, (seq) => passed.push(seq)));
  })
  return passed
}

/**
 * The same a page at a time, for somebody who waits: `between` is told how far it came after each, and stops it by what it
 * throws; then nothing was changed. Nobody else may use the store meanwhile.
 */
export async function refreshViewsSlowly(
  store: Store,
  views: readonly AnyView[],
  between: (progress: { done: number; total: number }) => Promise<void>,
): Promise<void> {
  if (kept(store, 'all') === builtBy(views, ofThisRuntime).all) return
  store.exec('begin immediate')
  try {
    for (const progress of rebuildViews(store, views)) await between(progress)
    store.exec('commit')
  } catch (thrown) {
    store.exec('rollback')
    throw thrown
  }
}

/** Drops all tables and projects them anew, inside a transaction of the caller's; yields how far it came. */
export function* rebuildViews(
  store: Store,
  views: readonly AnyView[],
  runtime: RuntimeData = ofThisRuntime,
  onFault: NonNullable<Replaying['onFault']> = () => undefined,
): Generator<{ done: number; total: number }> {
  const tables = store.all<{ name: string }>(
    `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
  )
  for (const { name } of tables) if (!recordTables.has(name)) store.exec(`drop table "${name}"`)
  createTables(store, views)
  const total = store.get<{ size: number }>('select count(*) as size from entry')?.size ?? 0
  for (const done of replay(store, views, store, 0, total, { onFault })) yield { done, total }
  store.exec('delete from view_version')
  for (const [name, version] of Object.entries(builtBy(views, runtime)))
    store.run('insert into view_version (name, version) values (?, ?)', name, version)
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
