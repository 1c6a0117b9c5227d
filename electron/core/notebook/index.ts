import { defineFeature } from '../members/index.ts'
import { forgetNotes, notebookView } from './view.ts'

export { caseOfNote, notesOfCase, revisionsOf } from './queries.ts'
export { notebookHandlers } from './router.ts'

export const notebookFeature = defineFeature({
  name: 'notebook',
  view: notebookView,
  forget: forgetNotes,
})
