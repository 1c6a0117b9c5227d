import { z } from 'zod'
import { query, task } from './define.ts'
import { Instant, Nothing } from './fields.ts'
import { Head } from './vault.ts'
import { HistoryRow } from './cases.ts'

export const AuditReport = z.strictObject({
  ok: z.boolean(),
  entries: z.int(),
  exhibits: z.int(),
  head: Head,
  problems: z.array(
    z.strictObject({
      code: z.string(),
      /** What it is about: `entry 17`, `head 20`, `exhibit 2026-001-E02`, `table report`. */
      where: z.string(),
      message: z.string(),
    }),
  ),
  startedAt: Instant,
  /** Milliseconds. */
  took: z.number(),
})
export type AuditReport = z.infer<typeof AuditReport>

export const ledgerProcedures = {
  'ledger.list': query(
    'ledger.read',
    z.strictObject({ limit: z.int().min(1).max(1000).default(200), before: z.int().optional() }),
    z.strictObject({ rows: z.array(HistoryRow), total: z.int() }),
  ),
  'ledger.entry': query(
    'ledger.read',
    z.strictObject({ seq: z.int().min(0) }),
    z.strictObject({
      row: HistoryRow,
      /** The entry's bytes as they are hashed (canonical JSON). */
      bytes: z.string(),
      payload: z.string().nullable(),
    }),
  ),
  'ledger.head': query('ledger.read', Nothing, z.strictObject({ head: Head, note: z.string() })),
  'ledger.audit': task('ledger.read', Nothing, AuditReport),
}
