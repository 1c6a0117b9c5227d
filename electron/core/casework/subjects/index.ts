import { sharingSubjects, subjectsInFile } from './case-file.ts'
import { involvedGrounds } from './as-of.ts'
import { defineFeature } from '../../record/members/index.ts'
import { subjectHandlers } from './router.ts'
import { forgetInvolvements, subjectsView } from './view.ts'

export { linkPhoto } from './photos.ts'
export { entriesOfSubject, findSubject } from './queries.ts'

export const subjectsFeature = defineFeature({
  name: 'subjects',
  view: subjectsView,
  handlers: subjectHandlers,
  forget: forgetInvolvements,
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: involvedGrounds,
  caseFile: subjectsInFile,
  timeline: 'none',
  index: 'none',
  links: sharingSubjects,
  packet: 'none',
})
