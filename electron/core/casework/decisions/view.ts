import { count } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { decisionEntries } from './entries.ts'

/** Takes a case's decisions away when its record was destroyed. */
export const forgetDecisions: Forget = (db, _, { case: { id: caseId } }) => {
  db.run('delete from decision_revision where decision_id in (select id from decision where case_id = ?)', caseId)
  db.run('delete from decision where case_id = ?', caseId)
}

const answered = `update decision_revision set answer = ?, answered_at = ?, answered_by = ?, answer_reason = ?,
  seen_size = ?, seen_root = ?, answer_seq = ? where decision_id = ? and answer is null`

export const decisionsView = defineView({
  name: 'decisions',
  revision: 1,
  entries: decisionEntries,
  tables: {
    decision: `create table decision (
      id text primary key,
      case_id text not null,
      serial integer not null,
      number text not null,
      state text not null,
      decider text not null,
      approver text,
      without_approval text,
      supersedes text,
      superseded_by text,
      withdrawn_at text,
      withdrawn_by text,
      withdraw_reason text,
      withdraw_seq integer,
      unique (case_id, serial)
    ) strict;
    create index decision_waiting on decision (state) where state = 'waiting';`,
    decision_revision: `create table decision_revision (
      seq integer primary key,
      decision_id text not null,
      revision integer not null,
      question text not null,
      options text not null,
      choice text not null,
      rationale text not null,
      facts text not null,
      review_on text,
      submitted_at text not null,
      submitted_by text not null,
      answer text,
      answered_at text,
      answered_by text,
      answer_reason text,
      seen_size integer,
      seen_root text,
      answer_seq integer,
      unique (decision_id, revision)
    ) strict;`,
  },
  project: {
    'decision.submitted': (db, { seq, at, actor, subject, case: caseId }, made) => {
      const state = made.withoutApproval === null ? 'waiting' : 'decided'
      db.run(
        `insert into decision (id, case_id, serial, number, state, decider, approver, without_approval, supersedes)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (id) do update set state = excluded.state, decider = excluded.decider, approver = excluded.approver,
           without_approval = excluded.without_approval, supersedes = excluded.supersedes`,
        subject,
        caseId ?? '',
        made.serial,
        made.number,
        state,
        actor,
        made.approver,
        made.withoutApproval,
        made.supersedes,
      )
      db.run(
        `insert into decision_revision (seq, decision_id, revision, question, options, choice, rationale, facts, review_on,
           submitted_at, submitted_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        subject,
        made.revision,
        made.question,
        JSON.stringify(made.options),
        made.choice,
        made.rationale,
        JSON.stringify(made.facts),
        made.reviewOn,
        at,
        actor,
      )
    },
    'decision.approved': (db, { seq, at, actor, subject }, { remark, seen }) => {
      db.run(answered, 'approved', at, actor, remark, seen.size, seen.root, seq, subject)
      db.run(`update decision set state = 'approved' where id = ?`, subject)
    },
    'decision.returned': (db, { seq, at, actor, subject }, { reason, seen }) => {
      db.run(answered, 'returned', at, actor, reason, seen.size, seen.root, seq, subject)
      db.run(`update decision set state = 'returned' where id = ?`, subject)
    },
    'decision.withdrawn': (db, { seq, at, actor, subject }, { reason }) =>
      db.run(
        `update decision set state = 'withdrawn', withdrawn_at = ?, withdrawn_by = ?, withdraw_reason = ?, withdraw_seq = ?
         where id = ?`,
        at,
        actor,
        reason,
        seq,
        subject,
      ),
    'decision.superseded': (db, { subject }, { byNumber }) =>
      db.run(`update decision set state = 'superseded', superseded_by = ? where id = ?`, byNumber, subject),
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
