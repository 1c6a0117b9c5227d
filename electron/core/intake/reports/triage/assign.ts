import type { Checked, Output } from '../../../../../shared/contract/contract.ts'
import type { MemberNamed } from '../../../../../shared/contract/fields.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { showInstant } from '../../../../../shared/kernel/show.ts'
import { findWorker, type Workspace } from '../../../record/members/index.ts'
import type { Reader } from '../../../record/vault/index.ts'
import { requireOpen } from '../commands.ts'
import { findReport } from '../queries.ts'
import { intakeView } from '../view.ts'

type Filed = Output<'report.assign'>

/** The member who has a report for triage. */
export function assigneeOf(db: Reader, reportId: string): MemberNamed | null {
  const row = db.get<{ id: string | null; name: string | null }>(
    'select assignee as id, assignee_name as name from report where id = ?',
    reportId,
  )
  return row?.id && row.name ? { id: row.id, name: row.name } : null
}

/** Gives a report to a member for triage, or to nobody. Fails with NOT_FOUND, NOT_ALLOWED or ALREADY_DONE. */
export function assignReport({ ledger }: Workspace, input: Checked<'report.assign'>): Filed {
  return ledger.transact(({ db, append }) => {
    const report = findReport(db, input.report)
    requireOpen(report)
    const found = input.to === null ? null : findWorker(db, input.to)
    const from = assigneeOf(db, report.id)
    const to = found && { id: found.id, name: found.name }
    if (from?.id === to?.id) {
      throw new HoldfastError(
        'ALREADY_DONE',
        to ? `${to.name} has report ${report.number} already.` : `Nobody has report ${report.number}.`,
        'Nothing was changed.',
      )
    }
    append(intakeView, 'report.assigned', { subject: report.id }, { from, to })
    return { report: report.number, id: report.id }
  })
}

/** Puts a report aside until an instant, or brings it back. Fails with INVALID_INPUT for an instant that is past. */
export function snoozeReport({ ledger }: Workspace, { report: ref, until, reason }: Checked<'report.snooze'>): Filed {
  return ledger.transact(({ at, db, append }) => {
    const report = findReport(db, ref)
    requireOpen(report)
    const aside = report.snoozedUntil !== null && Date.parse(report.snoozedUntil) > Date.parse(at)
    if (until !== null && Date.parse(until) <= Date.parse(at)) {
      throw new HoldfastError(
        'INVALID_INPUT',
        `Report ${report.number} cannot be put aside until ${showInstant(until)}: that is past.`,
        'Give a time in the future; nothing was changed.',
      )
    }
    if (until === null && !aside) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `Report ${report.number} is in the queue already.`,
        'Nothing was changed.',
      )
    }
    const from = aside ? report.snoozedUntil : null
    append(intakeView, 'report.snoozed', { subject: report.id }, { from, until, reason })
    return { report: report.number, id: report.id }
  })
}
