export { notesOfCase } from './queries.ts'
export { notebookHandlers } from './router.ts'
export { notebookView } from './view.ts'
