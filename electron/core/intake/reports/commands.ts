import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ReportDetail } from '../../../../shared/contract/intake.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { findReport } from './queries.ts'
import type { ImportSource } from './entries.ts'
import { firstNotifications, planNotifications } from './triage/notifications.ts'
import { intakeView } from './view.ts'

type Filed = Output<'report.add'>

/**
 * Takes a report in, within a transaction. Its words are kept as they came and never edited afterwards. One that comes
 * with a level has the notifications of that level.
 */
export function receiveReport(
  { ports }: Workspace,
  transaction: Transaction,
  report: Checked<'report.add'>,
  source?: ImportSource,
): Filed {
  const { next } = transaction.db.get<{ next: number }>('select coalesce(max(serial), 0) + 1 as next from report') ?? {
    next: 1,
  }
  const id = idFrom(ports.random(16))
  const number = `R-${String(next).padStart(4, '0')}`
  transaction.append(
    intakeView,
    'report.received',
    { subject: id },
    {
      number,
      serial: next,
      report,
      ...(source && { source }),
      ...(report.severity && firstNotifications({ ports }, transaction, report.category, report.severity.level)),
    },
  )
  return { report: number, id }
}

/** Fails with ALREADY_DONE unless the report still waits for a disposition. */
export function requireOpen(report: ReportDetail): void {
  if (report.disposition === 'open') return
  const where = report.caseNumber === null ? '' : ` (case ${report.caseNumber})`
  throw new HoldfastError(
    'ALREADY_DONE',
    `Report ${report.number} was ${report.disposition} already${where}.`,
    'Open it to see by whom and why; nothing was changed.',
  )
}

function requireNotDestroyed(db: Reader, report: ReportDetail): void {
  if (!db.get('select 1 from payload_destroyed where entry = ?', report.seq)) return
  throw new HoldfastError(
    'ALREADY_DONE',
    `What report ${report.number} recorded was destroyed under an order.`,
    'The retention page of its case names the order; nothing was changed.',
  )
}

/**
 * Grades a report by hand, or grades it anew; the old grade and its reason stay in the ledger. However a report came by
 * its level, the notifications of that level are made.
 */
export function setSeverity(workspace: Workspace, { report: ref, severity }: Checked<'report.setSeverity'>): Filed {
  return workspace.ledger.transact((transaction) => {
    const report = findReport(transaction.db, ref)
    requireNotDestroyed(transaction.db, report)
    const from = report.severity === null ? null : { level: report.severity, reason: report.severityReason ?? '—' }
    const about = { subject: report.id, case: report.caseId ?? undefined }
    const made = planNotifications(workspace, transaction, report, severity.level)
    transaction.append(intakeView, 'report.severity-set', about, { from, to: severity, ...made })
    return { report: report.number, id: report.id }
  })
}

/** Declines a report with a reason. It keeps its number and words and stays searchable. */
export function declineReport({ ledger }: Workspace, { report: ref, reason }: Checked<'report.decline'>): Filed {
  return ledger.transact((transaction) => {
    const report = findReport(transaction.db, ref)
    requireOpen(report)
    transaction.append(intakeView, 'report.declined', { subject: report.id }, { reason })
    return { report: report.number, id: report.id }
  })
}
