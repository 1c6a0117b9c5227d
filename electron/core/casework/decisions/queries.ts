import type { z } from 'zod'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { Decision, DecisionRevision } from '../../../../shared/contract/decisions.ts'
import { findCase, type CaseFile } from '../cases/index.ts'
import { isAllowed, memberName, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { isPutTo } from './approval.ts'
import { readFact, type Pinned } from './facts.ts'
import { revisionRows, type DecisionRow, type RevisionRow } from './rows.ts'

type Revision = z.infer<typeof DecisionRevision>

/** What was decided in a case, oldest first. */
export function decisionsOfCase(workspace: Workspace, ref: string): Decision[] {
  const { db } = workspace
  const file = findCase(db, ref)
  return db
    .all<DecisionRow>('select * from decision where case_id = ? order by serial', file.id)
    .map((row) => toDecision(workspace, file, row))
}

function toDecision(workspace: Workspace, file: CaseFile, row: DecisionRow): Decision {
  const { db, member } = workspace
  const name = (id: string | null): string => memberName(db, id ?? '')
  const revisions = revisionRows(db, row.id).map((one) => toRevision(workspace, file.id, one))
  const newest = revisions.at(-1)
  if (!newest) throw new Error(`decision ${row.id} was never put forward`)
  return {
    ...newest,
    id: row.id,
    number: row.number,
    caseNumber: file.number,
    state: row.state,
    decider: name(row.decider),
    own: row.decider === member.id,
    approver: row.approver === null ? null : name(row.approver),
    mayAnswer: row.state === 'waiting' && isAllowed(member.roles, 'case.approve') && isPutTo(db, row, member.id),
    withoutApproval: row.without_approval,
    supersedes:
      db.get<{ number: string }>('select number from decision where id = ?', row.supersedes ?? '')?.number ?? null,
    supersededBy: row.superseded_by,
    withdrawn:
      row.withdrawn_at === null
        ? null
        : {
            at: row.withdrawn_at,
            by: name(row.withdrawn_by),
            reason: row.withdraw_reason ?? '',
            seq: row.withdraw_seq ?? 0,
          },
    earlier: revisions.slice(0, -1),
  }
}

function toRevision({ db, ledger }: Workspace, caseId: string, row: RevisionRow): Revision {
  const { answer, answered_at: at, answered_by: by, seen_size: size, seen_root: root, answer_seq: seq } = row
  return {
    revision: row.revision,
    question: row.question,
    options: JSON.parse(row.options) as string[],
    choice: row.choice,
    rationale: row.rationale,
    facts: (JSON.parse(row.facts) as Pinned[]).map((fact) => readFact(db, ledger, caseId, fact)),
    reviewOn: row.review_on,
    submittedAt: row.submitted_at,
    submittedBy: memberName(db, row.submitted_by),
    seq: row.seq,
    answer:
      answer === null
        ? null
        : {
            kind: answer,
            by: memberName(db, by ?? ''),
            at: at ?? '',
            reason: row.answer_reason,
            seen: { size: size ?? 0, root: root ?? '' },
            seq: seq ?? 0,
          },
  }
}

/** Decisions of a case that are neither answered for good nor withdrawn. */
export const openDecisions = (
  db: Reader,
  caseId: string,
): { number: string; question: string; state: 'waiting' | 'returned' }[] =>
  db.all(
    `select d.number, d.state, r.question from decision d join decision_revision r on r.decision_id = d.id
     where d.case_id = ? and d.state in ('waiting', 'returned')
       and r.revision = (select max(revision) from decision_revision where decision_id = d.id) order by d.serial`,
    caseId,
  )

interface ReviewRow {
  id: string
  number: string
  question: string
  reviewOn: string
}

const reviewed = `d.state in ('approved', 'decided') and r.review_on is not null
  and r.revision = (select max(revision) from decision_revision where decision_id = d.id)`

/** The decisions of a case that stand and are to be reviewed on a day. */
export const reviewsOf = (db: Reader, caseId: string): ReviewRow[] =>
  db.all(
    `select d.id, d.number, r.question, r.review_on as reviewOn
     from decision d join decision_revision r on r.decision_id = d.id
     where ${reviewed} and d.case_id = ? order by d.serial`,
    caseId,
  )

/** The reviews of the cases at work: the decider's, while they are a member, else the case's owner's. */
export const reviewsDue = (
  db: Reader,
): (ReviewRow & { caseNumber: string; owner: { id: string; name: string } | null })[] =>
  db
    .all<ReviewRow & { caseNumber: string; owner: string | null; name: string | null }>(
      `select d.id, d.number, r.question, r.review_on as reviewOn, c.number as caseNumber, m.id as owner, m.name
       from decision d join decision_revision r on r.decision_id = d.id join case_file c on c.id = d.case_id
         left join member m on m.id = coalesce(
           (select id from member where id = d.decider and state = 'active'), c.owner_member)
       where ${reviewed} and c.status not in ('closed', 'destroyed')`,
    )
    .map(({ owner, name, ...row }) => ({ ...row, owner: owner === null || name === null ? null : { id: owner, name } }))

/** The decisions of every case that wait for an answer which this member may give, those that wait longest first. */
export function approvalsDue(db: Reader, { id, roles }: Workspace['member']): Output<'decision.waiting'>['items'] {
  if (!isAllowed(roles, 'case.approve')) return []
  return db
    .all<DecisionRow & { question: string; submitted_at: string; case_number: string }>(
      `select d.*, r.question, r.submitted_at, c.number as case_number
       from decision d join case_file c on c.id = d.case_id join decision_revision r on r.decision_id = d.id
       where d.state = 'waiting' and r.answer is null order by r.seq`,
    )
    .filter((row) => isPutTo(db, row, id))
    .map((row) => ({
      caseId: row.case_id,
      caseNumber: row.case_number,
      decision: row.id,
      number: row.number,
      question: row.question,
      decider: memberName(db, row.decider),
      since: row.submitted_at,
    }))
}
