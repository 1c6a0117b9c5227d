export { notesOfCase } from './queries.ts'
export { fromPlainText } from './rich-text.ts'
export { notebookHandlers } from './router.ts'
export { notebookView } from './view.ts'
