import { z } from 'zod'
import { Severity, Sha256 } from '../../../../shared/contract/fields.ts'
import { ReportRecorded } from '../../../../shared/contract/intake.ts'
import { dutiesOfGrade, triageEntries } from './triage/entries.ts'

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

export const intakeEntries = {
  'report.received': z.strictObject({
    number: z.string(),
    serial: z.int(),
    report: ReportRecorded,
    source: ImportSource.optional(),
    ...dutiesOfGrade,
  }),
  'report.severity-set': z.strictObject({ from: Severity.nullable(), to: Severity, ...dutiesOfGrade }),
  'report.promoted': z.strictObject({ caseNumber: z.string() }),
  'report.merged': z.strictObject({ caseNumber: z.string(), reason: z.string() }),
  'report.declined': z.strictObject({ reason: z.string() }),
  ...triageEntries,
}
