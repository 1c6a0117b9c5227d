import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { count } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget, type Recorded } from '../../record/ledger/index.ts'
import { decisionEntries } from './entries.ts'
import { decisionRevisions, decisions } from './tables.ts'
import { change, ddl, query, type Given, type Writer } from '../../record/vault/index.ts'

/** Takes a case's decisions away when its record was destroyed. */
export const forgetDecisions: Forget = (db, _, { case: { id: caseId } }) => {
  db.run(dropRevisions, { caseId })
  db.delete(decisions, { caseId })
}

const dropRevisions = change((to, { caseId }: Given<{ caseId: string }>) =>
  to
    .delete(decisionRevisions)
    .where(
      inArray(
        decisionRevisions.decisionId,
        to.select({ id: decisions.id }).from(decisions).where(eq(decisions.caseId, caseId)),
      ),
    ),
)

type PutForward = {
  id: string
  caseId: string
  serial: number
  number: string
  state: 'waiting' | 'decided'
  decider: string
  approver: string | null
  withoutApproval: string | null
  supersedes: string | null
}

/** A decision that was returned is put forward again under its number, by whoever does it then. */
const putForward = change((to, given: Given<PutForward>) => {
  const { id, caseId, serial, number, state, decider, approver, withoutApproval, supersedes } = given
  return to
    .insert(decisions)
    .values({ id, caseId, serial, number, state, decider, approver, withoutApproval, supersedes })
    .onConflictDoUpdate({
      target: decisions.id,
      set: {
        state: sql`excluded.state`,
        decider: sql`excluded.decider`,
        approver: sql`excluded.approver`,
        withoutApproval: sql`excluded.without_approval`,
        supersedes: sql`excluded.supersedes`,
      },
    })
})

const openRevision = query((from, { id }: Given<{ id: string }>) =>
  from
    .select({ seq: decisionRevisions.seq })
    .from(decisionRevisions)
    .where(and(eq(decisionRevisions.decisionId, id), isNull(decisionRevisions.answer))),
)

/** Answers what was put forward and is not answered yet. */
function answer(
  db: Writer,
  { subject: id, seq: answerSeq, at: answeredAt, actor: answeredBy }: Recorded,
  given: 'approved' | 'returned',
  answerReason: string | null,
  seen: { size: number; root: string },
): void {
  for (const { seq } of db.all(openRevision, { id })) {
    db.update(
      decisionRevisions,
      { seq },
      { answer: given, answeredAt, answeredBy, answerReason, seenSize: seen.size, seenRoot: seen.root, answerSeq },
    )
  }
  db.update(decisions, { id }, { state: given })
}

export const decisionsView = defineView({
  name: 'decisions',
  revision: 1,
  entries: decisionEntries,
  tables: { decision: ddl(decisions), decision_revision: ddl(decisionRevisions) },
  project: {
    'decision.submitted': (db, { seq, at, actor, subject: id, case: caseId = '' }, made) => {
      const { serial, number, approver, withoutApproval, supersedes, ...revision } = made
      const state = withoutApproval === null ? 'waiting' : 'decided'
      db.run(putForward, { id, caseId, serial, number, state, decider: actor, approver, withoutApproval, supersedes })
      db.insert(decisionRevisions, { ...revision, seq, decisionId: id, submittedAt: at, submittedBy: actor })
    },
    'decision.approved': (db, entry, { remark, seen }) => answer(db, entry, 'approved', remark, seen),
    'decision.returned': (db, entry, { reason, seen }) => answer(db, entry, 'returned', reason, seen),
    'decision.withdrawn': (db, { seq, at, actor, subject: id }, { reason }) =>
      db.update(
        decisions,
        { id },
        { state: 'withdrawn', withdrawnAt: at, withdrawnBy: actor, withdrawReason: reason, withdrawSeq: seq },
      ),
    'decision.superseded': (db, { subject: id }, { byNumber }) =>
      db.update(decisions, { id }, { state: 'superseded', supersededBy: byNumber }),
  },
  changes: {
    'decision.submitted': ({ question, options, choice, rationale, facts, withoutApproval, reviewOn }) => [
      { field: 'question', to: question },
      { field: 'options', to: options.join('; ') },
      { field: 'choice', to: choice },
      { field: 'rationale', to: rationale },
      { field: 'facts relied on', to: facts.length === 0 ? null : facts.map(({ label }) => label).join(', ') },
      { field: 'review on', to: reviewOn },
      { field: 'decision', to: withoutApproval === null ? 'waiting for approval' : 'decided without approval' },
    ],
    'decision.approved': () => [{ field: 'decision', to: 'approved' }],
    'decision.returned': () => [{ field: 'decision', to: 'returned' }],
    'decision.withdrawn': () => [{ field: 'decision', to: 'withdrawn' }],
    'decision.superseded': ({ byNumber }) => [{ field: 'decision', to: `superseded by ${byNumber}` }],
  },
  summarise: {
    'decision.submitted': ({ number, revision, question, choice, facts, withoutApproval }) =>
      `Decision ${number} ${withoutApproval === null ? 'put forward for approval' : 'recorded without approval'}${
        revision > 1 ? ` (revision ${revision})` : ''
      }: ${question} ${choice}${facts.length > 0 ? ` (${count(facts.length, 'fact')} relied on)` : ''}${
        withoutApproval === null ? '' : `. No approval: ${withoutApproval}`
      }`,
    'decision.approved': ({ number, remark, seen }) =>
      `Decision ${number} approved, as the record stood with ${count(seen.size, 'entry', 'entries')}${
        remark === null ? '' : `: ${remark}`
      }`,
    'decision.returned': ({ number, reason }) => `Decision ${number} returned: ${reason}`,
    'decision.withdrawn': ({ number, reason }) => `Decision ${number} withdrawn: ${reason}`,
    'decision.superseded': ({ number, byNumber }) => `Decision ${number} superseded by ${byNumber}`,
  },
})
