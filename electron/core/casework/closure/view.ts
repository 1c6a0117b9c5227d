import { standardWords, type ResidualRisk } from '../../../../shared/contract/closure.ts'
import { capital, showInstant, spoken } from '../../../../shared/kernel/show.ts'
import { defineView, type FieldSet, type Forget } from '../../record/ledger/index.ts'
import type { Writer } from '../../record/vault/index.ts'
import { closureEntries } from './entries.ts'
import { closureTables } from './tables.ts'

/** Takes what was concluded in a case away when its record was destroyed. */
export const forgetClosure: Forget = (db, _, { case: { id: caseId } }) => {
  db.run('delete from watch_answer where watch_id in (select id from watch where case_id = ?)', caseId)
  for (const table of ['watch', 'allegation', 'closure_statement', 'closure_request'])
    db.run(`delete from ${table} where case_id = ?`, caseId)
}

const answerRequest = (
  db: Writer,
  state: string,
  { at, actor, case: caseId }: { at: string; actor: string; case?: string | undefined },
  reason: string | null,
  seen?: { size: number; root: string },
): void =>
  db.run(
    `update closure_request set state = ?, answered_at = ?, answered_by = ?, answer_reason = ?, seen_size = ?, seen_root = ?
     where case_id = ? and state = 'waiting'`,
    state,
    at,
    actor,
    reason,
    seen?.size ?? null,
    seen?.root ?? null,
    caseId ?? '',
  )

const partWords = {
  outcome: 'outcome',
  actionsTaken: 'actions taken',
  residual: 'residual risk',
  worked: 'what worked',
  didNot: 'what did not work',
}
type Part = keyof typeof partWords
type PartChange = { from: string | Residual | null; to: string | Residual } | undefined
type Residual = Pick<ResidualRisk, 'level' | 'text'>
const partsOf = (concluded: Partial<Record<Part, PartChange>>): [Part, NonNullable<PartChange>][] =>
  Object.entries(concluded).flatMap(([part, change]) => (change ? [[part as Part, change]] : []))

const inWords = (value: string | Residual | null): string | null =>
  value === null || typeof value === 'string' ? value : `${spoken(value.level)}: ${value.text}`

