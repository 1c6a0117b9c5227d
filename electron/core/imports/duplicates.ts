import type { Reader } from '../record/vault/index.ts'

/** The report that came in with the same bytes; null when there is none. Nothing else keeps a report out. */
export function duplicateOf(db: Reader, sha256: string): { report: string; why: string } | null {
  const sameBytes = db.get<{ number: string }>(
    `select report_number as number from exhibit
     where sha256 = ? and report_id is not null and kind <> 'derivative' order by seq limit 1`,
    sha256,
  )
  // A sealed report is opened and not kept: what stays of its file is the hash.
  const sealed = db.get<{ number: string }>('select report_number as number from form_import where sha256 = ?', sha256)
  const same = sameBytes ?? sealed
  return same ? { report: same.number, why: 'The same bytes are on record' } : null
}

/**
 * The first report with a number of its sender's. A sender gives it, and may give it twice, in error or to have the
 * second message passed over: it is a thing to look at, and never a reason to refuse.
 */
export const firstOfNumber = (db: Reader, externalId: string): { number: string; seq: number } | undefined =>
  db.get('select number, seq from report where external_id = ? order by serial limit 1', externalId)

/** The words for a report that has its sender's number from `namesake` too. */
export const sameNumber = (externalId: string, namesake: string): string =>
  `Its sender’s number ${externalId} is that of ${namesake} too, with other bytes.`
