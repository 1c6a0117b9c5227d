import { and, eq, max, or } from 'drizzle-orm'
import type { CommunicationRow } from '../../../../shared/contract/communications.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { isLateEntry } from '../../../../shared/kernel/time.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { communications } from './tables.ts'

function toCommunication(db: Reader, row: typeof communications.$inferSelect): CommunicationRow {
  const { id, number, channel, direction, parties, sentAt, receivedAt, content, quotes, outcome, exhibit } = row
  return {
    id,
    number,
    channel,
    direction,
    parties,
    sentAt,
    receivedAt,
    content,
    quotes,
    outcome,
    exhibit,
    recordedAt: row.recordedAt,
    recordedBy: memberName(db, row.recordedBy),
    late: isLateEntry(sentAt, row.recordedAt),
    struck:
      row.struckAt === null
        ? null
        : {
            at: row.struckAt,
            by: memberName(db, row.struckBy ?? ''),
            reason: row.struckReason ?? '',
            replacedBy: row.replacedBy,
          },
    seq: row.seq,
  }
}

type OfCase = Given<{ caseId: string }>

const rowsOfCase = query((from, { caseId }: OfCase) =>
  from
    .select()
    .from(communications)
    .where(eq(communications.caseId, caseId))
    .orderBy(communications.sentMs, communications.serial),
)

const lastSerial = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(communications.serial) })
    .from(communications)
    .where(eq(communications.caseId, caseId)),
)

/** The serial number of the next communication of a case. */
export const nextCommunication = (db: Reader, caseId: string): number => (db.get(lastSerial, { caseId })?.last ?? 0) + 1

const oneOfCase = query((from, { caseId, ref, serial }: Given<{ caseId: string; ref: string; serial: number }>) =>
  from
    .select()
    .from(communications)
    .where(and(eq(communications.caseId, caseId), or(eq(communications.id, ref), eq(communications.serial, serial)))),
)

/** The communications of a case in the order in which they took place. */
export const communicationsOfCase = (db: Reader, caseId: string): CommunicationRow[] =>
  db.all(rowsOfCase, { caseId }).map((row) => toCommunication(db, row))

/** A communication of a case by its number (C-01, or 1) or id. Fails with NOT_FOUND. */
export function findCommunication(db: Reader, { id, number }: { id: string; number: string }, ref: string) {
  const serial = /^(?:C-)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get(oneOfCase, { caseId: id, ref, serial: serial === undefined ? -1 : Number(serial) })
  if (row) return toCommunication(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no communication “${ref}” in case ${number}.`,
    'See the case’s communications for the numbers.',
  )
}
