import type { CaseDetail, HistoryRow, TimelineEvent } from '../../../shared/contract/cases.ts'
import { findCase } from '../cases/index.ts'
import { exhibitsOfCase } from '../exhibits/index.ts'
import { relatedReports, reportsOfCase } from '../intake/index.ts'
import { entriesOfCase, type StoredEntry } from '../ledger/index.ts'
import { isAllowed, memberName, type Workspace } from '../members/index.ts'
import { notesOfCase } from '../notebook/index.ts'
import type { Reader } from '../vault/index.ts'
import { answerSix, zoneOf, type Known } from './answers.ts'
import { timelineOf } from './timeline.ts'

/** Everything on record about a case. Fails with NOT_FOUND. */
export function knownOf(db: Reader, ref: string): Known {
  const file = findCase(db, ref)
  return {
    file,
    reports: reportsOfCase(db, file.id),
    exhibits: exhibitsOfCase(db, file.id),
    notes: notesOfCase(db, file.id),
    related: relatedReports(db, file.id),
  }
}

/** The case page: its head, the six questions and its reports. */
export function caseDetail({ db, stood }: Workspace, ref: string): CaseDetail {
  const known = knownOf(db, ref)
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

export function caseTimeline({ db, ports }: Workspace, ref: string): TimelineEvent[] {
  const known = knownOf(db, ref)
  const packets = entriesOfCase(db, known.file.id).filter(({ entry }) => entry.type === 'packet.built')
  return timelineOf(db, known, packets, zoneOf(known, ports.clock.zone))
}

/** Every entry of a case, newest first, as history lists show it. */
export function caseHistory(workspace: Workspace, ref: string): HistoryRow[] {
  const { id } = findCase(workspace.db, ref)
  return entriesOfCase(workspace.db, id)
    .map((stored) => historyRow(workspace, stored))
    .toReversed()
}

/** Whether a member may read what an entry recorded: auditors and administrators see the ledger, but no case content. */
export const mayRead = ({ roles }: Workspace['member'], type: string): boolean =>
  /^(vault|access|clock)\./.test(type) || isAllowed(roles, 'case.read')

/** An entry as a line of a list. */
export function historyRow({ db, ledger, member }: Workspace, { entry, hash, body }: StoredEntry): HistoryRow {
  const caseNumber =
    entry.case === undefined
      ? null
      : (db.get<{ number: string }>('select number from case_file where id = ?', entry.case)?.number ?? null)
  return {
    seq: entry.seq,
    at: entry.at,
    actor: memberName(db, entry.actor),
    type: entry.type,
    summary:
      body === null
        ? 'Content destroyed under an order'
        : mayRead(member, entry.type)
          ? ledger.describe(entry.type, body)
          : 'Content withheld',
    hash,
    caseNumber,
  }
}
