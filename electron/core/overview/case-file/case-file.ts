import type { CaseDetail, TimelineEvent } from '../../../../shared/contract/cases.ts'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { assessmentsOfCase, standingConcerns } from '../../casework/assessments/index.ts'
import { findCase, listCases } from '../../casework/cases/index.ts'
import { conclusionOf } from '../../casework/closure/index.ts'
import { communicationsOfCase } from '../../casework/communications/index.ts'
import { decisionsOfCase } from '../../casework/decisions/index.ts'
import { exhibitsOfCase } from '../../casework/exhibits/index.ts'
import { dutiesOfCase, relatedReports, reportsOfCase } from '../../intake/reports/index.ts'
import { entriesOfCase } from '../../record/ledger/index.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { notesOfCase } from '../../casework/notebook/index.ts'
import { tasksOfCase } from '../../casework/tasks/index.ts'
import { involvementsOfCase, mattersSharing } from '../../casework/subjects/index.ts'
import { legsOfCase } from '../../casework/travel/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { answerSix, zoneOf, type Known } from './answers.ts'
import { eventsAmong } from './recorded-events.ts'
import { timelineOf } from './timeline.ts'

// Told by the ledger's entries: packets are a feature above this one.
const packetsOf = (db: Reader, caseId: string): Known['packets'] =>
  db.get<Known['packets']>(
    `select coalesce(sum(type = 'packet.built'), 0) as built,
       count(distinct case when type = 'packet.handed-over' then subject end) as handedOver
     from (select json_extract(bytes, '$.type') as type, json_extract(bytes, '$.subject') as subject from entry where case_id = ?)`,
    caseId,
  ) ?? { built: 0, handedOver: 0 }

/** Everything on record about a case. Fails with NOT_FOUND. */
export function loadCaseFile(workspace: Workspace, ref: string): Known {
  const { db } = workspace
  const file = findCase(db, ref)
  return {
    file,
    reports: reportsOfCase(db, file.id),
    exhibits: exhibitsOfCase(db, file.id),
    notes: notesOfCase(db, file.id),
    packets: packetsOf(db, file.id),
    tasks: tasksOfCase(db, file.id),
    communications: communicationsOfCase(db, file.id),
    legs: legsOfCase(db, file.id),
    decisions: decisionsOfCase(workspace, file.id),
    conclusion: conclusionOf(workspace, file),
    assessments: assessmentsOfCase(workspace, file.id),
    concerns: standingConcerns(db, file.id),
    related: relatedReports(db, file.id),
    involved: involvementsOfCase(db, file.id),
    shared: mattersSharing(db, file.id),
  }
}

/** The cases as a list shows them. */
export function listOfCases(db: Reader, asked: Checked<'case.list'>): Omit<Output<'case.list'>, 'stood'> {
  const { items, ...list } = listCases(db, asked)
  return { items: items.map(({ openedBy: _, seq: __, ...row }) => row), ...list }
}

/** The case page: its head, the six questions and its reports. */
export function caseDetail(workspace: Workspace, ref: string): CaseDetail {
  const { db, stood } = workspace
  const known = loadCaseFile(workspace, ref)
  const { openedBy, seq: _, ...row } = known.file
  const duties = dutiesOfCase(db, known.file.id)
  const standing = new Set(
    known.involved.filter(({ withdrawn }) => withdrawn === null).map(({ subject, under }) => (under ?? subject).id),
  )
  return {
    ...row,
    counts: {
      reports: known.reports.length,
      exhibits: known.exhibits.length,
      subjects: standing.size,
      notes: known.notes.length,
      packets: known.packets.built,
    },
    openedBy: memberName(db, openedBy),
    answers: answerSix(known, workspace.ports.clock.zone),
    stood: stood ?? null,
    reports: known.reports.map(({ id, number, disposition, excerpt, severity }) => ({
      id,
      number,
      how: disposition === 'merged' ? 'merged' : 'promoted',
      excerpt,
      severity,
      duties: duties.filter(({ reportId }) => reportId === id),
    })),
  }
}

export function caseTimeline(workspace: Workspace, ref: string): TimelineEvent[] {
  const { db, ledger, ports } = workspace
  const known = loadCaseFile(workspace, ref)
  return timelineOf(db, known, eventsAmong(ledger, entriesOfCase(db, known.file.id)), zoneOf(known, ports.clock.zone))
}
