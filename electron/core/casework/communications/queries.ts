import type { CommunicationRow } from '../../../../shared/contract/communications.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { isLateEntry, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

interface Row {
  id: string
  number: string
  channel: CommunicationRow['channel']
  direction: CommunicationRow['direction']
  parties: string
  sent_at: string
  received_at: string | null
  content: string
  quotes: string
  outcome: string | null
  exhibit: string | null
  recorded_at: string
  recorded_by: string
  struck_at: string | null
  struck_by: string | null
  struck_reason: string | null
  replaced_by: string | null
  seq: number
}

function toCommunication(db: Reader, row: Row): CommunicationRow {
  const sentAt = JSON.parse(row.sent_at) as OccurredAt
  return {
    id: row.id,
    number: row.number,
    channel: row.channel,
    direction: row.direction,
    parties: JSON.parse(row.parties) as CommunicationRow['parties'],
    sentAt,
    receivedAt: row.received_at === null ? null : (JSON.parse(row.received_at) as OccurredAt),
    content: row.content,
    quotes: JSON.parse(row.quotes) as string[],
    outcome: row.outcome,
    exhibit: row.exhibit,
    recordedAt: row.recorded_at,
    recordedBy: memberName(db, row.recorded_by),
    late: isLateEntry(sentAt, row.recorded_at),
    struck:
      row.struck_at === null
        ? null
        : {
            at: row.struck_at,
            by: memberName(db, row.struck_by ?? ''),
            reason: row.struck_reason ?? '',
            replacedBy: row.replaced_by,
          },
    seq: row.seq,
  }
}

/** The communications of a case in the order in which they took place. */
export const communicationsOfCase = (db: Reader, caseId: string): CommunicationRow[] =>
  db
    .all<Row>('select * from communication where case_id = ? order by sent_ms, serial', caseId)
    .map((row) => toCommunication(db, row))

/** A communication of a case by its number (C-01, or 1) or id. Fails with NOT_FOUND. */
export function findCommunication(db: Reader, { id, number }: { id: string; number: string }, ref: string) {
  const serial = /^(?:C-)?0*(\d{1,6})$/i.exec(ref)?.[1]
  const row = db.get<Row>(
    'select * from communication where case_id = ? and (id = ? or serial = ?)',
    id,
    ref,
    serial === undefined ? -1 : Number(serial),
  )
  if (row) return toCommunication(db, row)
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no communication “${ref}” in case ${number}.`,
    'See the case’s communications for the numbers.',
  )
}
