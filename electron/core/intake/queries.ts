import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { ReportDetail, ReportRow } from '../../../shared/contract/intake.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { memberName } from '../members/index.ts'
import type { Reader } from '../vault/index.ts'
import { countReports } from './counts.ts'
import { mayHold, searched } from './find-words.ts'

interface Row {
  id: string
  serial: number
  number: string
  channel: ReportRow['channel']
  received_at: string
  recorded_at: string
  recorded_by: string
  reporter: string | null
  reporter_contact: string | null
  occurred_value: string | null
  occurred_zone: string | null
  occurred_precision: NonNullable<ReportRow['occurredAt']>['precision'] | null
  place_name: string | null
  latitude: number | null
  longitude: number | null
  category: ReportRow['category']
  narrative: string
  immediate_danger: number
  severity: ReportRow['severity']
  severity_reason: string | null
  external_id: string | null
  fields: string
  disposition: ReportRow['disposition']
  disposition_reason: string | null
  disposition_at: string | null
  case_id: string | null
  case_number: string | null
  seq: number
}

const excerptLength = 240

function toRow(row: Row): ReportRow {
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

const orders = {
  grave: 'immediate_danger desc, severity_rank desc, received_ms, serial',
  newest: 'received_ms desc, serial desc',
}

/** The queue: one page of the reports with a disposition that hold every word of the filter, and the counts. */
export function listReports(
  db: Reader,
  { disposition, filter, order, limit, offset }: Checked<'report.list'>,
): Omit<Output<'report.list'>, 'stood'> {
  const words = filter.split(/\s+/).filter((word) => word !== '')
  const places = mayHold(db, words)
  const conditions = [
    ...(places ? ['serial in (select value from json_each(?))'] : []),
    ...(disposition === 'all' ? [] : ['disposition = ?']),
    ...words.map(() => `${searched} like ? escape '\\'`),
  ]
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const values = [
    ...(places ? [JSON.stringify(places)] : []),
    ...(disposition === 'all' ? [] : [disposition]),
    ...words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  ]
  const counts = countReports(db)
  const found = words.length > 0 ? search : list
  const reading = places ? '' : 'not indexed'
  const all =
    disposition === 'all' ? counts.open + counts.promoted + counts.merged + counts.declined : counts[disposition]
  const { total, rows } = found(db, { where, values, order: orders[order], limit, offset, reading, all })
  return { items: rows.map(toRow), total, counts }
}

interface Wanted {
  where: string
  values: string[]
  order: string
  limit: number
  offset: number
  /** How a search reads the reports. */
  reading: string
  /** How many have the disposition. */
  all: number
}

interface Found {
  total: number
  rows: Row[]
}

/** Without words an index gives the page. */
function list(db: Reader, { where, values, order, limit, offset, all }: Wanted): Found {
  const rows = db.all<Row>(`select * from report ${where} order by ${order} limit ? offset ?`, ...values, limit, offset)
  return { total: all, rows }
}

/**
 * With words those reports are read that may hold them, or every one where that cannot be told: then once and in the
 * order of the file, since in the order of an index each of them would cost a page that is fetched and decrypted.
 */
function search(db: Reader, { where, values, order, limit, offset, reading }: Wanted): Found {
  const rows = db.all<Row & { total: number; id: string | null }>(
    `with hit as materialized (
       select rowid as place, immediate_danger, severity_rank, received_ms, serial from report ${reading} ${where}
     ),
     page as (select place, row_number() over (order by ${order}) as rank from hit order by rank limit ? offset ?)
     select total, report.* from (select count(*) as total from hit) left join page on true
       left join report on report.rowid = page.place order by rank`,
    ...values,
    limit,
    offset,
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter(({ id }) => id !== null) }
}

/** Other reports that name the same place or the same reporter as those of a case: what may be linked to it. */
export function relatedReports(db: Reader, caseId: string): { number: string; disposition: string; why: string }[] {
  return db.all(
    `select distinct other.number, other.disposition,
       case when other.place_name = mine.place_name then 'same place' else 'same reporter' end as why
     from report mine join report other
       on (other.place_name = mine.place_name or other.reporter = mine.reporter) and other.case_id is not mine.case_id
     where mine.case_id = ? order by other.serial limit 50`,
    caseId,
  )
}
