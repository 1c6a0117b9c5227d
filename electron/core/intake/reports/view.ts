import { categoryWords, channelWords } from '../../../../shared/contract/intake-words.ts'
import type { ReportRow } from '../../../../shared/contract/intake.ts'
import type { Severity } from '../../../../shared/contract/fields.ts'
import { defineView, type Recorded, type Forget, type Destroyed } from '../../record/ledger/index.ts'
import type { Writer } from '../../record/vault/index.ts'
import { countDisposition, countForgotten, countTable } from './counts.ts'
import { intakeEntries } from './entries.ts'
import { forgetMentions, keepMentions, mentionTable } from './mentions.ts'
import {
  carryDuties,
  dutyChanges,
  forgetTriage,
  grade,
  keepDuties,
  triageChanges,
  triageProject,
  triageSummaries,
  triageTables,
} from './triage/project.ts'
import { queueIndexes } from './triage/queue.ts'
import { queueRank, rank } from './triage/rank.ts'

const gradeInWords = ({ level, reason }: Severity): string => `${level}, ${reason}`

const dispose = (
  db: Writer,
  entry: Recorded,
  disposition: string,
  reason: string | null,
  caseNumber: string | null,
): void => {
  countDisposition(db, entry.subject, disposition)
  db.run(
    'update report set disposition = ?, disposition_reason = ?, disposition_at = ?, case_id = ?, case_number = ? where id = ?',
    disposition,
    reason,
    entry.at,
    entry.case ?? null,
    caseNumber,
    entry.subject,
  )
}

/** What is kept of a report when its record is destroyed: so that its number is never given again. */
export type ForgottenReport = Destroyed['reports'][number] & { channel: ReportRow['channel'] }

/** What stays of reports whose record was destroyed with their case: their numbers and where they went. */
export const forgetReports: Forget = (db, entry, { reports, case: into }) => {
  for (const report of reports) forgetReport(db, entry, report, into)
}

function forgetReport(
  db: Writer,
  entry: Recorded,
  { id, number, serial, how, channel, receivedAt }: Destroyed['reports'][number],
  into: Destroyed['case'],
): void {
  forgetMentions(db, id)
  forgetTriage(db, id)
  countForgotten(db, id, how)
  db.run('delete from report where id = ?', id)
  db.run(
    `insert into report (id, serial, number, channel, received_at, received_ms, recorded_at, recorded_by, category, narrative,
       immediate_danger, severity_rank, fields, disposition, disposition_at, case_id, case_number, seq)
     values (?, ?, ?, ?, ?, ?, ?, ?, 'other', 'Destroyed under an order.', 0, 0, '{}', ?, ?, ?, ?, ?)`,
    id,
    serial,
    number,
    channel,
    receivedAt,
    Date.parse(receivedAt),
    entry.at,
    entry.actor,
    how,
    entry.at,
    into.id,
    into.number,
    entry.seq,
  )
}

