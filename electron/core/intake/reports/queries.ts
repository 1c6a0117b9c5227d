import type { ReportDetail, ReportRow } from '../../../../shared/contract/intake.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { isSite } from './sites.ts'
import type { QueueColumns } from './triage/queue.ts'

/** A report's row as it is stored. */
export interface Row extends QueueColumns {
  channel: ReportRow['channel']
  received_at: string
  recorded_at: string
  recorded_by: string
  reporter: string | null
  reporter_contact: string | null
  occurred_value: string | null
  occurred_zone: string | null
  occurred_precision: NonNullable<ReportRow['occurredAt']>['precision'] | null
  latitude: number | null
  longitude: number | null
  category: ReportRow['category']
  narrative: string
  severity_reason: string | null
  external_id: string | null
  fields: string
  form_key: string | null
  form_version: number | null
  source_file: string | null
  source_problems: string | null
  disposition: ReportRow['disposition']
  disposition_reason: string | null
  disposition_at: string | null
  case_id: string | null
  case_number: string | null
  seq: number
}

const excerptLength = 240

/** A report as lists show it. */
export function toRow(row: Row): Omit<ReportRow, 'why'> {
  const { occurred_value: value, occurred_zone: zone, occurred_precision: precision } = row
  return {
    id: row.id,
    number: row.number,
    channel: row.channel,
    receivedAt: row.received_at,
    recordedAt: row.recorded_at,
    occurredAt: value !== null && zone !== null && precision !== null ? { value, zone, precision } : null,
    reporter: row.reporter,
    place: row.place_name ?? coordinates(row),
    category: row.category,
    severity: row.severity,
    immediateDanger: row.immediate_danger === 1,
    excerpt:
      row.narrative.length > excerptLength ? `${row.narrative.slice(0, excerptLength).toWellFormed()}…` : row.narrative,
    disposition: row.disposition,
    caseNumber: row.case_number,
    assignee: row.assignee_name,
    snoozedUntil: row.snoozed_until,
    due: row.next_due_ms === null ? null : new Date(row.next_due_ms).toISOString(),
  }
}

const coordinates = ({ latitude, longitude }: Row): string | null =>
  latitude === null || longitude === null ? null : `${latitude}, ${longitude}`

function toDetail(db: Reader, row: Row): ReportDetail {
  const { place_name: name, latitude, longitude } = row
  const hasPlace = name !== null || latitude !== null || longitude !== null
  return {
    ...toRow(row),
    narrative: row.narrative,
    reporterContact: row.reporter_contact,
    placeDetail: hasPlace
      ? { name: name ?? undefined, latitude: latitude ?? undefined, longitude: longitude ?? undefined }
      : null,
    severityReason: row.severity_reason,
    dispositionReason: row.disposition_reason,
    dispositionAt: row.disposition_at,
    externalId: row.external_id,
    fields: JSON.parse(row.fields) as Record<string, string>,
    form: row.form_key === null ? null : { key: row.form_key, version: row.form_version ?? 0 },
    source:
      row.source_file === null
        ? null
        : { fileName: row.source_file, problems: JSON.parse(row.source_problems ?? '[]') as string[] },
    caseId: row.case_id,
    recordedBy: memberName(db, row.recorded_by),
    seq: row.seq,
  }
}

/** A report by its number (R-0007, or 7) or id. Fails with NOT_FOUND. */
export function findReport(db: Reader, ref: string): ReportDetail {
  const serial = /^(?:R-)?0*(\d{1,9})$/i.exec(ref)?.[1]
  const row = db.get<Row>(
    'select * from report where id = ? or serial = ?',
    ref,
    serial === undefined ? -1 : Number(serial),
  )
  if (row) return toDetail(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no report “${ref}” in this vault.`,
    'See the queue, or `holdfast report list`, for the numbers.',
  )
}

/** The reports of a case: the one that it was made of first, then the merged ones in the order in which they came. */
export const reportsOfCase = (db: Reader, caseId: string): ReportDetail[] =>
  db
    .all<Row>(
      `select * from report where case_id = ? order by disposition = 'promoted' desc, received_ms, serial`,
      caseId,
    )
    .map((row) => toDetail(db, row))

/** When the record is looked at: now, or the moment that it is shown as of. */
export const momentOf = ({ ports, stood }: Pick<Workspace, 'ports' | 'stood'>): number =>
  stood ? Date.parse(stood.at) : ports.clock.now()

interface Related {
  id: string
  number: string
  disposition: string
  why: string
}

const mostRelated = 50

/**
 * Other reports that name the same place or the same reporter as those of a case: what may be linked to it, the earliest
 * first. Of each name no more are read than are shown, so that a place that thousands name costs what a rare one does.
 */
export function relatedReports(db: Reader, caseId: string): Related[] {
  const found = new Map<string, Related & { received: number }>()
  for (const [column, why] of [
    ['place_name', 'same place'],
    ['reporter', 'same reporter'],
  ] as const) {
    const names = db.all<{ name: string }>(
      `select distinct ${column} as name from report where case_id = ? and ${column} is not null`,
      caseId,
    )
    for (const { name } of names) {
      if (column === 'place_name' && !isSite(name)) continue
      const named = db.all<{ id: string; number: string; disposition: string; received: number }>(
        `select id, number, disposition, received_ms as received from report
         where ${column} = ? and case_id is not ? order by received_ms limit ?`,
        name,
        caseId,
        mostRelated,
      )
      for (const one of named) if (!found.has(one.number)) found.set(one.number, { ...one, why })
    }
  }
  return [...found.values()]
    .sort((a, b) => a.received - b.received)
    .slice(0, mostRelated)
    .map(({ received: _, ...report }) => report)
}
