import { defineFeature } from '../members/index.ts'
import { forgetAssessments, assessmentsView } from './view.ts'

export { assessmentsOfCase, plansDue, reassessmentsDue, standingConcerns, type StandingConcern } from './queries.ts'
export { assessmentHandlers } from './router.ts'

export const assessmentsFeature = defineFeature({
  name: 'assessments',
  view: assessmentsView,
  forget: forgetAssessments,
})
