import { z } from 'zod'
import { query, task } from './define.ts'
import { Instant, Line, Nothing, PathText, Ref, Sha256 } from './fields.ts'
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

export const ExportCheck = z.strictObject({
  ok: z.boolean(),
  /** Id of the vault that the export says it is of; null when it says none. */
  vault: z.string().nullable(),
  entries: z.int(),
  heads: z.int(),
  /** How many payloads the export shows, and how many it leaves out. */
  disclosed: z.int(),
  withheld: z.int(),
  /** The last head that verified. */
  head: Head.nullable(),
  /** The first line that is not as it was written (from 1). */
  problem: z.strictObject({ line: z.int(), message: z.string() }).nullable(),
})
export type ExportCheck = z.infer<typeof ExportCheck>

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
  /** Writes the whole ledger as one file that others can verify; payloads can be left out. */
  'ledger.export': task(
    'ledger.read',
    z.strictObject({
      /** Shows what this case recorded and nothing of any other. */
      case: Ref.optional(),
      /** Entries whose payload is left out. */
      withhold: z.array(z.int().min(0)).max(100_000).default([]),
      purpose: Line.optional(),
      /** Where to write; left out: beside the vault. */
      out: PathText.optional(),
    }),
    z.strictObject({
      file: z.string(),
      sha256: Sha256,
      entries: z.int(),
      disclosed: z.int(),
      withheld: z.int(),
      head: Head,
    }),
  ),
  /** Checks such a file; needs no vault. */
  'ledger.verify': task(null, z.strictObject({ file: PathText }), ExportCheck),
}
