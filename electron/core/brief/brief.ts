import type { CaseDetail, TimelineEvent } from '../../../shared/contract/cases.ts'
import { findCase } from '../cases/index.ts'
import { communicationsOfCase } from '../communications/index.ts'
import { decisionsOfCase } from '../decisions/index.ts'
import { exhibitsOfCase } from '../exhibits/index.ts'
import { relatedReports, reportsOfCase } from '../intake/index.ts'
import { entriesOfCase } from '../ledger/index.ts'
import { memberName, type Workspace } from '../members/index.ts'
import { notesOfCase } from '../notebook/index.ts'
import { legsOfCase } from '../travel/index.ts'
import { answerSix, zoneOf, type Known } from './answers.ts'
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
    communications: communicationsOfCase(db, file.id),
    legs: legsOfCase(db, file.id),
    decisions: decisionsOfCase(workspace, file.id),
    related: relatedReports(db, file.id),
  }
}

/** The case page: its head, the six questions and its reports. */
export function caseDetail(workspace: Workspace, ref: string): CaseDetail {
  const { db, stood } = workspace
  const known = knownOf(workspace, ref)
  const { openedBy, seq: _, ...row } = known.file
  return {
    ...row,
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
  const packets = entriesOfCase(db, known.file.id).filter(({ entry }) => entry.type === 'packet.built')
  return timelineOf(db, known, packets, zoneOf(known, ports.clock.zone))
}
