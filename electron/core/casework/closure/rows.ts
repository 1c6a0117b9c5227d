import { and, desc, eq, isNotNull, max } from 'drizzle-orm'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { CaseFile } from '../cases/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { allegations, closureRequests, closureStatements, watchAnswers, watches } from './tables.ts'

export type AllegationRow = typeof allegations.$inferSelect
export type StatementRow = typeof closureStatements.$inferSelect
export type DutyRow = typeof watches.$inferSelect
export type RequestRow = typeof closureRequests.$inferSelect

type OfCase = Given<{ caseId: string }>

const allegationsOfCase = query((from, { caseId }: OfCase) =>
  from.select().from(allegations).where(eq(allegations.caseId, caseId)).orderBy(allegations.serial),
)
const statementsOfCase = query((from, { caseId }: OfCase) =>
  from.select().from(closureStatements).where(eq(closureStatements.caseId, caseId)),
)
const notificationsOfCase = query((from, { caseId }: OfCase) =>
  from.select().from(watches).where(eq(watches.caseId, caseId)).orderBy(watches.serial),
)
const answersOfDuty = query((from, { duty }: Given<{ duty: string }>) =>
  from
    .select({
      seq: watchAnswers.seq,
      outcome: watchAnswers.outcome,
      note: watchAnswers.note,
      byMember: watchAnswers.byMember,
      at: watchAnswers.at,
      next: watchAnswers.next,
      report: watchAnswers.report,
    })
    .from(watchAnswers)
    .where(eq(watchAnswers.watchId, duty))
    .orderBy(watchAnswers.seq),
)
const requestsOfCase = query((from, { caseId }: OfCase) =>
  from
    .select()
    .from(closureRequests)
    .where(eq(closureRequests.caseId, caseId))
    .orderBy(desc(closureRequests.seq))
    .limit(1),
)
const requestsWaiting = query((from) =>
  from.select().from(closureRequests).where(eq(closureRequests.state, 'waiting')).orderBy(closureRequests.seq),
)
const lastAllegation = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(allegations.serial) })
    .from(allegations)
    .where(eq(allegations.caseId, caseId)),
)
const lastDuty = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(watches.serial) })
    .from(watches)
    .where(eq(watches.caseId, caseId)),
)

/** The serial number of the next allegation or duty of a case. */
export const nextSerial = (db: Reader, of: 'allegation' | 'watch', caseId: string): number =>
  (db.get(of === 'watch' ? lastDuty : lastAllegation, { caseId })?.last ?? 0) + 1

const dutiesWaiting = query((from, { member }: Given<{ member: string }>) =>
  from
    .select()
    .from(watches)
    .where(and(eq(watches.ownerMember, member), isNotNull(watches.due)))
    .orderBy(watches.seq),
)

/** The monitoring duties that a member owns and that are due again, oldest first. */
export const waitingFor = (db: Reader, member: string): DutyRow[] => db.all(dutiesWaiting, { member })

type About = Pick<CaseFile, 'id' | 'number'>

export const allegationRows = (db: Reader, caseId: string): AllegationRow[] => db.all(allegationsOfCase, { caseId })

export const statementRows = (db: Reader, caseId: string): StatementRow[] => db.all(statementsOfCase, { caseId })

/** The residual risk of a case where it is one that somebody must watch. */
export function graveResidual(db: Reader, caseId: string): 'moderate' | 'high' | undefined {
  const level = statementRows(db, caseId).find(({ part }) => part === 'residual')?.level
  return level === 'moderate' || level === 'high' ? level : undefined
}

export const dutyRows = (db: Reader, caseId: string): DutyRow[] => db.all(notificationsOfCase, { caseId })

export const answerRows = (db: Reader, duty: string) => db.all(answersOfDuty, { duty })

/** The newest request to close a case. */
export const newestRequest = (db: Reader, caseId: string): RequestRow | undefined => db.get(requestsOfCase, { caseId })

/** The requests to close that wait for an answer, oldest first. */
export const waitingRequests = (db: Reader): RequestRow[] => db.all(requestsWaiting)

/** An allegation of a case by its number (`A-01`, or 1) or id. Fails with NOT_FOUND. */
export const findAllegation = (db: Reader, file: About, ref: string): AllegationRow =>
  found(
    allegationRows(db, file.id).find(({ id, number }) => isNamed(ref, id, number)),
    `Case ${file.number} has no allegation “${ref}”.`,
  )

/** A monitoring duty of a case by its number (`M-01`, or 1) or id. Fails with NOT_FOUND. */
export const findNotification = (db: Reader, file: About, ref: string): DutyRow =>
  found(
    dutyRows(db, file.id).find(({ id, number }) => isNamed(ref, id, number)),
    `Case ${file.number} has no duty “${ref}”.`,
  )

const isNamed = (ref: string, id: string, number: string): boolean =>
  ref === id || ref.toUpperCase() === number || (/^\d{1,6}$/.test(ref) && Number(ref) === Number(number.slice(2)))

function found<Row>(row: Row | undefined, message: string): Row {
  if (row) return row
  throw new HoldfastError('NOT_FOUND', message, 'See the case’s closure, or `holdfast case close-check`.')
}
