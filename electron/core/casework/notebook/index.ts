import { notesHappened, notesInFile, notesInPacket } from './case-file.ts'
import { defineFeature } from '../../record/members/index.ts'
import { lateRuleGrounds } from './late.ts'
import { noteRecords } from './queries.ts'
import { notebookHandlers } from './router.ts'
import { forgetNotes, notebookView } from './view.ts'

export { noteRevisions } from './tables.ts'
export { caseOfNote, notesOfCase, revisionsOf } from './queries.ts'

export const notebookFeature = defineFeature({
  name: 'notebook',
  view: notebookView,
  handlers: notebookHandlers,
  forget: forgetNotes,
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: lateRuleGrounds,
  caseFile: notesInFile,
  timeline: notesHappened,
  index: 'none',
  links: 'none',
  records: [noteRecords],
  packet: notesInPacket,
})
