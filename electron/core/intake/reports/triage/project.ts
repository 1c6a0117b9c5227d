import type { z } from 'zod'
import type { Severity } from '../../../../../shared/contract/fields.ts'
import type { Citation } from '../../../../../shared/contract/triage.ts'
import { count, showInstant } from '../../../../../shared/kernel/show.ts'
import type { FieldSet, Recorded } from '../../../record/ledger/index.ts'
import type { Writer } from '../../../record/vault/index.ts'
import type { dutiesOfGrade, triageEntries } from './entries.ts'
import { queueRank, rank } from './rank.ts'

type Payload<K extends keyof typeof triageEntries> = z.output<(typeof triageEntries)[K]>
type Made = { [K in keyof typeof dutiesOfGrade]?: z.output<(typeof dutiesOfGrade)[K]> }

export const triageTables = {
  triage: `create table triage (
    report_id text primary key,
    template text not null,
    template_version integer not null,
    title text not null,
    answers text not null,
    rule_level text not null,
    rule_says text not null,
    level text not null,
    reason text,
    at text not null,
    by text not null,
    seq integer not null
  ) strict;`,
  duty: `create table duty (
    id text primary key,
    report_id text not null,
    case_id text,
    tell text not null,
    what text not null,
    due text not null,
    due_ms integer not null,
    level text not null,
    template text not null,
    template_version integer not null,
    within integer not null,
    state text not null,
    made_at text not null,
    ended_at text,
    ended_by text,
    ended_why text,
    told text,
    told_at text,
    how text,
    note text,
    seq integer not null
  ) strict;
  create index duty_report on duty (report_id);
  create index duty_case on duty (case_id) where case_id is not null;
  create index duty_due on duty (due_ms) where state = 'open';`,
}

/** Sets a report's severity, and makes and ends the duties that go with it. */
export function grade(db: Writer, entry: Recorded, from: Severity | null, to: Severity, made: Made): void {
  const { subject } = entry
  db.run(
    'update report set severity = ?, severity_rank = ?, queue_rank = ?, severity_reason = ? where id = ?',
    to.level,
    rank(to.level),
    queueRank(to.level),
    to.reason,
    subject,
  )
  for (const id of made.superseded ?? []) {
    db.run(
      `update duty set state = 'superseded', ended_at = ?, ended_by = ?, ended_why = ? where id = ?`,
      entry.at,
      entry.actor,
      `Graded ${to.level}, no longer ${from?.level ?? 'graver'}`,
      id,
    )
  }
  keepDuties(db, entry, to.level, made)
}

/** The duties that an entry about a report made, and what of the report is due next. */
export function keepDuties(db: Writer, entry: Recorded, level: Severity['level'], made: Made): void {
  const { subject } = entry
  for (const { id, tell, what, due, within } of made.duties ?? []) {
    db.run(
      `insert into duty (id, report_id, case_id, tell, what, due, due_ms, level, template, template_version, within,
         state, made_at, seq) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
      id,
      subject,
      entry.case ?? null,
      tell,
      what,
      due,
      Date.parse(due),
      level,
      made.template?.key ?? '',
      made.template?.version ?? 0,
      within,
      entry.at,
      entry.seq,
    )
  }
  setNextDue(db, subject)
}

/** The queue is ordered by what is due first, so each report carries it. */
const setNextDue = (db: Writer, report: string): void =>
  db.run(
    `update report set next_due_ms = (select min(due_ms) from duty where report_id = ? and state = 'open') where id = ?`,
    report,
    report,
  )

/** The duties of a report go with it into its case. */
export const carryDuties = (db: Writer, { subject, case: caseId }: Recorded): void =>
  db.run('update duty set case_id = ? where report_id = ?', caseId ?? null, subject)

/** Forgets how a report was graded and what that obliged to. */
export function forgetTriage(db: Writer, report: string): void {
  db.run('delete from duty where report_id = ?', report)
  db.run('delete from triage where report_id = ?', report)
}

type Project = { [K in keyof typeof triageEntries]: (db: Writer, entry: Recorded, payload: Payload<K>) => void }

export const triageProject: Project = {
  'report.triaged': (db, entry, { answers, rule, severity, reason, template, ...made }) => {
    grade(db, entry, severity.from, severity.to, { ...made, template })
    db.run(
      `insert or replace into triage (report_id, template, template_version, title, answers, rule_level, rule_says, level,
         reason, at, by, seq) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      entry.subject,
      template.key,
      template.version,
      template.title,
      JSON.stringify(answers),
      rule.level,
      rule.says,
      severity.to.level,
      reason ?? null,
      entry.at,
      entry.actor,
      entry.seq,
    )
  },
  'report.assigned': (db, { subject }, { to }) =>
    db.run('update report set assignee = ?, assignee_name = ? where id = ?', to?.id ?? null, to?.name ?? null, subject),
  'report.snoozed': (db, { subject }, { until, reason }) =>
    db.run(
      'update report set snoozed_until = ?, snoozed_ms = ?, snooze_reason = ? where id = ?',
      until,
      until === null ? 0 : Date.parse(until),
      until === null ? null : reason,
      subject,
    ),
  'duty.acknowledged': (db, { subject, at, actor }, { duty, told, toldAt, how, note }) => {
    db.run(
      `update duty set state = 'acknowledged', ended_at = ?, ended_by = ?, told = ?, told_at = ?, how = ?, note = ?
       where id = ?`,
      at,
      actor,
      told.name,
      toldAt,
      how,
      note ?? null,
      duty,
    )
    setNextDue(db, subject)
  },
}

