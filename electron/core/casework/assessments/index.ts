import { assessmentsHappened, concernsInFile } from './case-file.ts'
import { assessmentsInPacket } from './pages.ts'
import { toReassess } from './closing-check.ts'
import { plans, reassessments } from './due.ts'
import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { assessmentHandlers } from './router.ts'
import { assessments } from './tables.ts'
import { forgetAssessments, assessmentsView } from './view.ts'

export const assessmentsFeature = defineFeature({
  name: 'assessments',
  view: assessmentsView,
  handlers: assessmentHandlers,
  forget: forgetAssessments,
  responsibilities: 'none',
  due: [reassessments, plans],
  closingChecks: [toReassess],
  asOf: 'none',
  caseFile: concernsInFile,
  timeline: assessmentsHappened,
  index: 'none',
  links: 'none',
  records: [recordsOf('assessment', { ...assessments, within: true })],
  packet: assessmentsInPacket,
})
