export { caseOfNote, notesOfCase } from './queries.ts'
export { notebookHandlers } from './router.ts'
export { forgetNotes, notebookView } from './view.ts'
