import type { Output } from '../../../../shared/contract/contract.ts'
import type { Allegation, ClosureRequest, Duty, ResidualRisk } from '../../../../shared/contract/closure.ts'
import { findCase, type CaseFile } from '../cases/index.ts'
import { readFact, type Pinned } from '../decisions/index.ts'
import { isAllowed, memberName, type Found, type Workspace, type ClosingCheck } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { closersOf, mayAnswer } from './approval.ts'
import { checksOf } from './checks.ts'
import {
  allegationRows,
  answerRows,
  dutyRows,
  newestRequest,
  statementRows,
  waitingRequests,
  type AllegationRow,
  type DutyRow,
  type RequestRow,
  type StatementRow,
} from './rows.ts'

type Closure = Output<'closure.get'>

/** What a case comes to: its allegations and findings, what it leaves behind, and what is still open. */
export function closureOf(workspace: Workspace, ref: string, others: readonly ClosingCheck[]): Closure {
  const { db, member, ledger, stood } = workspace
  const file = findCase(db, ref)
  const request = newestRequest(db, file.id)
  return {
    ...conclusionOf(workspace, file),
    checks: checksOf(workspace, file, others),
    request: request ? toRequest(db, member.id, request) : null,
    mayApprove: request?.state === 'waiting' && mayAnswer(db, file, request.by_member, member.id),
    mayReopen: mayReopen(workspace, file),
    approvers: closersOf(db, file, member.id).map(({ name }) => name),
    size: ledger.size,
    stood: stood ?? null,
  }
}

/** Whether the member at work may re-open a closed case: who may approve, and its owner. */
export const mayReopen = ({ member }: Workspace, file: CaseFile): boolean =>
  file.status === 'closed' && (isAllowed(member.roles, 'case.approve') || file.ownerMember === member.id)

/** What was concluded in a case, as the brief and packets tell it. */
export type Conclusion = Pick<
  Closure,
  'allegations' | 'outcome' | 'actionsTaken' | 'residual' | 'worked' | 'didNot' | 'duties'
>

export function conclusionOf(workspace: Workspace, { id }: Pick<CaseFile, 'id'>): Conclusion {
  const { db } = workspace
  const parts = new Map(statementRows(db, id).map((row) => [row.part, row]))
  const stated = (part: string) => toStated(db, parts.get(part))
  return {
    allegations: allegationRows(db, id).map((row) => toAllegation(workspace, row)),
    outcome: stated('outcome'),
    actionsTaken: stated('actionsTaken'),
    residual: toResidual(db, parts.get('residual')),
    worked: stated('worked'),
    didNot: stated('didNot'),
    duties: dutyRows(db, id).map((row) => toDuty(db, row)),
  }
}

const toStated = (db: Reader, row: StatementRow | undefined): Closure['outcome'] =>
  row ? { text: row.text, by: memberName(db, row.by_member), at: row.at, seq: row.seq } : null

function toResidual(db: Reader, row: StatementRow | undefined): ResidualRisk | null {
  const stated = toStated(db, row)
  return stated && row?.level ? { ...stated, level: row.level } : null
}

function toAllegation({ db, ledger }: Workspace, row: AllegationRow): Allegation {
  const { finding, basis, facts, found_by: by, found_at: at, found_seq: seq } = row
  return {
    id: row.id,
    number: row.number,
    text: row.text,
    standard: row.standard,
    seq: row.seq,
    finding:
      finding === null
        ? null
        : {
            finding,
            basis: basis ?? '',
            facts: (JSON.parse(facts ?? '[]') as Pinned[]).map((fact) => readFact(db, ledger, row.case_id, fact)),
            by: memberName(db, by ?? ''),
            at: at ?? '',
            seq: seq ?? 0,
          },
    withdrawn:
      row.withdrawn_at === null
        ? null
        : { at: row.withdrawn_at, by: memberName(db, row.withdrawn_by ?? ''), reason: row.withdraw_reason ?? '' },
  }
}

const toDuty = (db: Reader, row: DutyRow): Duty => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  what: row.what,
  owner: { id: row.owner_member, name: row.owner },
  due: row.due,
  seq: row.seq,
  answers: answerRows(db, row.id).map(({ by_member, ...answer }) => ({ ...answer, by: memberName(db, by_member) })),
})

const toRequest = (db: Reader, member: string, row: RequestRow): ClosureRequest => ({
  state: row.state,
  by: memberName(db, row.by_member),
  at: row.at,
  own: row.by_member === member,
  remark: row.remark,
  seq: row.seq,
  answer:
    row.answered_at === null || row.seen_size === null
      ? null
      : {
          by: memberName(db, row.answered_by ?? ''),
          at: row.answered_at,
          reason: row.answer_reason,
          seen: { size: row.seen_size, root: row.seen_root ?? '' },
        },
})

/** The cases whose closing waits for an answer that this member may give, those that wait longest first. */
export const closingsDue = (db: Reader, { id }: Pick<Found, 'id'>): CaseFile[] =>
  waitingRequests(db)
    .map(({ case_id: caseId, by_member: by }) => ({ file: findCase(db, caseId), by }))
    .filter(({ file, by }) => mayAnswer(db, file, by, id))
    .map(({ file }) => file)

/** Duties that are due by `now` in any case, closed ones among them: the member's own first, then the latest. */
export const monitoringDue = (db: Reader, now: number, member: string): Output<'closure.due'>['items'] =>
  db
    .all<DutyRow & { due: string; case_number: string; status: string }>(
      `select d.*, c.number as case_number, c.status from watch d join case_file c on c.id = d.case_id
       where d.due is not null and d.due_ms <= ? order by d.owner_member <> ?, d.due_ms, d.seq`,
      now,
      member,
    )
    .map((row) => ({
      caseId: row.case_id,
      caseNumber: row.case_number,
      duty: row.id,
      number: row.number,
      kind: row.kind,
      what: row.what,
      owner: { id: row.owner_member, name: row.owner },
      due: row.due,
      own: row.owner_member === member,
      closed: row.status === 'closed',
    }))
