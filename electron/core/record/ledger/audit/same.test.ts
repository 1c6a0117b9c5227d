import { expect, it } from 'vitest'
import { openInMemory, type Reader } from '../../vault/index.ts'
import { readerInPlace } from './same.ts'

type Row = [
  id: number | string,
  a: string | null,
  b: string | null,
  n: number | null,
  r: number | null,
  x: Uint8Array | null,
]

const tables = {
  plain: 'create table t (id integer primary key, a text, b text, n integer, r real, x blob) strict',
  keyed:
    'create table t (id integer, a text, b text, n integer, r real, x blob, primary key (id)) strict, without rowid',
}
function said(definition: string, ...rows: Row[]): string {
  const db = openInMemory()
  try {
    db.exec(definition)
    for (const row of rows) db.run('insert into t values (?, ?, ?, ?, ?, ?)', ...row)
    return bytesOf(db)
  } finally {
    db.close()
  }
}
const bytesOf = (db: Reader): string => readerInPlace(db, 't')?.(db, undefined).said.toString('hex') ?? 'not read'

const row: Row = [1, 'a', 'b', 7, 0.3, Uint8Array.of(1)]
const others: Record<string, Row[]> = {
  'a text after a NUL': [[1, 'a\0b', 'b', 7, 0.3, Uint8Array.of(1)]],
  'a comma that moved from one text to the next': [[1, 'a,1,b', '', 7, 0.3, Uint8Array.of(1)]],
  'nothing for an empty text': [[1, 'a', null, 7, 0.3, Uint8Array.of(1)]],
  'the sign of nothing as a text': [[1, 'a', '-', 7, 0.3, Uint8Array.of(1)]],
  'a real that differs in its last bit': [[1, 'a', 'b', 7, 0.1 + 0.2, Uint8Array.of(1)]],
  'nothing for a number': [[1, 'a', 'b', null, 0.3, Uint8Array.of(1)]],
  'bytes for none': [[1, 'a', 'b', 7, 0.3, null]],
  'two rows for one': [row, [2, 'a', 'b', 7, 0.3, Uint8Array.of(1)]],
  'another key': [[2, 'a', 'b', 7, 0.3, Uint8Array.of(1)]],
  'no row': [],
}

it.each(Object.entries(others))('%s gives other bytes, with a rowid and without', (_, rows) => {
  for (const definition of Object.values(tables)) {
    expect(said(definition, row)).toBe(said(definition, row))
    expect(said(definition, ...rows)).not.toBe(said(definition, row))
  }
  expect(said(tables.plain, [1, 'a\0b', 'b', 7, 0.3, null])).not.toBe(
    said(tables.plain, [1, 'a\0c', 'b', 7, 0.3, null]),
  )
  expect(said(tables.plain, [1, '', '-', null, null, null])).not.toBe(
    said(tables.plain, [1, null, '-', null, null, null]),
  )
})

it('a table that is not strict is not read so: its values may be of any kind', () => {
  expect(said(tables.plain.replace(' strict', ''), row)).toBe('not read')
})
