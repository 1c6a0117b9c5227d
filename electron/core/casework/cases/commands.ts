import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findReport, intakeView, requireOpen } from '../../intake/reports/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { changesOf } from './changes.ts'
import { ownerOf, peopleOf, requireTwo } from './people.ts'
import { findWorkingCase, nextCase } from './queries.ts'
import { casesView } from './view.ts'

type Opened = Output<'report.promote'>

/** Makes a case of a report, within a transaction. The report keeps its number, its words and its place in the record. */
export function promoteReport(
  { ports }: Workspace,
  { at, db, append }: Transaction,
  input: Checked<'report.promote'>,
): Opened {
  const report = findReport(db, input.report)
  requireOpen(report)
  const year = Number(at.slice(0, 4))
  const next = nextCase(db, year)
  const number = `${year}-${String(next).padStart(3, '0')}`
  const id = idFrom(ports.random(16))
  const severity = report.severity === null ? null : { level: report.severity, reason: report.severityReason ?? '' }
  const { title, followUpDue } = input
  const owner = ownerOf(db, input.owner)
  const { approver, team } = peopleOf(db, { approver: input.approver, team: input.team })
  requireTwo(owner.id, approver ?? null)
  append(
    casesView,
    'case.opened',
    { subject: id, case: id },
    {
      number,
      year,
      serial: next,
      title,
      category: report.category,
      severity,
      owner: owner.name,
      ownerMember: owner.id,
      ...(approver ? { approver } : {}),
      ...(team && team.length > 0 ? { team } : {}),
      followUpDue,
      report: report.id,
    },
  )
  append(intakeView, 'report.promoted', { subject: report.id, case: id }, { caseNumber: number })
  return { case: number, id }
}

/** Puts a report into a case that exists. Both stay as they are; nothing is deleted. */
export function mergeReport({ ledger }: Workspace, input: Checked<'report.merge'>): Opened {
  return ledger.transact(({ db, append }) => {
    const report = findReport(db, input.report)
    requireOpen(report)
    const into = findWorkingCase(db, input.into)
    append(
      intakeView,
      'report.merged',
      { subject: report.id, case: into.id },
      { caseNumber: into.number, reason: input.reason },
    )
    return { case: into.number, id: into.id }
  })
}

/** Changes a case's fields, within a transaction; each change keeps the old value beside the new one. */
export function changeCase(
  { db, append }: Transaction,
  { case: ref, reason, playbook, ...wanted }: Checked<'case.change'>,
): Opened {
  const found = findWorkingCase(db, ref)
  const people = peopleOf(db, wanted)
  const changes = changesOf(found, { ...wanted, ...people })
  requireTwo(people.owner?.id ?? found.ownerMember, people.approver === undefined ? found.approver : people.approver)
  if (Object.keys(changes).length === 0 && playbook === undefined) {
    throw new HoldfastError(
      'ALREADY_DONE',
      `Case ${found.number} has these values already.`,
      'Change at least one field; nothing was recorded.',
    )
  }
  if (Object.keys(changes).length > 0)
    append(casesView, 'case.changed', { subject: found.id, case: found.id }, { ...changes, reason })
  return { case: found.number, id: found.id }
}
