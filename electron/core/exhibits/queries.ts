import type { CustodyEvent, ExhibitDetail, ExhibitRow } from '../../../shared/contract/exhibits.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { memberName } from '../members/index.ts'
import type { BlobRef, Reader } from '../vault/index.ts'

const columns = `select id, number, case_number as caseNumber, file_name as fileName, description, media_type as mediaType,
  size, sha256, collected_by as collectedBy, collected_at as collectedAt, place, method, recorded_at as recordedAt,
  recorded_by as recordedBy, verified_at as verifiedAt, failed_at as failedAt, seq from exhibit`

function named<Row extends { recordedBy: string }>(db: Reader, row: Row): Row {
  row.recordedBy = memberName(db, row.recordedBy)
  return row
}

/** The register of a case, in the order of the exhibit numbers. */
export const exhibitsOfCase = (db: Reader, caseId: string): ExhibitRow[] =>
  db.all<ExhibitRow>(`${columns} where case_id = ? order by serial`, caseId).map((row) => named(db, row))

/** Every exhibit of the vault, oldest first. */
export const allExhibits = (db: Reader): ExhibitRow[] => db.all<ExhibitRow>(`${columns} order by seq`)

/** The chain of custody, as it was recorded. */
export function custodyOf(db: Reader, exhibitId: string): CustodyEvent[] {
  const rows = db.all<CustodyEvent>(
    `select action, from_custodian as "from", to_custodian as "to", custody_at as custodyAt, recorded_at as recordedAt,
       recorded_by as recordedBy, place, method, purpose, sha256, seq
     from custody_event where exhibit_id = ? order by seq`,
    exhibitId,
  )
  return rows.map((row) => named(db, row))
}

/**
 * An exhibit by its number (2026-001-E02) or id; within a case `E02`, `2` will do. Fails with NOT_FOUND.
 */
export function findExhibit(db: Reader, ref: string, inCase?: { id: string; number: string }): ExhibitDetail {
  const short = /^E?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row =
    db.get<ExhibitRow>(`${columns} where id = ? or number = ?`, ref, ref.toUpperCase()) ??
    (inCase && short !== undefined
      ? db.get<ExhibitRow>(`${columns} where case_id = ? and serial = ?`, inCase.id, Number(short))
      : undefined)
  if (row && (inCase === undefined || row.caseNumber === inCase.number))
    return { ...named(db, row), custody: custodyOf(db, row.id) }
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
