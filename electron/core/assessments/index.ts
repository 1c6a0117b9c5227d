export { assessmentsOfCase, plansDue, reassessmentsDue, standingConcerns, type StandingConcern } from './queries.ts'
export { assessmentHandlers } from './router.ts'
export { assessmentsView, forgetAssessments } from './view.ts'
