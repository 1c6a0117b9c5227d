export { caseOfNote, notesOfCase, revisionsOf } from './queries.ts'
export { notebookHandlers } from './router.ts'
export { forgetNotes, notebookView } from './view.ts'
