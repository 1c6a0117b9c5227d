import { sharingSubjects, subjectsInFile } from './case-file.ts'
import { involvedGrounds } from './as-of.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { subjectHandlers } from './router.ts'
import { subjects } from './tables.ts'
import { forgetInvolvements, subjectsView } from './view.ts'

export { involvementsOfCase } from './involvements.ts'
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
  records: [recordsOf('subject', { ...subjects, title: subjects.name })],
  packet: 'none',
})
