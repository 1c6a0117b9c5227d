import type { CaseDetail, CaseRow, TimelineEvent } from '../../../shared/contract/cases.ts'
import { assessmentsOfCase, standingConcerns } from '../assessments/index.ts'
import { findCase, listCases } from '../cases/index.ts'
import { conclusionOf } from '../closure/index.ts'
import { communicationsOfCase } from '../communications/index.ts'
import { decisionsOfCase } from '../decisions/index.ts'
import { exhibitsFromBefore, exhibitsOfCase } from '../exhibits/index.ts'
import { relatedReports, reportsOfCase } from '../intake/index.ts'
import { entriesOfCase } from '../ledger/index.ts'
import { memberName, type Workspace } from '../members/index.ts'
import { notesOfCase } from '../notebook/index.ts'
import { tasksOfCase } from '../tasks/index.ts'
import { involvementsOfCase, mattersSharing } from '../subjects/index.ts'
import { legsOfCase } from '../travel/index.ts'
import type { Reader } from '../vault/index.ts'
import { answerSix, zoneOf, type Known } from './answers.ts'
import { isEvent } from './recorded-events.ts'
import { timelineOf } from './timeline.ts'

/** Everything on record about a case. Fails with NOT_FOUND. */
export function knownOf(workspace: Workspace, ref: string): Known {
  const { db } = workspace
  const file = findCase(db, ref)
  return {
    file,
    reports: reportsOfCase(db, file.id),
    exhibits: exhibitsOfCase(db, file.id),
    notes: notesOfCase(db, file.id),
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

/** The cases with what belongs to each; an exhibit that came with a report counts in the report's case. */
export function listOfCases(db: Reader, filter: string, which: 'open' | 'closed' | 'all'): CaseRow[] {
  const ofReports = exhibitsFromBefore(db)
  return listCases(db, filter, which).map(({ openedBy: _, seq: __, counts, ...row }) => ({
    ...row,
    counts: { ...counts, exhibits: counts.exhibits + (ofReports.get(row.id) ?? 0) },
  }))
}

/** The case page: its head, the six questions and its reports. */
export function caseDetail(workspace: Workspace, ref: string): CaseDetail {
  const { db, stood } = workspace
  const known = knownOf(workspace, ref)
  const { openedBy, seq: _, ...row } = known.file
  const standing = new Set(
    known.involved.filter(({ withdrawn }) => withdrawn === null).map(({ subject, under }) => (under ?? subject).id),
  )
  return {
    ...row,
    counts: { ...row.counts, exhibits: known.exhibits.length, subjects: standing.size },
    openedBy: memberName(db, openedBy),
    answers: answerSix(known),
    stood: stood ?? null,
    reports: known.reports.map(({ id, number, disposition, excerpt }) => ({
      id,
      number,
      how: disposition === 'merged' ? 'merged' : 'promoted',
      excerpt,
    })),
  }
}

export function caseTimeline(workspace: Workspace, ref: string): TimelineEvent[] {
  const { db, ports } = workspace
  const known = knownOf(workspace, ref)
  return timelineOf(db, known, entriesOfCase(db, known.file.id).filter(isEvent), zoneOf(known, ports.clock.zone))
}
