import { count, desc, eq, sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { change, ddl, defined, openInMemory, query, type Given, type Store } from './index.ts'

const sightings = sqliteTable(
  'sighting',
  {
    id: text().primaryKey(),
    caseId: text().notNull(),
    kind: text({ enum: ['seen', 'heard'] }).notNull(),
    place: text({ mode: 'json' }).$type<{ name: string }>(),
    sure: integer({ mode: 'boolean' }).notNull(),
    rank: integer().notNull().default(3),
    weight: real(),
  },
  (t) => [
    uniqueIndex('sighting_rank').on(t.caseId, desc(t.rank)),
    index('sighting_heard')
      .on(sql`${t.caseId} collate nocase`)
      .where(eq(t.kind, 'heard')),
  ],
)
const tallies = sqliteTable(
  'tally',
  { kind: text().notNull(), name: text().notNull(), seen: integer().notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.name] })],
)

let store: Store
beforeEach(() => {
  store = openInMemory()
  store.exec(ddl(sightings))
  store.exec(ddl(tallies, { lines: 'inline', withoutRowid: true }))
})
afterEach(() => store.close())

const first = { id: 'a', caseId: 'c', kind: 'seen', place: { name: 'Lobby' }, sure: true } as const
const all = query((from) => from.select().from(sightings).orderBy(sightings.id))
const raw = (id: string): unknown => store.get('select place, sure, rank, weight from sighting where id = ?', id)

test('a definition is written as SQL with its constraints, defaults and partial indexes', () => {
  expect(ddl(sightings)).toBe(`create table sighting (
      id text primary key,
      case_id text not null,
      kind text not null,
      place text,
      sure integer not null,
      rank integer not null default 3,
      weight real
    ) strict;
    create unique index sighting_rank on sighting (case_id, rank desc);
    create index sighting_heard on sighting (case_id collate nocase) where kind = 'heard';`)
  expect(ddl(tallies, { lines: 'inline', withoutRowid: true })).toBe(
    'create table tally (kind text not null, name text not null, seen integer not null, primary key (kind, name)) strict, without rowid;',
  )
})

test('a row is read back as it was put in; what is left out gets its default, and null is null and not JSON', () => {
  store.insert(sightings, first)
  store.insert(sightings, { ...first, id: 'b', caseId: 'd', place: null, sure: false, rank: 1, weight: 2.5 })
  expect(store.all(all)).toEqual([
    { ...first, rank: 3, weight: null },
    { ...first, id: 'b', caseId: 'd', place: null, sure: false, rank: 1, weight: 2.5 },
  ])
  expect(raw('a')).toEqual({ place: '{"name":"Lobby"}', sure: 1, rank: 3, weight: null })
  expect(raw('b')).toEqual({ place: null, sure: 0, rank: 1, weight: 2.5 })
})

test('an update sets what it is given in the rows that it is given, null included, and leaves the rest', () => {
  store.insert(sightings, first)
  store.insert(sightings, { ...first, id: 'b', caseId: 'd' })
  store.update(sightings, { id: 'a', sure: true }, defined({ place: null, weight: undefined, kind: 'heard' as const }))
  store.update(sightings, { id: 'b', sure: false }, { kind: 'heard' })
  store.update(sightings, { id: 'b' }, defined({ kind: undefined }))
  expect(() => store.update(sightings, { id: 'b' }, { weight: 1, kind: undefined })).toThrow(TypeError)
  expect(store.all(all)).toMatchObject([
    { id: 'a', kind: 'heard', place: null },
    { id: 'b', kind: 'seen', place: { name: 'Lobby' } },
  ])
})

test('a change without a condition is refused rather than made of every row', () => {
  store.insert(sightings, first)
  expect(() => store.delete(sightings, {})).toThrow('every row')
  expect(() => store.update(sightings, {}, { weight: 1 })).toThrow('every row')
  // A value that is not there would choose no row, silently.
  expect(() => store.delete(sightings, { id: undefined })).toThrow('given no id')
  store.delete(sightings, { id: 'a' })
  expect(store.all(all)).toEqual([])
  store.insert(sightings, first)
  store.insert(sightings, { ...first, id: 'b', caseId: 'd' })
  store.update(sightings, 'every row', { weight: 1 })
  expect(store.all(all)).toMatchObject([{ weight: 1 }, { weight: 1 }])
  store.delete(sightings, 'every row')
  expect(store.all(all)).toEqual([])
})

test('a row with the key of another is refused, passed over or put in its place, as the caller says', () => {
  store.insert(tallies, { kind: 'seen', name: 'a', seen: 1 })
  expect(() => store.insert(tallies, { kind: 'seen', name: 'a', seen: 2 })).toThrow('UNIQUE')
  store.insert(tallies, { kind: 'seen', name: 'a', seen: 3 }, 'ignore')
  expect(store.get('select seen from tally')).toEqual({ seen: 1 })
  store.insert(tallies, { kind: 'seen', name: 'a', seen: 4 }, 'replace')
  expect(store.all('select seen from tally')).toEqual([{ seen: 4 }])
})

test('a query is written once and runs on each connection, with the values of each run', () => {
  let written = 0
  const ofKind = query((from, { kind }: Given<{ kind: string }>) => {
    written += 1
    return from.select({ id: sightings.id, seen: count() }).from(sightings).where(eq(sightings.kind, kind))
  })
  store.insert(sightings, first)
  const other = openInMemory()
  other.exec(ddl(sightings))
  for (let run = 0; run < 3; run += 1) {
    expect(store.get(ofKind, { kind: 'seen' })).toEqual({ id: 'a', seen: 1 })
    expect(store.get(ofKind, { kind: 'heard' })).toMatchObject({ seen: 0 })
    expect(other.get(ofKind, { kind: 'seen' })).toMatchObject({ seen: 0 })
  }
  other.close()
  expect(written).toBe(2)
})

test('a change that is written in full binds its values, encoded as their columns are', () => {
  store.insert(sightings, first)
  const settle = change((to, { id, place }: Given<{ id: string; place: { name: string } | null }>) =>
    to
      .update(sightings)
      .set({ rank: sql`${sightings.rank} + 1`, place: sql`${sql.param(place, sightings.place)}` })
      .where(eq(sightings.id, id)),
  )
  store.run(settle, { id: 'a', place: { name: "O'Hara’s" } })
  expect(raw('a')).toMatchObject({ rank: 4, place: JSON.stringify({ name: "O'Hara’s" }) })
  store.run(settle, { id: 'a', place: null })
  expect(raw('a')).toMatchObject({ rank: 5, place: null })
})

test('what is written asks the guard first, outside of a transaction and once in it', () => {
  let asked = 0
  store.guard(() => {
    asked += 1
  })
  store.insert(sightings, first)
  store.update(sightings, { id: 'a' }, { weight: 1 })
  store.delete(sightings, { id: 'a' })
  expect(asked).toBe(3)
  store.transaction(() => {
    store.insert(sightings, first)
    store.delete(sightings, { id: 'a' })
  })
  expect(asked).toBe(4)
})
