import { count } from '../../../../shared/kernel/show.ts'
import type { RichNode, Sections } from '../../print/index.ts'
import type { CaseFilePart, PacketPart, TimelinePart } from '../../record/members/index.ts'
import { printedNote } from './pages.ts'
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

/** When what a note tells happened, else when it was written; what was added to it apart. */
export const notesHappened: TimelinePart = ({ workspace, case: { id } }) =>
  notesOfCase(workspace.db, id).flatMap((note) => [
    {
      happened: note.happenedAt ?? note.writtenAt,
      recordedAt: note.writtenAt,
      late: note.late,
      kind: 'note' as const,
      title: note.title,
      text: note.revision > 1 ? `revision ${note.revision}` : '',
      who: note.author,
      ref: note.id,
      seq: note.seq,
    },
    ...note.additions.map((added) => ({
      happened: added.happenedAt ?? added.writtenAt,
      recordedAt: added.writtenAt,
      late: added.late,
      kind: 'note' as const,
      title: note.title,
      text: `addition ${added.number}`,
      who: added.author,
      ref: note.id,
      seq: added.seq,
    })),
  ])

/** The notes of a case in its packet, each in its newest revision, with its seal and what was added and struck since. */
export const notesInPacket: PacketPart = {
  sections: ({ workspace, case: { id }, at }): Sections<'notes'> => ({
    notes: notesOfCase(workspace.db, id).flatMap((note) =>
      printedNote(note, at).map(({ late: _, body, record, ...printed }) => ({
        ...printed,
        revision: note.revision,
        body: body as RichNode,
        ...(record.length > 0 && { record }),
      })),
    ),
  }),
  shows: ({ workspace, case: { id } }) =>
    notesOfCase(workspace.db, id).flatMap(({ seq, seal, witnesses, additions, strikes }) => [
      seq,
      ...[...(seal ? [seal] : []), ...witnesses, ...additions, ...strikes].map((one) => one.seq),
    ]),
}
