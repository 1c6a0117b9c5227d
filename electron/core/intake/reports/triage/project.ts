import { change, ddl, type Given } from '../../../record/vault/index.ts'
import { and, eq, min, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Severity } from '../../../../../shared/contract/fields.ts'
import type { Citation } from '../../../../../shared/contract/triage.ts'
import { count, showInstant } from '../../../../../shared/kernel/show.ts'
import type { FieldSet, Recorded } from '../../../record/ledger/index.ts'
import type { Writer } from '../../../record/vault/index.ts'
import type { notificationsOfGrade, triageEntries } from './entries.ts'
import { queueRank, rank } from './rank.ts'
import { duties, reports, triages } from '../tables.ts'

type Payload<K extends keyof typeof triageEntries> = z.output<(typeof triageEntries)[K]>
type Made = { [K in keyof typeof notificationsOfGrade]?: z.output<(typeof notificationsOfGrade)[K]> }

export const triageTables = { triage: ddl(triages, { indent: 4 }), duty: ddl(duties, { indent: 4 }) }

/** Sets a report's severity, and makes and ends the notifications that go with it. */
export function grade(db: Writer, entry: Recorded, from: Severity | null, to: Severity, made: Made): void {
  const { subject } = entry
  db.update(
    reports,
    { id: subject },
    { severity: to.level, severityRank: rank(to.level), queueRank: queueRank(to.level), severityReason: to.reason },
  )
  for (const id of made.superseded ?? []) {
    db.update(
      duties,
      { id },
      {
        state: 'superseded',
        endedAt: entry.at,
        endedBy: entry.actor,
        endedWhy: `Graded ${to.level}, no longer ${from?.level ?? 'graver'}`,
      },
    )
  }
  keepNotifications(db, entry, to.level, made)
}

/** The notifications that an entry about a report made, and what of the report is due next. */
export function keepNotifications(db: Writer, entry: Recorded, level: Severity['level'], made: Made): void {
  const { subject } = entry
  for (const { id, tell, what, due, within } of made.duties ?? []) {
    db.insert(duties, {
      id,
      reportId: subject,
      caseId: entry.case,
      tell,
      what,
      due,
      dueMs: Date.parse(due),
      level,
      template: made.template?.key ?? '',
      templateVersion: made.template?.version ?? 0,
      within,
      state: 'open',
      madeAt: entry.at,
      seq: entry.seq,
    })
  }
  setNextDue(db, subject)
}

/** The queue is ordered by what is due first, so each report carries it. */
const setNextDue = (db: Writer, report: string): void => db.run(nextDue, { report })

const nextDue = change((to, { report }: Given<{ report: string }>) =>
  to
    .update(reports)
    .set({
      nextDueMs: sql`(${to
        .select({ due: min(duties.dueMs) })
        .from(duties)
        .where(and(eq(duties.reportId, report), eq(duties.state, 'open').inlineParams()))})`,
    })
    .where(eq(reports.id, report)),
)

/** The notifications of a report go with it into its case. */
export const carryNotifications = (db: Writer, { subject, case: caseId }: Recorded): void =>
  db.update(duties, { reportId: subject }, { caseId: caseId ?? null })

/** Forgets how a report was graded and what that obliged to. */
export function forgetTriage(db: Writer, report: string): void {
  db.delete(duties, { reportId: report })
  db.delete(triages, { reportId: report })
}

type Project = { [K in keyof typeof triageEntries]: (db: Writer, entry: Recorded, payload: Payload<K>) => void }

export const triageProject: Project = {
  'report.triaged': (db, entry, { answers, rule, severity, reason, template, ...made }) => {
    grade(db, entry, severity.from, severity.to, { ...made, template })
    db.insert(
      triages,
      {
        reportId: entry.subject,
        template: template.key,
        templateVersion: template.version,
        title: template.title,
        answers,
        ruleLevel: rule.level,
        ruleSays: rule.says,
        level: severity.to.level,
        reason,
        at: entry.at,
        by: entry.actor,
        seq: entry.seq,
      },
      'replace',
    )
  },
  'report.assigned': (db, { subject: id }, { to }) =>
    db.update(reports, { id }, { assignee: to?.id ?? null, assigneeName: to?.name ?? null }),
  'report.snoozed': (db, { subject: id }, { until, reason }) =>
    db.update(
      reports,
      { id },
      {
        snoozedUntil: until,
        snoozedMs: until === null ? 0 : Date.parse(until),
        snoozeReason: until === null ? null : reason,
      },
    ),
  'duty.acknowledged': (db, { subject, at, actor }, { duty: id, told, toldAt, how, note }) => {
    db.update(
      duties,
      { id },
      { state: 'acknowledged', endedAt: at, endedBy: actor, told: told.name, toldAt, how, note: note ?? null },
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

/** The notifications that a grade made and ended, as fields of theirs. */
export const notificationChanges = ({ duties = [], superseded = [] }: Made): FieldSet[] => [
  ...superseded.map((id) => ({ field: 'notification', of: id, to: 'superseded by a lower grade' })),
  ...duties.map(({ id, tell, what, due }) => ({
    field: 'notification',
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
    ...notificationChanges(made),
  ],
  'report.assigned': ({ from, to }) => [{ field: 'assigned to', from: from?.name ?? null, to: to?.name ?? null }],
  'report.snoozed': ({ from, until }) => [{ field: 'snoozed until', from, to: until }],
  'duty.acknowledged': ({ duty, told, how, toldAt }) => [
    { field: 'notification', of: duty, to: `acknowledged: ${told.name} told (${how}) ${showInstant(toldAt)}` },
  ],
}

export const triageSummaries: { [K in keyof typeof triageEntries]: (payload: Payload<K>) => string } = {
  'report.triaged': ({ severity: { from, to }, rule, reason, answers, duties = [], superseded = [] }) => {
    const many = answers.filter(({ answer }) => answer === 'observed').length
    return [
      `Graded ${from ? `${from.level} → ` : ''}${to.level}: ${reason ?? rule.says}`,
      reason === undefined ? '' : ` (the rules give ${rule.level}: ${rule.says})`,
      ` ${count(many, 'factor')} observed.`,
      duties.length > 0 ? ` ${count(duties.length, 'notification')} made.` : '',
      superseded.length > 0 ? ` ${count(superseded.length, 'notification')} superseded.` : '',
    ].join('')
  },
  'report.assigned': ({ from, to }) =>
    to ? `Assigned to ${to.name}${from ? `, before ${from.name}` : ''}` : `Taken from ${from?.name ?? 'nobody'}`,
  'report.snoozed': ({ until, reason }) =>
    until === null ? `Back in the queue: ${reason}` : `Snoozed until ${showInstant(until)}: ${reason}`,
  'duty.acknowledged': ({ tell, what, told, how, note }) =>
    `${told.name} was told (${how}), as ${tell}: ${what}${note === undefined ? '' : ` (${note})`}`,
}
