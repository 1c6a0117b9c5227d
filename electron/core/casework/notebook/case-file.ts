import { count, showOccurred } from '../../../../shared/kernel/show.ts'
import type { RichNode, Sections } from '../../print/index.ts'
import type { CaseFilePart, PacketPart, TimelinePart } from '../../record/members/index.ts'
import { notesOfCase } from './queries.ts'

/** How many notes a case has; each stands for an action. */
export const notesInFile: CaseFilePart = {
  tells: ({ workspace, case: { id } }) => {
    const { length: notes } = notesOfCase(workspace.db, id)
    return {
      counts: { notes },
      statements: notes > 0 ? [{ question: 'actions', says: count(notes, 'note'), proof: null, acted: true }] : [],
    }
  },
}

/** When what a note tells happened, else when it was written. */
export const notesHappened: TimelinePart = ({ workspace, case: { id } }) =>
  notesOfCase(workspace.db, id).map((note) => ({
    happened: note.happenedAt ?? note.writtenAt,
    recordedAt: note.writtenAt,
    kind: 'note',
    title: note.title,
    text: note.revision > 1 ? `revision ${note.revision}` : '',
    who: note.author,
    ref: note.id,
    seq: note.seq,
  }))

/** The notes of a case in its packet, each in its newest revision. */
export const notesInPacket: PacketPart = {
  sections: ({ workspace, case: { id }, at }): Sections<'notes'> => ({
    notes: notesOfCase(workspace.db, id).map((note) => ({
      title: note.title,
      kind: 'Note',
      happenedAt: note.happenedAt ? showOccurred(note.happenedAt) : undefined,
      writtenAt: at(note.writtenAt),
      revision: note.revision,
      author: note.author,
      body: note.body as RichNode,
    })),
  }),
  shows: ({ workspace, case: { id } }) => notesOfCase(workspace.db, id).map(({ seq }) => seq),
}
