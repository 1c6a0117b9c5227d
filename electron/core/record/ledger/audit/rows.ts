import { count } from '../../../../../shared/kernel/show.ts'
import type { Reader } from '../../vault/index.ts'
import { destroyedIn } from '../destroyed.ts'
import type { AuditContext } from './problems.ts'

/** Names rows of the record that lie outside the ledger's `size` entries: no chain and no head would ever meet them. */
export function auditRows(db: Reader, size: number, { report }: AuditContext): void {
  const outside = (table: string, key: string, first: number, last: number): void => {
    const rows = db.all<{ at: number }>(
      `select ${key} as at from ${table} where ${key} < ? or ${key} > ? order by ${key} limit 100`,
      first,
      last,
    )
    for (const { at } of rows) {
      const message = `The ledger has ${count(size, 'entry', 'entries')}; no transaction wrote this row.`
      report({ code: 'RECORD_EXTRA', where: `${table} ${at}`, message })
    }
  }
  outside('entry', 'seq', 0, size - 1)
  outside('payload', 'seq', 0, size - 1)
  outside('head', 'size', 1, size)
  const { payloads, blobs } = destroyedIn(db)
  const unordered = (table: string, key: string | number): void =>
    report({
      code: 'RECORD_EXTRA',
      where: `${table} ${key}`,
      message: 'No entry of the ledger orders this destruction.',
    })
  for (const { seq } of db.all<{ seq: number }>('select seq from payload_destroyed'))
    if (!payloads.has(seq)) unordered('payload_destroyed', seq)
  for (const { name } of db.all<{ name: string }>('select name from blob_destroyed'))
    if (!blobs.has(name)) unordered('blob_destroyed', name)
  for (const [seq, by] of payloads) {
    if (!db.get('select 1 from payload where seq = ?', seq)) continue
    const message = `Entry ${by} says that what this entry recorded was destroyed, but it is there.`
    report({ code: 'PAYLOAD_CHANGED', where: `entry ${seq}`, message })
  }
}
