import { and, asc, eq, isNotNull, lte, ne } from 'drizzle-orm'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { Allegation, ClosureRequest, MonitoringDuty, ResidualRisk } from '../../../../shared/contract/closure.ts'
import { caseFiles, findCase, type CaseFile } from '../cases/index.ts'
import { readFact } from '../decisions/index.ts'
import { isAllowed, memberName, type Found, type Workspace, type ClosingCheck } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
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
import { watches } from './tables.ts'

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
    mayApprove: request?.state === 'waiting' && mayAnswer(db, file, request.byMember, member.id),
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

export function conclusionOf(workspace: Workspace, file: Pick<CaseFile, 'id'>): Conclusion {
  const { db } = workspace
  const { id } = file
  const parts = new Map(statementRows(db, id).map((row) => [row.part, row]))
  const stated = (part: string) => toStated(db, parts.get(part))
  return {
    allegations: allegationsOf(workspace, file),
    outcome: stated('outcome'),
    actionsTaken: stated('actionsTaken'),
    residual: toResidual(db, parts.get('residual')),
    worked: stated('worked'),
    didNot: stated('didNot'),
    duties: dutyRows(db, id).map((row) => toDuty(db, row)),
  }
}

/** The allegations of a case, in the order in which they were made. */
export const allegationsOf = (workspace: Workspace, { id }: Pick<CaseFile, 'id'>): Allegation[] =>
  allegationRows(workspace.db, id).map((row) => toAllegation(workspace, row))

const toStated = (db: Reader, row: StatementRow | undefined): Closure['outcome'] =>
  row ? { text: row.text, by: memberName(db, row.byMember), at: row.at, seq: row.seq } : null

function toResidual(db: Reader, row: StatementRow | undefined): ResidualRisk | null {
  const stated = toStated(db, row)
  return stated && row?.level ? { ...stated, level: row.level } : null
}

function toAllegation({ db, ledger }: Workspace, row: AllegationRow): Allegation {
  const { finding, basis, facts, foundBy: by, foundAt: at, foundSeq: seq } = row
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
            facts: (facts ?? []).map((fact) => readFact(db, ledger, row.caseId, fact)),
            by: memberName(db, by ?? ''),
            at: at ?? '',
            seq: seq ?? 0,
          },
    withdrawn:
      row.withdrawnAt === null
        ? null
        : { at: row.withdrawnAt, by: memberName(db, row.withdrawnBy ?? ''), reason: row.withdrawReason ?? '' },
  }
}

const toDuty = (db: Reader, row: DutyRow): MonitoringDuty => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  what: row.what,
  owner: { id: row.ownerMember, name: row.owner },
  due: row.due,
  seq: row.seq,
  answers: answerRows(db, row.id).map(({ byMember, ...answer }) => ({ ...answer, by: memberName(db, byMember) })),
})

const toRequest = (db: Reader, member: string, row: RequestRow): ClosureRequest => ({
  state: row.state,
  by: memberName(db, row.byMember),
  at: row.at,
  own: row.byMember === member,
  remark: row.remark,
  seq: row.seq,
  answer:
    row.answeredAt === null || row.seenSize === null
      ? null
      : {
          by: memberName(db, row.answeredBy ?? ''),
          at: row.answeredAt,
          reason: row.answerReason,
          seen: { size: row.seenSize, root: row.seenRoot ?? '' },
        },
})

/** The cases whose closing waits for an answer that this member may give, those that wait longest first. */
export const closingsDue = (db: Reader, { id }: Pick<Found, 'id'>): CaseFile[] =>
  waitingRequests(db)
    .map(({ caseId, byMember: by }) => ({ file: findCase(db, caseId), by }))
    .filter(({ file, by }) => mayAnswer(db, file, by, id))
    .map(({ file }) => file)

const dueRows = query((from, { now, member }: Given<{ now: number; member: string }>) =>
  from
    .select({ duty: watches, due: watches.due, caseNumber: caseFiles.number, status: caseFiles.status })
    .from(watches)
    .innerJoin(caseFiles, eq(caseFiles.id, watches.caseId))
    .where(and(isNotNull(watches.due), lte(watches.dueMs, now)))
    .orderBy(ne(watches.ownerMember, member), asc(watches.dueMs), asc(watches.seq)),
)

/** Monitoring duties that are due by `now` in any case, closed ones among them: the member's own first, then the latest. */
export const monitoringDue = (db: Reader, now: number, member: string): Output<'monitoring.due'>['items'] =>
  db.all(dueRows, { now, member }).map(({ duty, due, caseNumber, status }) => ({
    caseId: duty.caseId,
    caseNumber,
    duty: duty.id,
    number: duty.number,
    kind: duty.kind,
    what: duty.what,
    owner: { id: duty.ownerMember, name: duty.owner },
    due: due ?? '',
    own: duty.ownerMember === member,
    closed: status === 'closed',
  }))
