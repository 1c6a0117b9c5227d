import { z } from 'zod'
import { command, query, task } from './define.ts'
import { Instant, Line, Nothing, Ref, Sha256 } from './fields.ts'
import { PathText } from './paths.ts'
import { Head } from './vault.ts'
import { HistoryRow } from './cases.ts'

export const auditSteps = [
  'pages',
  'prefix',
  'entries',
  'rows',
  'tree',
  'definitions',
  'structure',
  'tables',
  'header',
  'signing-keys',
  'exhibits',
] as const

export const AuditReport = z.strictObject({
  /** Nothing was found, and every step was carried out. */
  ok: z.boolean(),
  /** `full`: everything. `new`: only what was added since the last audit on record that found nothing. */
  scope: z.enum(['full', 'new']),
  /** The first entry that was read: 0 in a full audit. */
  from: z.int(),
  /** How many entries were read. */
  entries: z.int(),
  exhibits: z.int(),
  /** The newest head, and the member whose name stands in its signature; null where it cannot be read. */
  head: z.strictObject({ ...Head.shape, by: z.string().nullable() }),
  problems: z.array(
    z.strictObject({
      code: z.string(),
      /** What it is about: `entry 17`, `head 20`, `exhibit 2026-001-E02`, `table report`. */
      where: z.string(),
      message: z.string(),
    }),
  ),
  /** Place in `problems` of the one that lies first in the record; null where there is none. */
  first: z.int().nullable(),
  steps: z.array(
    z.strictObject({
      step: z.enum(auditSteps),
      /** What was checked, in words. */
      what: z.string(),
      /** How many, with their noun: `17 entries`. */
      checked: z.string(),
      result: z.enum(['ok', 'problems', 'not-done']),
      /** How many of `problems` it found. */
      problems: z.int(),
      /** Why it could not be carried out, or what it left out; null where there is nothing to say. */
      remark: z.string().nullable(),
      /** When it began. Before `startedAt` where an interrupted audit had carried it out already. */
      at: Instant,
      took: z.number(),
    }),
  ),
  /** What the problems concern, as far as it follows from them. */
  affects: z.array(
    z.strictObject({
      kind: z.enum(['entry', 'case', 'report', 'exhibit', 'note', 'packet', 'heads', 'table', 'vault', 'unknown']),
      /** Number or name, for finding it: `2026-001`, `R-0004`. */
      name: z.string(),
      why: z.string(),
    }),
  ),
  /** What is still proven, a sentence each. */
  stands: z.array(z.string()),
  /** Who ran it, and with which Holdfast. */
  by: z.string(),
  version: z.string(),
  startedAt: Instant,
  /** Milliseconds. */
  took: z.number(),
  /** The entry that records this audit; null where none was written. */
  recorded: z.int().nullable(),
})
export type AuditReport = z.infer<typeof AuditReport>

export const auditFormats = ['json', 'pdf'] as const
export const auditIntervals = ['never', 'daily', 'weekly', 'monthly'] as const
export const AuditSchedule = z.strictObject({
  every: z.enum(auditIntervals),
  /** The last full audit on record that found nothing. */
  last: z.strictObject({ at: Instant, by: z.string(), size: z.int(), seq: z.int() }).nullable(),
  /** What should be checked now. */
  due: z.enum(['full', 'new']),
})

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
  /** An audit that was cancelled or killed goes on where it was; `fresh` starts again. */
  'ledger.audit': task(
    'ledger.read',
    z.strictObject({ scope: z.enum(['full', 'new']).default('full'), fresh: z.boolean().default(false) }),
    AuditReport,
  ),
  /** Writes the report of the last audit since unlocking to a file: as data (JSON) or pages (PDF). Nothing is recorded. */
  'ledger.saveAudit': task(
    'ledger.read',
    z.strictObject({
      format: z.enum(auditFormats),
      /** Where to write; left out: beside the vault. */
      out: PathText.optional(),
    }),
    z.strictObject({ file: z.string(), sha256: Sha256 }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  'audit.schedule': query('ledger.read', Nothing, AuditSchedule),
  'audit.setSchedule': command('vault.maintain', z.strictObject({ every: z.enum(auditIntervals) }), AuditSchedule),
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
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** Checks such a file; needs no vault. */
  'ledger.verify': task(null, z.strictObject({ file: PathText }), ExportCheck, { paths: { file: 'typed' } }),
}
