import { eq } from 'drizzle-orm'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { keptTypes } from '../../record/ledger/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { caseFiles } from './tables.ts'

/**
 * What may still be recorded about a closed case. Its evidence is held on, so custody and verification go on; what left
 * the house, holds, destruction, markings and privilege are about the record and not in it; its duties are answered on
 * their day, and pass on when their owner leaves.
 */
const afterClosing = new Set<string>([
  'case.reopened',
  'watch.answered',
  'watch.handed-over',
  'custody.recorded',
  'item.handled',
  'item.disposed',
  'receipt.signed',
  'items.audited',
  'exhibits.verified',
  'record.marked',
  'privilege.marked',
  'privilege.withdrawn',
  ...keptTypes,
])

export const caseClosed = (number: string): HoldfastError =>
  new HoldfastError(
    'CASE_CLOSED',
    `Case ${number} is closed; its record is sealed.`,
    'Re-open it with a reason first, or file new facts as a report.',
  )

const statusOf = query((from, { caseId }: Given<{ caseId: string }>) =>
  from.select({ number: caseFiles.number, status: caseFiles.status }).from(caseFiles).where(eq(caseFiles.id, caseId)),
)

/** Whatever command asks: nothing else is added to a closed case. Fails with CASE_CLOSED. */
export function admitToCase(db: Reader, type: string, caseId: string): void {
  if (afterClosing.has(type)) return
  const row = db.get(statusOf, { caseId })
  if (row?.status === 'closed') throw caseClosed(row.number)
}
