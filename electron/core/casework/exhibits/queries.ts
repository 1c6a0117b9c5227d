import type { CustodyEvent, ExhibitDetail, ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName } from '../../record/members/index.ts'
import type { BlobRef, Reader } from '../../record/vault/index.ts'

// A report's exhibits are part of the case that the report is part of.
const columns = `select x.id, x.number, coalesce(x.case_number, r.case_number) as caseNumber, x.report_number as reportNumber,
  x.file_name as fileName, x.description, x.media_type as mediaType, x.size, x.sha256, x.collected_by as collectedBy,
  x.collected_at as collectedAt, x.place, x.method, x.kind, x.derived_number as derivedNumber, x.derived_how as derivedHow,
  x.recorded_at as recordedAt, x.recorded_by as recordedBy, x.verified_at as verifiedAt, x.failed_at as failedAt, x.seq
  from exhibit x left join report r on r.id = x.report_id`

type Row = Omit<ExhibitRow, 'derivedFrom'> & { derivedNumber: string | null; derivedHow: string | null }

const toRow = (db: Reader, { derivedNumber: number, derivedHow: how, ...row }: Row): ExhibitRow => ({
  ...row,
  recordedBy: memberName(db, row.recordedBy),
  derivedFrom: number === null || how === null ? null : { number, how },
})

/** The register of a case: its own exhibits in the order of their numbers, then those of its reports. */
export const exhibitsOfCase = (db: Reader, caseId: string): ExhibitRow[] =>
  db
    .all<Row>(
      `${columns} where x.case_id = ? or x.report_id in (select id from report where case_id = ?)
       order by x.report_id is not null, r.serial, x.serial`,
      caseId,
      caseId,
    )
    .map((row) => toRow(db, row))

/** What came with a report or was added to it, in the order of the numbers. */
export const exhibitsOfReport = (db: Reader, reportId: string): ExhibitRow[] =>
  db.all<Row>(`${columns} where x.report_id = ? order by x.serial`, reportId).map((row) => toRow(db, row))

/** The entries about exhibits of these reports: those from before a report was part of a case name no case. */
export const exhibitEntriesOf = (db: Reader, reports: readonly { id: string }[]): number[] => {
  const ids = JSON.stringify(reports.map(({ id }) => id))
  const of = 'select id from exhibit where report_id in (select value from json_each(?))'
  return db
    .all<{ seq: number }>(
      `select seq from exhibit where id in (${of}) union select seq from custody_event where exhibit_id in (${of}) order by seq`,
      ids,
      ids,
    )
    .map(({ seq }) => seq)
}

/**
 * The newest entry about an exhibit, whether or not it was part of a case then: that it was kept, its custody, a reading
 * back that failed. One that found it as it was changes nothing.
 */
export const newestEntryOf = (db: Reader, exhibitId: string): number | undefined =>
  db.get<{ seq: number }>(
    `select max(x.seq, coalesce(x.failed_seq, 0),
       coalesce((select max(seq) from custody_event where exhibit_id = x.id), 0)) as seq from exhibit x where x.id = ?`,
    exhibitId,
  )?.seq

/** Every exhibit of the vault, oldest first. */
export const allExhibits = (db: Reader): ExhibitRow[] =>
  db.all<Row>(`${columns} order by x.seq`).map((row) => toRow(db, row))

/** The chain of custody, as it was recorded. */
export function custodyOf(db: Reader, exhibitId: string): CustodyEvent[] {
  const rows = db.all<CustodyEvent>(
    `select action, from_custodian as "from", to_custodian as "to", custody_at as custodyAt, recorded_at as recordedAt,
       recorded_by as recordedBy, place, method, purpose, sha256, seq
     from custody_event where exhibit_id = ? order by seq`,
    exhibitId,
  )
  return rows.map((row) => Object.assign(row, { recordedBy: memberName(db, row.recordedBy) }))
}

/**
 * An exhibit by its number (2026-001-E02, R-0007-E01) or id; within a case `E02`, `2` will do. Fails with NOT_FOUND.
 */
export function findExhibit(db: Reader, ref: string, inCase?: { id: string; number: string }): ExhibitDetail {
  const short = /^E?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row =
    db.get<Row>(`${columns} where x.id = ? or x.number = ?`, ref, ref.toUpperCase()) ??
    (inCase && short !== undefined
      ? db.get<Row>(`${columns} where x.case_id = ? and x.serial = ?`, inCase.id, Number(short))
      : undefined)
  if (row && (inCase === undefined || row.caseNumber === inCase.number))
    return { ...toRow(db, row), custody: custodyOf(db, row.id) }
  const where = inCase ? `case ${inCase.number}` : 'this vault'
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no exhibit “${ref}” in ${where}.`,
    'See the case’s register of exhibits for the numbers.',
  )
}

/** Where an exhibit's bytes lie and what opens them. Fails with BLOB_MISSING when its key is gone. */
export function blobOf(db: Reader, exhibitId: string): BlobRef {
  const blob = db.get<BlobRef>(
    'select b.name, b.key, b.size from exhibit e join blob b on b.name = e.blob where e.id = ?',
    exhibitId,
  )
  if (blob) return blob
  throw new HoldfastError(
    'BLOB_MISSING',
    'The key of this exhibit’s bytes is not in the vault.',
    'Put back vault.db from a backup.',
  )
}

/** Names of all blobs that a committed row counts. */
export const knownBlobs = (db: Reader): Set<string> =>
  new Set(db.all<{ name: string }>('select name from blob').map((row) => row.name))

/** The number of the exhibit whose bytes lie in a blob. */
export const exhibitOfBlob = (db: Reader, blob: string): string | undefined =>
  db.get<{ number: string }>('select number from exhibit where blob = ?', blob)?.number