export const intakeView = defineView({
  name: 'intake',
  revision: 6,
  entries: intakeEntries,
  tables: {
    report: `create table report (
      id text primary key,
      serial integer not null unique,
      number text not null unique,
      channel text not null,
      received_at text not null,
      received_ms integer not null,
      recorded_at text not null,
      recorded_by text not null,
      reporter text,
      reporter_contact text,
      occurred_value text,
      occurred_zone text,
      occurred_precision text,
      place_name text,
      latitude real,
      longitude real,
      category text not null,
      narrative text not null,
      immediate_danger integer not null,
      severity text,
      severity_rank integer not null,
      severity_reason text,
      queue_rank integer not null default 3,
      next_due_ms integer,
      assignee text,
      assignee_name text,
      snoozed_until text,
      snoozed_ms integer not null default 0,
      snooze_reason text,
      external_id text,
      fields text not null,
      form_key text,
      form_version integer,
      source_sha256 text,
      source_item integer,
      source_file text,
      source_problems text,
      disposition text not null,
      disposition_reason text,
      disposition_at text,
      case_id text,
      case_number text,
      seq integer not null
    ) strict;
    create index report_queue on report (disposition, immediate_danger desc, severity_rank desc, received_ms, serial);
    create index report_newest on report (disposition, received_ms desc, serial desc);
    create index report_case on report (case_id) where case_id is not null;
    create index report_source on report (source_sha256, source_item) where source_sha256 is not null;
    create index report_external on report (external_id) where external_id is not null;
    ${queueIndexes}`,
    report_mention: mentionTable,
    report_count: countTable,
    ...triageTables,
  },
  project: {
    'report.received': (db, entry, { number, serial, report, source, ...made }) => {
      db.run(
        `insert into report (id, serial, number, channel, received_at, received_ms, recorded_at, recorded_by, reporter,
          reporter_contact, occurred_value, occurred_zone, occurred_precision, place_name, latitude, longitude, category,
          narrative, immediate_danger, severity, severity_rank, queue_rank, severity_reason, external_id, fields, form_key,
          form_version, source_sha256, source_item, source_file, source_problems, disposition, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?)`,
        entry.subject,
        serial,
        number,
        report.channel,
        report.receivedAt,
        Date.parse(report.receivedAt),
        entry.at,
        entry.actor,
        report.reporter?.name ?? null,
        report.reporter?.contact ?? null,
        report.occurredAt?.value ?? null,
        report.occurredAt?.zone ?? null,
        report.occurredAt?.precision ?? null,
        report.place?.name ?? null,
        report.place?.latitude ?? null,
        report.place?.longitude ?? null,
        report.category,
        report.narrative,
        report.immediateDanger ? 1 : 0,
        report.severity?.level ?? null,
        rank(report.severity?.level),
        queueRank(report.severity?.level),
        report.severity?.reason ?? null,
        report.externalId ?? null,
        JSON.stringify(report.fields ?? {}),
        report.form?.key ?? null,
        report.form?.version ?? null,
        source?.sha256 ?? null,
        source?.item ?? null,
        source?.fileName ?? null,
        source?.problems ? JSON.stringify(source.problems) : null,
        entry.seq,
      )
      keepMentions(db, serial, report)
      if (report.severity && made.duties) keepDuties(db, entry, report.severity.level, made)
    },
    'report.severity-set': (db, entry, { from, to, ...made }) => grade(db, entry, from, to, made),
    'report.promoted': (db, entry, { caseNumber }) => {
      dispose(db, entry, 'promoted', null, caseNumber)
      carryDuties(db, entry)
    },
    'report.merged': (db, entry, { caseNumber, reason }) => {
      dispose(db, entry, 'merged', reason, caseNumber)
      carryDuties(db, entry)
    },
    'report.declined': (db, entry, { reason }) => dispose(db, entry, 'declined', reason, null),
    ...triageProject,
  },
  changes: {
    'report.received': ({ number: _, serial: __, source: ___, report, ...made }) => [
      { field: 'disposition', to: 'open' },
      ...(report.severity ? [{ field: 'severity', to: gradeInWords(report.severity) }] : []),
      ...dutyChanges(made),
    ],
    'report.severity-set': ({ from, to, ...made }) => [
      { field: 'severity', from: from && gradeInWords(from), to: gradeInWords(to) },
      ...dutyChanges(made),
    ],
    'report.promoted': ({ caseNumber }) => [{ field: 'disposition', to: `promoted to case ${caseNumber}` }],
    'report.merged': ({ caseNumber }) => [{ field: 'disposition', to: `merged into case ${caseNumber}` }],
    'report.declined': () => [{ field: 'disposition', to: 'declined' }],
    ...triageChanges,
  },
  summarise: {
    'report.received': ({ number, report, source }) =>
      `${number} received (${channelWords[report.channel]}, ${categoryWords[report.category]})${source ? `, imported from ${source.fileName}` : ''}`,
    'report.severity-set': ({ from, to }) => `Severity ${from ? `${from.level} → ` : ''}${to.level}: ${to.reason}`,
    'report.promoted': ({ caseNumber }) => `Report promoted to case ${caseNumber}`,
    'report.merged': ({ caseNumber, reason }) => `Report merged into case ${caseNumber}: ${reason}`,
    'report.declined': ({ reason }) => `Report declined: ${reason}`,
    ...triageSummaries,
  },
})
