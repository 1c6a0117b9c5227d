import {
  memberName,
  recordedMoments,
  type CaseFilePart,
  type PacketPart,
  type TimelinePart,
} from '../../record/members/index.ts'
import type { caseEntries } from './entries.ts'
import { findCase } from './queries.ts'

/** That the case was opened: the first of its actions. */
export const openingInFile: CaseFilePart = {
  tells: ({ workspace, case: { id }, say }) => {
    const { openedAt, owner } = findCase(workspace.db, id)
    return { statements: [{ question: 'actions', says: `Opened ${say.at(openedAt)} for ${owner}`, proof: null }] }
  },
  weighs: ['case.opened', 'case.closed', 'case.reopened'],
}

/** When the case was opened, closed and opened again. */
export const caseHappened: TimelinePart = (about) => {
  const { db } = about.workspace
  const { id: ref, number, title, openedAt, openedBy, seq } = findCase(db, about.case.id)
  const who = memberName(db, openedBy)
  return [
    {
      happened: openedAt,
      recordedAt: openedAt,
      kind: 'case',
      title: `Case ${number} opened`,
      text: title,
      who,
      ref,
      seq,
    },
    ...recordedMoments<typeof caseEntries>(about, {
      'case.closed': () => ({ kind: 'closure', title: 'Case closed', text: '' }),
      'case.reopened': ({ reason = '' }) => ({ kind: 'closure', title: 'Case re-opened', text: reason }),
    }),
  ]
}

/** Nothing but the case's number: without it no entry of a packet would say which number the case has. */
export const caseInPacket: PacketPart = {
  shows: (_, entries) => entries.flatMap(({ entry }) => (entry.type === 'report.promoted' ? [entry.seq] : [])),
}
