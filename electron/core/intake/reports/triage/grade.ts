import type { Checked, Output } from '../../../../../shared/contract/contract.ts'
import { levelOf } from '../../../../../shared/contract/triage-template.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { memberName, type Workspace } from '../../../record/members/index.ts'
import { requireOpen } from '../commands.ts'
import { findReport } from '../queries.ts'
import { intakeView } from '../view.ts'
import { checkCitation, type FindCited } from './cite.ts'
import { notificationsOfReport, planNotifications, triageMethod } from './notifications.ts'

/**
 * Grades a report: each factor of its category answered, each observation cited, the level by the stated rules. A member
 * may depart from that level with a reason; both stay on record. The notifications of the level are made in the same act.
 * Fails with INVALID_INPUT, NOT_FOUND, ALREADY_DONE, and CONFLICT when the method was changed meanwhile.
 */
export function triageReport(
  workspace: Workspace,
  input: Checked<'report.triage'>,
  findCited: FindCited,
): Output<'report.triage'> {
  return workspace.ledger.transact((transaction) => {
    const { db, append } = transaction
    const report = findReport(db, input.report)
    requireOpen(report)
    const { version, body } = triageMethod({ db, ports: workspace.ports }, report.category)
    if (input.version !== undefined && input.version !== version) {
      throw new HoldfastError(
        'CONFLICT',
        `Version ${version} of the triage of ${body.title.toLowerCase()} was saved while you worked on version ${input.version}.`,
        'Look at its factors again; your answers are kept, nothing was recorded.',
      )
    }
    for (const [at, { factor }] of input.answers.entries()) {
      const known = body.factors.some(({ id }) => id === factor)
      if (known && input.answers.findIndex((other) => other.factor === factor) === at) continue
      throw new HoldfastError(
        'INVALID_INPUT',
        `${known ? `“${factor}” is answered twice` : `“${factor}” is no factor of the triage of ${report.category}`}.`,
        `Its factors are ${body.factors.map(({ id }) => id).join(', ')}; nothing was recorded.`,
      )
    }
    const answers = body.factors.map(({ id, label }) => {
      const given = input.answers.find(({ factor }) => factor === id)
      const cites = (given?.cites ?? []).map((cite) => checkCitation(db, report, cite, findCited))
      return { factor: id, label, answer: given?.answer ?? ('unknown' as const), cites, note: given?.note }
    })
    const observed = answers.filter(({ answer }) => answer === 'observed').map(({ factor }) => factor)
    const rule = levelOf(body, new Set(observed))
    const departs = input.departs?.level === rule.level ? undefined : input.departs
    const to = departs ?? { level: rule.level, reason: rule.says }
    const from = report.severity === null ? null : { level: report.severity, reason: report.severityReason ?? '—' }
    append(
      intakeView,
      'report.triaged',
      { subject: report.id },
      {
        answers,
        rule,
        severity: { from, to },
        ...(departs ? { reason: departs.reason } : {}),
        ...planNotifications(workspace, transaction, report, to.level),
      },
    )
    const duties = notificationsOfReport(db, report.id).filter(({ state }) => state === 'open')
    return { report: report.number, id: report.id, level: to.level, says: rule.says, duties }
  })
}

interface Row {
  template: string
  template_version: number
  title: string
  answers: string
  rule_level: Grading['rule']['level']
  rule_says: string
  level: Grading['level']
  reason: string | null
  at: string
  by: string
  seq: number
}

type Grading = NonNullable<Output<'report.grading'>['last']>

/** How a report is graded: the method of its category as it is now, how it was graded the last time, its notifications. */
export function gradingOf(workspace: Workspace, ref: string): Output<'report.grading'> {
  const { db } = workspace
  const report = findReport(db, ref)
  const { key, version, body } = triageMethod(workspace, report.category)
  const row = db.get<Row>('select * from triage where report_id = ?', report.id)
  return {
    method: { key, version, body },
    last: row
      ? {
          template: { key: row.template, version: row.template_version, title: row.title },
          answers: JSON.parse(row.answers) as Grading['answers'],
          rule: { level: row.rule_level, says: row.rule_says },
          level: row.level,
          reason: row.reason,
          at: row.at,
          by: memberName(db, row.by),
          seq: row.seq,
        }
      : null,
    duties: notificationsOfReport(db, report.id),
  }
}
