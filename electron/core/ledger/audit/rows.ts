import type { Reader } from '../../vault/index.ts'
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
      const message = `The ledger has ${size} entries; no transaction wrote this row.`
      report({ code: 'RECORD_EXTRA', where: `${table} ${at}`, message })
    }
  }
  outside('entry', 'seq', 0, size - 1)
  outside('payload', 'seq', 0, size - 1)
  outside('head', 'size', 1, size)
}
