import { z } from 'zod'
import { categories, channels, Instant, OccurredAt, Place, Severity, Sha256 } from '../../record/entries/index.ts'
import { notificationsOfGrade, triageEntries } from './triage/entries.ts'

/** Of a report that was imported: the file that it came in, and what read it. */
const ImportSource = z.strictObject({
  importer: z.string(),
  /** Raised when the importer makes something else of the same file. */
  version: z.int(),
  fileName: z.string(),
  sha256: Sha256,
  /** Which of several in the file, from 0. */
  item: z.int(),
  /** What the importer found to be said of it, as the preview had it. */
  problems: z.array(z.string()).optional(),
})
export type ImportSource = z.infer<typeof ImportSource>

/** A report as it was taken in. */
const Report = z.strictObject({
  channel: z.enum(channels),
  receivedAt: Instant,
  /** null: the reporter stays anonymous. */
  reporter: z.strictObject({ name: z.string(), contact: z.string().optional() }).nullable(),
  occurredAt: OccurredAt.nullable().default(null),
  place: Place.nullable().default(null),
  category: z.enum(categories),
  /** The reporter's own words, never edited afterwards. */
  narrative: z.string(),
  immediateDanger: z.boolean().default(false),
  severity: Severity.nullable().default(null),
  /** The number the sender's own system gave it. */
  externalId: z.string().optional(),
  /** The form by which it was taken. Its answers are among `fields`, by English label. */
  form: z.strictObject({ key: z.string(), version: z.int().min(0).optional() }).optional(),
  /** Named extra fields, kept as given. */
  fields: z.record(z.string(), z.string()).optional(),
})

export const intakeEntries = {
  'report.received': z.strictObject({
    number: z.string(),
    serial: z.int(),
    report: Report,
    source: ImportSource.optional(),
    ...notificationsOfGrade,
  }),
  'report.severity-set': z.strictObject({ from: Severity.nullable(), to: Severity, ...notificationsOfGrade }),
  'report.promoted': z.strictObject({ caseNumber: z.string() }),
  'report.merged': z.strictObject({ caseNumber: z.string(), reason: z.string() }),
  'report.declined': z.strictObject({ reason: z.string() }),
  ...triageEntries,
}
