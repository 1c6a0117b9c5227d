import type { CaseDetail } from '../../../../shared/contract/cases.ts'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { findCase, listCases } from '../../casework/cases/index.ts'
import { notificationsOfCase, reportsOfCase } from '../../intake/reports/index.ts'
import { memberName, type CaseParts, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { aboutCase } from './about.ts'
import { tellOf } from './answers.ts'

/** The cases as a list shows them. */
export function listOfCases(db: Reader, asked: Checked<'case.list'>): Omit<Output<'case.list'>, 'stood'> {
  const { items, ...list } = listCases(db, asked)
  return { items: items.map(({ openedBy: _, seq: __, ...row }) => row), ...list }
}

/** The case page: its head, the six questions and its reports. Fails with NOT_FOUND. */
export function caseDetail(workspace: Workspace, features: readonly CaseParts[], ref: string): CaseDetail {
  const { db, stood } = workspace
  const { openedBy, seq: _, ...row } = findCase(db, ref)
  const duties = notificationsOfCase(db, row.id)
  const { answers, counts } = tellOf(features, aboutCase(workspace, row.id, { here: true }))
  return {
    ...row,
    counts,
    openedBy: memberName(db, openedBy),
    answers,
    stood: stood ?? null,
    reports: reportsOfCase(db, row.id).map(({ id, number, disposition, excerpt, severity }) => ({
      id,
      number,
      how: disposition === 'merged' ? 'merged' : 'promoted',
      excerpt,
      severity,
      duties: duties.filter(({ reportId }) => reportId === id),
    })),
  }
}
