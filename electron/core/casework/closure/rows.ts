import type { Allegation, ClosureRequest, Duty, ResidualRisk } from '../../../../shared/contract/closure.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { CaseFile } from '../cases/index.ts'
import type { Reader } from '../../record/vault/index.ts'

export interface AllegationRow {
  id: string
  case_id: string
  number: string
  text: string
  standard: Allegation['standard']
  seq: number
  finding: NonNullable<Allegation['finding']>['finding'] | null
  basis: string | null
  facts: string | null
  found_by: string | null
  found_at: string | null
  found_seq: number | null
  withdrawn_at: string | null
  withdrawn_by: string | null
  withdraw_reason: string | null
}

export interface StatementRow {
  part: string
  text: string
  level: ResidualRisk['level'] | null
  by_member: string
  at: string
  seq: number
}

export interface DutyRow {
  id: string
  case_id: string
  number: string
  kind: Duty['kind']
  what: string
  owner_member: string
  owner: string
  due: string | null
  seq: number
}

export interface DutyAnswerRow {
  seq: number
  outcome: Duty['answers'][number]['outcome']
  note: string
  by_member: string
  at: string
  next: string | null
  report: string | null
}

export interface RequestRow {
  seq: number
  case_id: string
  state: ClosureRequest['state']
  by_member: string
  at: string
  remark: string | null
  answered_at: string | null
  answered_by: string | null
  answer_reason: string | null
  seen_size: number | null
  seen_root: string | null
}

type About = Pick<CaseFile, 'id' | 'number'>

export const allegationRows = (db: Reader, caseId: string): AllegationRow[] =>
  db.all<AllegationRow>('select * from allegation where case_id = ? order by serial', caseId)

export const statementRows = (db: Reader, caseId: string): StatementRow[] =>
  db.all<StatementRow>('select * from closure_statement where case_id = ?', caseId)

/** The residual risk of a case where it is one that somebody must watch. */
export function graveResidual(db: Reader, caseId: string): 'moderate' | 'high' | undefined {
  const level = statementRows(db, caseId).find(({ part }) => part === 'residual')?.level
  return level === 'moderate' || level === 'high' ? level : undefined
}

export const dutyRows = (db: Reader, caseId: string): DutyRow[] =>
  db.all<DutyRow>('select * from watch where case_id = ? order by serial', caseId)

export const answerRows = (db: Reader, dutyId: string): DutyAnswerRow[] =>
  db.all<DutyAnswerRow>('select * from watch_answer where watch_id = ? order by seq', dutyId)

/** The newest request to close a case. */
export const newestRequest = (db: Reader, caseId: string): RequestRow | undefined =>
  db.get<RequestRow>('select * from closure_request where case_id = ? order by seq desc limit 1', caseId)

/** The requests to close that wait for an answer, oldest first. */
export const waitingRequests = (db: Reader): RequestRow[] =>
  db.all<RequestRow>("select * from closure_request where state = 'waiting' order by seq")

/** An allegation of a case by its number (`A-01`, or 1) or id. Fails with NOT_FOUND. */
export const findAllegation = (db: Reader, file: About, ref: string): AllegationRow =>
  found(
    allegationRows(db, file.id).find(({ id, number }) => isNamed(ref, id, number)),
    `Case ${file.number} has no allegation “${ref}”.`,
  )

/** A duty of a case by its number (`M-01`, or 1) or id. Fails with NOT_FOUND. */
export const findDuty = (db: Reader, file: About, ref: string): DutyRow =>
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
