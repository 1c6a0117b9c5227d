import { expect, test } from 'vitest'
import { plainCalls, plainSqlFaults } from '../../scripts/plain-sql.mjs'
import { root } from './root.ts'

test('plain SQL stands in the files that are named for it, and nowhere else', () => {
  expect(plainSqlFaults(root)).toEqual([])
})

test('a file that is not in the list is named, and so is one that has less than the list says', () => {
  const gone = plainSqlFaults(root, { 'electron/core/gone.ts': 1 }).find((fault) => fault.includes('gone.ts'))
  expect(gone).toBe('plain-sql: electron/core/gone.ts has 0 calls of plain SQL, scripts/plain-sql.json says 1')
  expect(plainSqlFaults(root, {}).join('\n')).toContain('electron/core/record/ledger/replay.ts has')
})

test('a row whose type is claimed is found, and so is a statement without one; a query by type is not', () => {
  expect(plainCalls(`db.get<{ id: string }>(sql, ref)`)).toBe(1)
  expect(plainCalls('db.all<Row>(`select * from leg`)')).toBe(1)
  expect(plainCalls(`db.all(\n  'select id from leg where id = ?', id)`)).toBe(1)
  expect(plainCalls(`db.run('delete from leg')`)).toBe(1)
  expect(plainCalls(`db.all(legRows, { caseId }); zones.get('id'); db.run(retire, { id })`)).toBe(0)
})
