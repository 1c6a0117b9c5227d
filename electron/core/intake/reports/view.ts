import { ddl } from '../../record/vault/index.ts'
import { categoryWords, channelWords } from '../../../../shared/contract/intake-words.ts'
import type { ReportRow } from '../../../../shared/contract/intake.ts'
import type { Severity } from '../../../../shared/contract/fields.ts'
import { defineView, type Recorded, type Forget, type Destroyed } from '../../record/ledger/index.ts'
import type { Writer } from '../../record/vault/index.ts'
import { countDisposition, countForgotten, countTable } from './counts.ts'
import { intakeEntries } from './entries.ts'
import { forgetMentions, keepMentions, mentionTable } from './mentions.ts'
import {
  carryNotifications,
  notificationChanges,
  forgetTriage,
  grade,
  keepNotifications,
  triageChanges,
  triageProject,
  triageSummaries,
  triageTables,
} from './triage/project.ts'
import { queueIndexes } from './triage/queue.ts'
import { queueRank, rank } from './triage/rank.ts'
import { reports } from './tables.ts'

const gradeInWords = ({ level, reason }: Severity): string => `${level}, ${reason}`

const dispose = (
  db: Writer,
  entry: Recorded,
  disposition: 'promoted' | 'merged' | 'declined',
  reason: string | null,
  caseNumber: string | null,
): void => {
  countDisposition(db, entry.subject, disposition)
  db.update(
    reports,
    { id: entry.subject },
    {
      disposition,
      dispositionReason: reason,
      dispositionAt: entry.at,
      caseId: entry.case ?? null,
      caseNumber,
    },
  )
}

/** What is kept of a report when its record is destroyed: so that its number is never given again. */
export type ForgottenReport = Destroyed['reports'][number] & { channel: ReportRow['channel'] }

/** What stays of reports whose record was destroyed with their case: their numbers and where they went. */
export const forgetReports: Forget = (db, entry, { reports: gone, case: into }) => {
  for (const report of gone) forgetReport(db, entry, report, into)
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
  db.delete(reports, { id })
  db.insert(reports, {
    id,
    serial,
    number,
    channel: channel as ForgottenReport['channel'],
    receivedAt,
    receivedMs: Date.parse(receivedAt),
    recordedAt: entry.at,
    recordedBy: entry.actor,
    category: 'other',
    narrative: 'Destroyed under an order.',
    immediateDanger: false,
    severityRank: 0,
    fields: {},
    disposition: how,
    dispositionAt: entry.at,
    caseId: into.id,
    caseNumber: into.number,
    seq: entry.seq,
  })
}

export const intakeView = defineView({
  name: 'intake',
  revision: 6,
  entries: intakeEntries,
  tables: {
    report: `${ddl(reports)}
    ${queueIndexes}`,
    report_mention: mentionTable,
    report_count: countTable,
    ...triageTables,
  },
  project: {
    'report.received': (db, entry, { number, serial, report, source, ...made }) => {
      db.insert(reports, {
        id: entry.subject,
        serial,
        number,
        channel: report.channel,
        receivedAt: report.receivedAt,
        receivedMs: Date.parse(report.receivedAt),
        recordedAt: entry.at,
        recordedBy: entry.actor,
        reporter: report.reporter?.name,
        reporterContact: report.reporter?.contact,
        occurredValue: report.occurredAt?.value,
        occurredZone: report.occurredAt?.zone,
        occurredPrecision: report.occurredAt?.precision,
        placeName: report.place?.name,
        latitude: report.place?.latitude,
        longitude: report.place?.longitude,
        category: report.category,
        narrative: report.narrative,
        immediateDanger: report.immediateDanger,
        severity: report.severity?.level,
        severityRank: rank(report.severity?.level),
        queueRank: queueRank(report.severity?.level),
        severityReason: report.severity?.reason,
        externalId: report.externalId,
        fields: report.fields ?? {},
        formKey: report.form?.key,
        formVersion: report.form?.version,
        sourceSha256: source?.sha256,
        sourceItem: source?.item,
        sourceFile: source?.fileName,
        sourceProblems: source?.problems,
        disposition: 'open',
        seq: entry.seq,
      })
      keepMentions(db, serial, report)
      if (report.severity && made.duties) keepNotifications(db, entry, report.severity.level, made)
    },
    'report.severity-set': (db, entry, { from, to, ...made }) => grade(db, entry, from, to, made),
    'report.promoted': (db, entry, { caseNumber }) => {
      dispose(db, entry, 'promoted', null, caseNumber)
      carryNotifications(db, entry)
    },
    'report.merged': (db, entry, { caseNumber, reason }) => {
      dispose(db, entry, 'merged', reason, caseNumber)
      carryNotifications(db, entry)
    },
    'report.declined': (db, entry, { reason }) => dispose(db, entry, 'declined', reason, null),
    ...triageProject,
  },
  changes: {
    'report.received': ({ number: _, serial: __, source: ___, report, ...made }) => [
      { field: 'disposition', to: 'open' },
      ...(report.severity ? [{ field: 'severity', to: gradeInWords(report.severity) }] : []),
      ...notificationChanges(made),
    ],
    'report.severity-set': ({ from, to, ...made }) => [
      { field: 'severity', from: from && gradeInWords(from), to: gradeInWords(to) },
      ...notificationChanges(made),
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
