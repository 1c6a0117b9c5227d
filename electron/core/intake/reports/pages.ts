import { categoryWords } from '../../../../shared/contract/intake-words.ts'
import type { ReportDetail, ReportInput } from '../../../../shared/contract/intake.ts'
import { capital, showOccurred } from '../../../../shared/kernel/show.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { reportsOfCase } from './queries.ts'

/** The reports of a case in its packet, in the reporters' own words. */
export const reportsInPacket: PacketPart = {
  sections: ({ workspace, case: { id }, at }): Sections<'reports'> => ({
    reports: reportsOfCase(workspace.db, id).map((report) => ({
      number: report.number,
      channel: channelWords[report.channel],
      receivedAt: at(report.receivedAt),
      reporter: report.reporter,
      occurred: report.occurredAt ? showOccurred(report.occurredAt) : 'not said',
      place: report.place ?? undefined,
      category: categoryWords[report.category],
      severity:
        report.severity === null ? undefined : { level: capital(report.severity), reason: report.severityReason ?? '' },
      immediateDanger: report.immediateDanger || undefined,
      narrative: report.narrative,
      fields: Object.entries(report.fields).map(([name, value]) => ({ name, value })),
    })),
  }),
  // A report is received before it is of a case: what says otherwise was not written by this program.
  leavesOut: ({ workspace, case: { id } }, entries) => {
    const own = new Set(reportsOfCase(workspace.db, id).map(({ seq }) => seq))
    return entries.flatMap(({ entry: { type, seq } }) => (type === 'report.received' && !own.has(seq) ? [seq] : []))
  },
  shows: ({ workspace, case: { id } }, entries) => {
    const bodies = new Map(entries.map(({ entry, body }) => [entry.seq, body]))
    return reportsOfCase(workspace.db, id)
      .filter((report) => isPrintedWhole(report, bodies.get(report.seq) ?? null))
      .map(({ seq }) => seq)
  },
}

const channelWords: Record<ReportDetail['channel'], string> = {
  'in-person': 'in person',
  phone: 'by telephone',
  'e-mail': 'by e-mail',
  form: 'by form',
  'alert-feed': 'from an alert feed',
  observation: 'by observation',
  import: 'imported from a file',
}

/**
 * A page prints no contact, no number of the sender's, no file that it was imported from, coordinates only where no
 * place is named, and the present grade.
 */
function isPrintedWhole(report: ReportDetail, body: string | null): boolean {
  if (body === null || report.reporterContact !== null || report.externalId !== null) return false
  const { name, latitude } = report.placeDetail ?? {}
  if (name !== undefined && latitude !== undefined) return false
  const { report: received, source } = JSON.parse(body) as { report: ReportInput; source?: unknown }
  if (source !== undefined) return false
  const { severity } = received
  return (severity?.level ?? null) === report.severity && (severity?.reason ?? null) === report.severityReason
}
