import { and, eq, inArray, isNotNull, max, or, sql } from 'drizzle-orm'
import type { CustodyEvent } from '../../../../shared/contract/custody.ts'
import type { ExhibitDetail, ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { reports } from '../../intake/reports/index.ts'
import { markingActs, privilegeActs } from '../../record/handling/index.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type From, type Given, type BlobRef, type Reader } from '../../record/vault/index.ts'
import { custodyEvents, exhibits, markActs } from './tables.ts'

// A report's exhibits are part of the case that the report is part of.
const exhibitRows = (from: From) =>
  from
    .select({
      id: exhibits.id,
      number: exhibits.number,
      ownCase: exhibits.caseNumber,
      reportCase: reports.caseNumber,
      reportNumber: exhibits.reportNumber,
      fileName: exhibits.fileName,
      sourcePath: exhibits.sourcePath,
      description: exhibits.description,
      mediaType: exhibits.mediaType,
      size: exhibits.size,
      sha256: exhibits.sha256,
      collectedBy: exhibits.collectedBy,
      collectedAt: exhibits.collectedAt,
      place: exhibits.place,
      method: exhibits.method,
      kind: exhibits.kind,
      derivedNumber: exhibits.derivedNumber,
      derivedHow: exhibits.derivedHow,
      recordedAt: exhibits.recordedAt,
      recordedBy: exhibits.recordedBy,
      verifiedAt: exhibits.verifiedAt,
      failedAt: exhibits.failedAt,
      seq: exhibits.seq,
    })
    .from(exhibits)
    .leftJoin(reports, eq(reports.id, exhibits.reportId))

type Row = ReturnType<ReturnType<typeof exhibitRows>['all']>[number]

const toRow = (
  db: Reader,
  { derivedNumber: number, derivedHow: how, ownCase, reportCase, ...row }: Row,
): ExhibitRow => ({
  ...row,
  caseNumber: ownCase ?? reportCase,
  recordedBy: memberName(db, row.recordedBy),
  derivedFrom: number === null || how === null ? null : { number, how },
})

const rowsOfCase = query((from, { caseId }: Given<{ caseId: string }>) =>
  exhibitRows(from)
    .where(
      or(
        eq(exhibits.caseId, caseId),
        inArray(exhibits.reportId, from.select({ id: reports.id }).from(reports).where(eq(reports.caseId, caseId))),
      ),
    )
    .orderBy(isNotNull(exhibits.reportId), reports.serial, exhibits.serial),
)

/** The register of a case: its own exhibits in the order of their numbers, then those of its reports. */
export const exhibitsOfCase = (db: Reader, caseId: string): ExhibitRow[] =>
  db.all(rowsOfCase, { caseId }).map((row) => toRow(db, row))

const rowsOfReport = query((from, { report }: Given<{ report: string }>) =>
  exhibitRows(from).where(eq(exhibits.reportId, report)).orderBy(exhibits.serial),
)

/** What came with a report or was added to it, in the order of the numbers. */
export const exhibitsOfReport = (db: Reader, reportId: string): ExhibitRow[] =>
  db.all(rowsOfReport, { report: reportId }).map((row) => toRow(db, row))

const entriesOfReports = query((from, { ids }: Given<{ ids: string }>) => {
  const ofThese = sql`${exhibits.reportId} in (select value from json_each(${ids}))`
  return from
    .select({ seq: exhibits.seq })
    .from(exhibits)
    .where(ofThese)
    .union(
      from
        .select({ seq: custodyEvents.seq })
        .from(custodyEvents)
        .innerJoin(exhibits, eq(exhibits.id, custodyEvents.exhibitId))
        .where(ofThese),
    )
    .union(
      from
        .select({ seq: markActs.seq })
        .from(markActs)
        .innerJoin(exhibits, eq(exhibits.id, markActs.exhibitId))
        .where(ofThese),
    )
    .union(
      from
        .select({ seq: markingActs.seq })
        .from(markingActs)
        .innerJoin(exhibits, eq(exhibits.id, markingActs.recordId))
        .where(ofThese),
    )
    .union(
      from
        .select({ seq: privilegeActs.seq })
        .from(privilegeActs)
        .innerJoin(exhibits, eq(exhibits.id, privilegeActs.recordId))
        .where(ofThese),
    )
    .orderBy(sql`seq`)
})

/** The entries about exhibits of these reports: those from before a report was part of a case name no case. */
export const exhibitEntriesOf = (db: Reader, ofReports: readonly { id: string }[]): number[] =>
  db.all(entriesOfReports, { ids: JSON.stringify(ofReports.map(({ id }) => id)) }).map(({ seq }) => seq)

const newestRow = query((from, { id }: Given<{ id: string }>) =>
  from
    .select({ seq: exhibits.seq, failed: exhibits.failedSeq, custody: max(custodyEvents.seq) })
    .from(exhibits)
    .leftJoin(custodyEvents, eq(custodyEvents.exhibitId, exhibits.id))
    .where(eq(exhibits.id, id))
    .groupBy(exhibits.id),
)

/**
 * The newest entry about an exhibit, whether or not it was part of a case then: that it was kept, its custody, a reading
 * back that failed. One that found it as it was changes nothing.
 */
export function newestEntryOf(db: Reader, exhibitId: string): number | undefined {
  const row = db.get(newestRow, { id: exhibitId })
  return row && Math.max(row.seq, row.failed ?? 0, row.custody ?? 0)
}

const rowsNamed = query((from, { ids }: Given<{ ids: string }>) =>
  exhibitRows(from).where(sql`${exhibits.id} in (select value from json_each(${ids}))`),
)

/** Exhibits by their ids, in that order. */
export function exhibitsNamed(db: Reader, ids: readonly string[]): ExhibitRow[] {
  const found = new Map(db.all(rowsNamed, { ids: JSON.stringify(ids) }).map((row) => [row.id, toRow(db, row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

const everyRow = query((from) => exhibitRows(from).orderBy(exhibits.seq))

/** Every exhibit of the vault, oldest first. */
export const allExhibits = (db: Reader): ExhibitRow[] => db.all(everyRow).map((row) => toRow(db, row))

const custodyRows = query((from, { exhibit }: Given<{ exhibit: string }>) =>
  from
    .select({
      action: custodyEvents.action,
      from: custodyEvents.fromCustodian,
      to: custodyEvents.toCustodian,
      custodyAt: custodyEvents.custodyAt,
      recordedAt: custodyEvents.recordedAt,
      recordedBy: custodyEvents.recordedBy,
      place: custodyEvents.place,
      method: custodyEvents.method,
      purpose: custodyEvents.purpose,
      authority: custodyEvents.authority,
      condition: custodyEvents.condition,
      expectedBack: custodyEvents.expectedBack,
      outside: custodyEvents.outside,
      sealBefore: custodyEvents.sealBefore,
      sealAfter: custodyEvents.sealAfter,
      hashBefore: custodyEvents.hashBefore,
      hashAfter: custodyEvents.hashAfter,
      reason: custodyEvents.reason,
      sha256: custodyEvents.sha256,
      seq: custodyEvents.seq,
    })
    .from(custodyEvents)
    .where(eq(custodyEvents.exhibitId, exhibit))
    .orderBy(custodyEvents.seq),
)

const toBeBack = query((from) =>
  from.selectDistinct({ id: custodyEvents.exhibitId }).from(custodyEvents).where(isNotNull(custodyEvents.expectedBack)),
)

/** Ids of the exhibits that were checked out once with a time by which they are to be back. */
export const filesToBeBack = (db: Reader): string[] => db.all(toBeBack).map(({ id }) => id)

/** The chain of custody, as it was recorded. */
export const custodyOf = (db: Reader, exhibitId: string): CustodyEvent[] =>
  db.all(custodyRows, { exhibit: exhibitId }).map((row) => ({ ...row, recordedBy: memberName(db, row.recordedBy) }))

const exhibitNamed = query((from, { ref, number }: Given<{ ref: string; number: string }>) =>
  exhibitRows(from).where(or(eq(exhibits.id, ref), eq(exhibits.number, number))),
)
const exhibitOfCase = query((from, { caseId, serial }: Given<{ caseId: string; serial: number }>) =>
  exhibitRows(from).where(and(eq(exhibits.caseId, caseId), eq(exhibits.serial, serial))),
)

/**
 * An exhibit by its number (2026-001-E02, R-0007-E01) or id; within a case `E02`, `2` will do. Fails with NOT_FOUND.
 */
export function findExhibit(db: Reader, ref: string, inCase?: { id: string; number: string }): ExhibitDetail {
  const short = /^E?0*(\d{1,6})$/i.exec(ref)?.[1]
  const found =
    db.get(exhibitNamed, { ref, number: ref.toUpperCase() }) ??
    (inCase && short !== undefined ? db.get(exhibitOfCase, { caseId: inCase.id, serial: Number(short) }) : undefined)
  const row = found && toRow(db, found)
  if (row && (inCase === undefined || row.caseNumber === inCase.number))
    return { ...row, custody: custodyOf(db, row.id) }
  const where = inCase ? `case ${inCase.number}` : 'this vault'
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no exhibit “${ref}” in ${where}.`,
    'See the case’s register of exhibits for the numbers.',
  )
}

const byId = query((from, { id }: Given<{ id: string }>) =>
  from.select({ id: exhibits.id }).from(exhibits).where(eq(exhibits.id, id)),
)

/** Whether an exhibit of that id is on record; a destroyed one is not. */
export const isOnRecord = (db: Reader, id: string): boolean => db.get(byId, { id }) !== undefined

const keptBlob = (db: Reader, exhibitId: string): BlobRef | undefined =>
  db.get<BlobRef>(
    'select b.name, b.key, b.size from exhibit e join blob b on b.name = e.blob where e.id = ?',
    exhibitId,
  )

/** Where an exhibit's bytes lie and what opens them. Fails with BLOB_MISSING when its key is gone. */
export function blobOf(db: Reader, exhibitId: string): BlobRef {
  const blob = keptBlob(db, exhibitId)
  if (blob) return blob
  throw new HoldfastError(
    'BLOB_MISSING',
    'The key of this exhibit’s bytes is not in the vault.',
    'Put back vault.db from a backup.',
  )
}

/** How many bytes were kept under the name that an exhibit's entry gives; undefined: none. */
export const keptSize = (db: Reader, exhibitId: string): number | undefined => keptBlob(db, exhibitId)?.size

/** Names of all blobs that a committed row counts. */
export const knownBlobs = (db: Reader): Set<string> =>
  new Set(db.all<{ name: string }>('select name from blob').map((row) => row.name))

const numberOfBlob = query((from, { blob }: Given<{ blob: string }>) =>
  from.select({ number: exhibits.number }).from(exhibits).where(eq(exhibits.blob, blob)),
)

/** The number of the exhibit whose bytes lie in a blob. */
export const exhibitOfBlob = (db: Reader, blob: string): string | undefined => db.get(numberOfBlob, { blob })?.number
