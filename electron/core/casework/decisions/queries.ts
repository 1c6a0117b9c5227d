import { and, eq, inArray, isNotNull, isNull, max, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { Decision, DecisionRevision } from '../../../../shared/contract/decisions.ts'
import { caseFiles, findCase, type CaseFile } from '../cases/index.ts'
import { isAllowed, memberName, members, type Workspace } from '../../record/members/index.ts'
import { query, type From, type Given, type Reader } from '../../record/vault/index.ts'
import { isPutTo } from './approval.ts'
import { readFact } from './facts.ts'
import { revisionRows, type DecisionRow, type RevisionRow } from './rows.ts'
import { decisionRevisions, decisions } from './tables.ts'

type Revision = z.infer<typeof DecisionRevision>

type OfCase = Given<{ caseId: string }>

const rowsOfCase = query((from, { caseId }: OfCase) =>
  from.select().from(decisions).where(eq(decisions.caseId, caseId)).orderBy(decisions.serial),
)

/** What was decided in a case, oldest first. */
export function decisionsOfCase(workspace: Workspace, ref: string): Decision[] {
  const { db } = workspace
  const file = findCase(db, ref)
  return db.all(rowsOfCase, { caseId: file.id }).map((row) => toDecision(workspace, file, row))
}

const numberOf = query((from, { id }: Given<{ id: string }>) =>
  from.select({ number: decisions.number }).from(decisions).where(eq(decisions.id, id)),
)

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
    withoutApproval: row.withoutApproval,
    supersedes: row.supersedes === null ? null : (db.get(numberOf, { id: row.supersedes })?.number ?? null),
    supersededBy: row.supersededBy,
    withdrawn:
      row.withdrawnAt === null
        ? null
        : {
            at: row.withdrawnAt,
            by: name(row.withdrawnBy),
            reason: row.withdrawReason ?? '',
            seq: row.withdrawSeq ?? 0,
          },
    earlier: revisions.slice(0, -1),
  }
}

function toRevision({ db, ledger }: Workspace, caseId: string, row: RevisionRow): Revision {
  const { answer, answeredAt: at, answeredBy: by, seenSize: size, seenRoot: root, answerSeq: seq } = row
  return {
    revision: row.revision,
    question: row.question,
    options: row.options,
    choice: row.choice,
    rationale: row.rationale,
    facts: row.facts.map((fact) => readFact(db, ledger, caseId, fact)),
    reviewOn: row.reviewOn,
    submittedAt: row.submittedAt,
    submittedBy: memberName(db, row.submittedBy),
    seq: row.seq,
    answer:
      answer === null
        ? null
        : {
            kind: answer,
            by: memberName(db, by ?? ''),
            at: at ?? '',
            reason: row.answerReason,
            seen: { size: size ?? 0, root: root ?? '' },
            seq: seq ?? 0,
          },
  }
}

const newer = alias(decisionRevisions, 'newer')

/** Whether a revision is the newest of its decision. */
const isNewest = (from: From) =>
  eq(
    decisionRevisions.revision,
    from
      .select({ newest: max(newer.revision) })
      .from(newer)
      .where(eq(newer.decisionId, decisions.id)),
  )

const openRows = query((from, { caseId }: OfCase) =>
  from
    .select({ number: decisions.number, state: decisions.state, question: decisionRevisions.question })
    .from(decisions)
    .innerJoin(decisionRevisions, eq(decisionRevisions.decisionId, decisions.id))
    .where(and(eq(decisions.caseId, caseId), inArray(decisions.state, ['waiting', 'returned']), isNewest(from)))
    .orderBy(decisions.serial),
)

/** Decisions of a case that are neither answered for good nor withdrawn. */
export const openDecisions = (
  db: Reader,
  caseId: string,
): { number: string; question: string; state: 'waiting' | 'returned' }[] =>
  db
    .all(openRows, { caseId })
    .flatMap(({ state, ...row }) => (state === 'waiting' || state === 'returned' ? [{ ...row, state }] : []))

interface ReviewRow {
  id: string
  number: string
  question: string
  reviewOn: string
}

const review = {
  id: decisions.id,
  number: decisions.number,
  question: decisionRevisions.question,
  reviewOn: decisionRevisions.reviewOn,
}
const isReviewed = (from: From) =>
  and(inArray(decisions.state, ['approved', 'decided']), isNotNull(decisionRevisions.reviewOn), isNewest(from))

const reviewRows = query((from, { caseId }: OfCase) =>
  from
    .select(review)
    .from(decisions)
    .innerJoin(decisionRevisions, eq(decisionRevisions.decisionId, decisions.id))
    .where(and(isReviewed(from), eq(decisions.caseId, caseId)))
    .orderBy(decisions.serial),
)

/** The decisions of a case that stand and are to be reviewed on a day. */
export const reviewsOf = (db: Reader, caseId: string): ReviewRow[] =>
  db.all(reviewRows, { caseId }).map((row) => ({ ...row, reviewOn: row.reviewOn ?? '' }))

const decider = alias(members, 'decider')

const dueRows = query((from) =>
  from
    .select({ ...review, caseNumber: caseFiles.number, owner: members.id, name: members.name })
    .from(decisions)
    .innerJoin(decisionRevisions, eq(decisionRevisions.decisionId, decisions.id))
    .innerJoin(caseFiles, eq(caseFiles.id, decisions.caseId))
    .leftJoin(decider, and(eq(decider.id, decisions.decider), eq(decider.state, 'active')))
    .leftJoin(members, eq(members.id, sql`coalesce(${decider.id}, ${caseFiles.ownerMember})`))
    .where(and(isReviewed(from), notInArray(caseFiles.status, ['closed', 'destroyed']))),
)

/** The reviews of the cases at work: the decider's, while they are a member, else the case's owner's. */
export const reviewsDue = (
  db: Reader,
): (ReviewRow & { caseNumber: string; owner: { id: string; name: string } | null })[] =>
  db.all(dueRows).map(({ owner, name, reviewOn, ...row }) => ({
    ...row,
    reviewOn: reviewOn ?? '',
    owner: owner === null || name === null ? null : { id: owner, name },
  }))

const waitingRows = query((from) =>
  from
    .select({
      decision: decisions,
      question: decisionRevisions.question,
      since: decisionRevisions.submittedAt,
      caseNumber: caseFiles.number,
    })
    .from(decisions)
    .innerJoin(caseFiles, eq(caseFiles.id, decisions.caseId))
    .innerJoin(decisionRevisions, eq(decisionRevisions.decisionId, decisions.id))
    .where(and(eq(decisions.state, 'waiting').inlineParams(), isNull(decisionRevisions.answer)))
    .orderBy(decisionRevisions.seq),
)

/** The decisions of every case that wait for an answer which this member may give, those that wait longest first. */
export function approvalsDue(db: Reader, { id, roles }: Workspace['member']): Output<'decision.waiting'>['items'] {
  if (!isAllowed(roles, 'case.approve')) return []
  return db
    .all(waitingRows)
    .filter(({ decision }) => isPutTo(db, decision, id))
    .map(({ decision, question, since, caseNumber }) => ({
      caseId: decision.caseId,
      caseNumber,
      decision: decision.id,
      number: decision.number,
      question,
      decider: memberName(db, decision.decider),
      since,
    }))
}

const lastSerial = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(decisions.serial) })
    .from(decisions)
    .where(eq(decisions.caseId, caseId)),
)

/** The serial number of the next decision of a case. */
export const nextDecision = (db: Reader, caseId: string): number => (db.get(lastSerial, { caseId })?.last ?? 0) + 1
