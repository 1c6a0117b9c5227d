import type { Output } from '../../../shared/contract/contract.ts'
import { channelWords } from '../../../shared/contract/intake-words.ts'
import { showInstant, showOccurred } from '../../../shared/kernel/show.ts'
import { placeInWords } from './words.ts'
import { notificationInWords } from './notification-words.ts'

type Report = Output<'report.get'>
type Grading = Output<'report.grading'>

/** A report as it was received, its words to the character, and what became of it. */
export function reportInWords(report: Report): string[] {
  const { number, category, channel, reporter, reporterContact, placeDetail, occurredAt, severity } = report
  return [
    `${number}  ${category}  ${report.disposition}${report.caseNumber === null ? '' : ` (case ${report.caseNumber})`}`,
    `received ${showInstant(report.receivedAt)} (${channelWords[channel]}), recorded ${showInstant(report.recordedAt)} by ${report.recordedBy}`,
    `reporter: ${reporter === null ? 'anonymous' : [reporter, reporterContact].filter((word) => word !== null).join(', ')}`,
    `happened: ${occurredAt === null ? 'not said' : showOccurred(occurredAt)}${placeDetail === null ? '' : `, ${placeInWords(placeDetail)}`}`,
    ...(report.immediateDanger ? ['Immediate danger was reported.'] : []),
    `severity: ${severity === null ? 'not graded' : `${severity}, ${report.severityReason ?? ''}`}`,
    ...(report.assignee === null ? [] : [`with ${report.assignee}`]),
    ...(report.dispositionReason === null ? [] : [`reason: ${report.dispositionReason}`]),
    '',
    ...report.narrative.split('\n'),
    '',
    ...Object.entries(report.fields).map(([name, value]) => `${name}: ${value}`),
    ...(report.source === null ? [] : [`imported from ${report.source.fileName}`]),
    ...(report.source?.problems ?? []).map((problem) => `! ${problem}`),
  ]
}

/** The factors of the report's method, as they were answered the last time, and the notifications that its level made. */
export function gradingInWords({ method, last, duties }: Grading): string[] {
  const answerOf = (id: string): string => last?.answers.find(({ factor }) => factor === id)?.answer ?? 'unknown'
  return [
    `Factors of “${method.body.title}”, version ${method.version}:`,
    ...method.body.factors.map(({ id, label }) => `    ${answerOf(id)}  ${id}  ${label}`),
    ...(last === null
      ? []
      : [`graded ${last.level} by ${last.by} ${showInstant(last.at)}. The rules say: ${last.rule.says}`]),
    ...duties.map(notificationInWords),
  ]
}