export const closureView = defineView({
  name: 'closure',
  revision: 1,
  entries: closureEntries,
  tables: closureTables,
  project: {
    'allegation.made': (db, { subject, case: caseId, seq }, { number, serial, text, standard }) =>
      db.run(
        'insert into allegation (id, case_id, serial, number, text, standard, seq) values (?, ?, ?, ?, ?, ?, ?)',
        subject,
        caseId ?? '',
        serial,
        number,
        text,
        standard,
        seq,
      ),
    'allegation.found': (db, { subject, at, actor, seq }, { finding, basis, facts }) =>
      db.run(
        'update allegation set finding = ?, basis = ?, facts = ?, found_by = ?, found_at = ?, found_seq = ? where id = ?',
        finding.to,
        basis,
        JSON.stringify(facts),
        actor,
        at,
        seq,
        subject,
      ),
    'allegation.withdrawn': (db, { subject, at, actor }, { reason }) =>
      db.run(
        'update allegation set withdrawn_at = ?, withdrawn_by = ?, withdraw_reason = ? where id = ?',
        at,
        actor,
        reason,
        subject,
      ),
    'closure.concluded': (db, { case: caseId, at, actor, seq }, concluded) => {
      for (const [part, { to }] of partsOf(concluded)) {
        db.run(
          `insert or replace into closure_statement (case_id, part, text, level, by_member, at, seq)
           values (?, ?, ?, ?, ?, ?, ?)`,
          caseId ?? '',
          part,
          typeof to === 'string' ? to : to.text,
          typeof to === 'string' ? null : to.level,
          actor,
          at,
          seq,
        )
      }
    },
    'watch.set': (db, { subject, case: caseId, seq }, { number, serial, kind, what, owner, due }) =>
      db.run(
        `insert into watch (id, case_id, serial, number, kind, what, owner_member, owner, due, due_ms, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        serial,
        number,
        kind,
        what,
        owner.id,
        owner.name,
        due,
        Date.parse(due),
        seq,
      ),
    'watch.answered': (db, { subject, at, actor, seq }, { outcome, note, due, report }) => {
      db.run(
        `insert into watch_answer (seq, watch_id, outcome, note, by_member, at, next, report) values (?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        subject,
        outcome,
        note,
        actor,
        at,
        due.to,
        report,
      )
      db.run(
        'update watch set due = ?, due_ms = ? where id = ?',
        due.to,
        due.to === null ? null : Date.parse(due.to),
        subject,
      )
    },
    'watch.handed-over': (db, { subject }, { to }) =>
      db.run('update watch set owner_member = ?, owner = ? where id = ?', to.id, to.name, subject),
    'closure.requested': (db, { seq, at, actor, case: caseId }, { remark, withoutApproval }) =>
      db.run(
        'insert into closure_request (seq, case_id, state, by_member, at, remark) values (?, ?, ?, ?, ?, ?)',
        seq,
        caseId ?? '',
        withoutApproval === null ? 'waiting' : 'closed-alone',
        actor,
        at,
        remark,
      ),
    'closure.approved': (db, entry, { remark, seen }) => answerRequest(db, 'approved', entry, remark, seen),
    'closure.returned': (db, entry, { reason, seen }) => answerRequest(db, 'returned', entry, reason, seen),
    'closure.withdrawn': (db, entry, { reason }) => answerRequest(db, 'withdrawn', entry, reason),
  },
  changes: {
    'allegation.made': ({ text, standard }) => [
      { field: 'allegation', to: text },
      { field: 'standard of proof', to: standardWords[standard] },
    ],
    'allegation.found': ({ finding, basis, facts }) => [
      { field: 'finding', from: finding.from && spoken(finding.from), to: spoken(finding.to) },
      { field: 'basis', to: basis },
      { field: 'facts relied on', to: facts.length === 0 ? null : facts.map(({ label }) => label).join(', ') },
    ],
    'allegation.withdrawn': () => [{ field: 'finding', to: 'allegation withdrawn' }],
    'closure.concluded': (concluded) =>
      partsOf(concluded).map(([part, { from, to }]): FieldSet => ({
        field: partWords[part],
        from: inWords(from),
        to: inWords(to),
      })),
    'watch.set': ({ what, owner, due }) => [
      { field: 'duty', to: what },
      { field: 'owner', to: owner.name },
      { field: 'due', to: due },
    ],
    'watch.answered': ({ due }) => [{ field: 'due', from: due.from, to: due.to }],
    'watch.handed-over': ({ from, to }) => [{ field: 'owner', from: from.name, to: to.name }],
  },
  summarise: {
    'allegation.made': ({ number, text }) => `Allegation ${number}: ${text}`,
    'allegation.found': ({ number, finding, basis }) => `Allegation ${number} found ${spoken(finding.to)}: ${basis}`,
    'allegation.withdrawn': ({ number, reason }) => `Allegation ${number} withdrawn: ${reason}`,
    'closure.concluded': (concluded) =>
      partsOf(concluded)
        .map(([part, { to }]) => `${partWords[part]}: ${inWords(to) ?? ''}`)
        .join('; '),
    'watch.set': ({ number, kind, what, owner, due }) =>
      `${capital(kind)} ${number} for ${owner.name}, due ${showInstant(due)}: ${what}`,
    'watch.answered': ({ number, outcome, note, due, report }) =>
      `${number} ${outcome}${report === null ? '' : ` with ${report}`}: ${note}${
        due.to === null ? '' : ` (due again ${showInstant(due.to)})`
      }`,
    'watch.handed-over': ({ number, from, to, reason }) =>
      `${number} handed over from ${from.name} to ${to.name}: ${reason}`,
    'closure.requested': ({ caseNumber, withoutApproval }) =>
      withoutApproval === null
        ? `Closing of case ${caseNumber} asked for`
        : `Closing of case ${caseNumber} without approval: ${withoutApproval}`,
    'closure.approved': ({ caseNumber, remark }) =>
      `Closing of case ${caseNumber} approved${remark === null ? '' : `: ${remark}`}`,
    'closure.returned': ({ caseNumber, reason }) => `Closing of case ${caseNumber} returned: ${reason}`,
    'closure.withdrawn': ({ caseNumber, reason }) => `Request to close case ${caseNumber} withdrawn: ${reason}`,
  },
})
