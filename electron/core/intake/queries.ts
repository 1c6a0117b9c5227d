import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { ReportDetail, ReportRow } from '../../../shared/contract/intake.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { findMember, memberName, type Workspace } from '../members/index.ts'
import type { Reader } from '../vault/index.ts'
import { countReports } from './counts.ts'
import { mayHold, searched } from './find-words.ts'
import { countDuties } from './triage/duties.ts'
import { countAssigned, countSnoozed, dueOrder, dueParts, narrow, whyHere, type QueueColumns } from './triage/queue.ts'

interface Row extends QueueColumns {
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
  disposition: ReportRow['disposition']
  disposition_reason: string | null
  disposition_at: string | null
  case_id: string | null
  case_number: string | null
  seq: number
}

const excerptLength = 240

function toRow(row: Row): Omit<ReportRow, 'why'> {
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

const orders = {
  grave: 'immediate_danger desc, severity_rank desc, received_ms, serial',
  newest: 'received_ms desc, serial desc',
}

/** The queue: one page of the reports with a disposition that hold every word of the filter, and the counts. */
export function listReports(
  workspace: Pick<Workspace, 'db' | 'member' | 'ports' | 'stood'>,
  input: Checked<'report.list'>,
): Omit<Output<'report.list'>, 'stood'> {
  const { db, member } = workspace
  const { disposition, filter, limit, offset, assigned, snoozed } = input
  const now = momentOf(workspace)
  // What has left the queue is due no more.
  const order = input.order === 'due' && disposition !== 'open' ? 'newest' : input.order
  const whose = { anyone: undefined, me: member.id, nobody: null }
  const asked = typeof assigned === 'object' ? findMember(db, assigned.member).id : whose[assigned]
  const [open, assignee] = disposition === 'open' ? [true, asked] : [false, undefined]
  const words = filter.split(/\s+/).filter((word) => word !== '')
  const places = mayHold(db, words)
  const narrowed = narrow({ assignee, snoozed: open ? snoozed : 'show', now })
  const conditions = [
    ...(places ? ['serial in (select value from json_each(?))'] : []),
    // Not as a value, so that the indexes of the open ones serve.
    ...(disposition === 'all' ? [] : [`disposition = '${disposition}'`]),
    ...narrowed.conditions,
    ...words.map(() => `${searched} like ? escape '\\'`),
  ]
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const values = [
    ...(places ? [JSON.stringify(places)] : []),
    ...narrowed.values,
    ...words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  ]
  const counts = countReports(db)
  const aside = countSnoozed(db, now)
  const closed = counts.promoted + counts.merged + counts.declined
  const all = disposition === 'all' ? counts.open + closed : counts[disposition]
  const byDue = { order: dueOrder, orderValues: [now] }
  const wanted = {
    where,
    values,
    ...(order === 'due' ? byDue : { order: orders[order], orderValues: [] }),
    limit,
    offset,
    reading: places || typeof assignee === 'string' || snoozed === 'only' ? '' : 'not indexed',
    all: open
      ? all - (snoozed === 'hide' ? aside : 0) - (assignee === null ? countAssigned(db, { now, snoozed }) : 0)
      : all,
  }
  // Few are somebody's, or aside: they are sorted. The others are cut out of an index.
  const few = open && (typeof assignee === 'string' || snoozed === 'only')
  const found = words.length > 0 || few ? search : order === 'due' ? queue : list
  const { total, rows } = found(db, wanted, now)
  const why = whyHere(db, now)
  return {
    items: rows.map((row) => ({ ...toRow(row), why: why(row) })),
    total,
    counts,
    snoozed: aside,
    late: countDuties(db, now).late,
  }
}

/** The open reports in the order of what is due: the page is cut out of the parts of that order, one after the other. */
function queue(db: Reader, { where, values, limit, offset, all }: Wanted, now: number): Found {
  const rows: Row[] = []
  let skip = offset
  for (const part of dueParts) {
    if (rows.length === limit) break
    const found = db.all<Row>(
      `select report.* from report indexed by ${part.index} ${where} and ${part.where} order by ${part.order} limit ? offset ?`,
      ...values,
      ...part.values(now),
      limit - rows.length,
      skip,
    )
    if (found.length === 0 && skip > 0) {
      const { passed } = db.get<{ passed: number }>(
        `select count(*) as passed from report indexed by ${part.index} ${where} and ${part.where}`,
        ...values,
        ...part.values(now),
      ) ?? { passed: 0 }
      skip = Math.max(0, skip - passed)
    } else skip = 0
    rows.push(...found)
  }
  return { total: all, rows }
}

interface Wanted {
  where: string
  values: (string | number)[]
  order: string
  orderValues: number[]
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
function search(db: Reader, { where, values, order, orderValues, limit, offset, reading }: Wanted): Found {
  const rows = db.all<Row & { total: number; id: string | null }>(
    `with hit as materialized (
       select rowid as place, immediate_danger, severity_rank, queue_rank, next_due_ms, received_ms, serial from report
       ${reading} ${where}
     ),
     page as (select place, row_number() over (order by ${order}) as rank from hit order by rank limit ? offset ?)
     select total, report.* from (select count(*) as total from hit) left join page on true
       left join report on report.rowid = page.place order by rank`,
    ...values,
    ...orderValues,
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