const citesInWords = (cites: readonly Citation[]): string =>
  cites
    .map((cite) => {
      if (cite.kind === 'quote') return `“${cite.quote}”`
      return cite.kind === 'record' ? cite.record : `told by ${cite.by}`
    })
    .join('; ')

const answersInWords: Record<string, string> = {
  observed: 'observed',
  'not-observed': 'not observed',
  unknown: 'unknown',
}

/** The duties that a grade made and ended, as fields of theirs. */
export const dutyChanges = ({ duties = [], superseded = [] }: Made): FieldSet[] => [
  ...superseded.map((id) => ({ field: 'duty', of: id, to: 'superseded by a lower grade' })),
  ...duties.map(({ id, tell, what, due }) => ({
    field: 'duty',
    of: id,
    to: `open: tell ${tell} by ${showInstant(due)}: ${what}`,
  })),
]

const inWords = ({ level, reason }: Severity): string => `${level}, ${reason}`

export const triageChanges: { [K in keyof typeof triageEntries]: (payload: Payload<K>) => FieldSet[] } = {
  'report.triaged': ({ answers, severity: { from, to }, ...made }) => [
    { field: 'severity', from: from && inWords(from), to: inWords(to) },
    ...answers.map(({ label, answer, cites, note }) => ({
      field: label,
      to: [answersInWords[answer], citesInWords(cites), note].filter(Boolean).join(', '),
    })),
    ...dutyChanges(made),
  ],
  'report.assigned': ({ from, to }) => [{ field: 'assigned to', from: from?.name ?? null, to: to?.name ?? null }],
  'report.snoozed': ({ from, until }) => [{ field: 'snoozed until', from, to: until }],
  'duty.acknowledged': ({ duty, told, how, toldAt }) => [
    { field: 'duty', of: duty, to: `acknowledged: ${told.name} told (${how}) ${showInstant(toldAt)}` },
  ],
}

export const triageSummaries: { [K in keyof typeof triageEntries]: (payload: Payload<K>) => string } = {
  'report.triaged': ({ severity: { from, to }, rule, reason, answers, duties = [], superseded = [] }) => {
    const many = answers.filter(({ answer }) => answer === 'observed').length
    return [
      `Graded ${from ? `${from.level} → ` : ''}${to.level}: ${reason ?? rule.says}`,
      reason === undefined ? '' : ` (the rules give ${rule.level}: ${rule.says})`,
      ` ${count(many, 'factor')} observed.`,
      duties.length > 0 ? ` ${count(duties.length, 'duty', 'duties')} made.` : '',
      superseded.length > 0 ? ` ${count(superseded.length, 'duty', 'duties')} superseded.` : '',
    ].join('')
  },
  'report.assigned': ({ from, to }) =>
    to ? `Assigned to ${to.name}${from ? `, before ${from.name}` : ''}` : `Taken from ${from?.name ?? 'nobody'}`,
  'report.snoozed': ({ until, reason }) =>
    until === null ? `Back in the queue: ${reason}` : `Snoozed until ${showInstant(until)}: ${reason}`,
  'duty.acknowledged': ({ tell, what, told, how, note }) =>
    `${told.name} was told (${how}), as ${tell}: ${what}${note === undefined ? '' : ` (${note})`}`,
}
