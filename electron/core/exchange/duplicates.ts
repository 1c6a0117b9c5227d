import type { Reader } from '../vault/index.ts'

/** The report that came in with the same bytes, or under the same number of its sender; null when there is none. */
export function duplicateOf(
  db: Reader,
  { sha256, externalId }: { sha256: string; externalId: string | undefined },
): { report: string; why: string } | null {
  const sameBytes = db.get<{ number: string }>(
    `select report_number as number from exhibit
     where sha256 = ? and report_id is not null and kind = 'original' order by seq limit 1`,
    sha256,
  )
  // A sealed report is opened and not kept: what stays of its file is the hash.
  const sealed = db.get<{ number: string }>('select report_number as number from form_import where sha256 = ?', sha256)
  const same = sameBytes ?? sealed
  if (same) return { report: same.number, why: 'The same bytes are on record' }
  if (externalId === undefined) return null
  const sameNumber = db.get<{ number: string }>(
    'select number from report where external_id = ? order by serial limit 1',
    externalId,
  )
  return sameNumber ? { report: sameNumber.number, why: 'Its sender’s number is on record' } : null
}
