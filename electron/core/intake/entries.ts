import { z } from 'zod'
import { Severity } from '../../../shared/contract/fields.ts'
import { ReportInput } from '../../../shared/contract/intake.ts'
import { dutiesOfGrade, triageEntries } from './triage/entries.ts'

export const intakeEntries = {
  'report.received': z.strictObject({ number: z.string(), serial: z.int(), report: ReportInput }),
  'report.severity-set': z.strictObject({ from: Severity.nullable(), to: Severity, ...dutiesOfGrade }),
  'report.promoted': z.strictObject({ caseNumber: z.string() }),
  'report.merged': z.strictObject({ caseNumber: z.string(), reason: z.string() }),
  'report.declined': z.strictObject({ reason: z.string() }),
  ...triageEntries,
}
