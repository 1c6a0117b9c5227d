import { notesHappened, notesInFile, notesInPacket } from './case-file.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { notebookHandlers } from './router.ts'
import { forgetNotes, notebookView } from './view.ts'

import { noteRevisions } from './tables.ts'

export { noteRevisions } from './tables.ts'
export { caseOfNote, notesOfCase, revisionsOf } from './queries.ts'

const { noteId: id, title, caseId, seq } = noteRevisions
const notes = recordsOf('note', { id, title, caseId, seq })

export const notebookFeature = defineFeature({
  name: 'notebook',
  view: notebookView,
  handlers: notebookHandlers,
  forget: forgetNotes,
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
  caseFile: notesInFile,
  timeline: notesHappened,
  index: 'none',
  links: 'none',
  records: [notes],
  packet: notesInPacket,
})
