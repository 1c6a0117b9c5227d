import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { interviewsHappened, interviewsInFile, unsettled } from './case-file.ts'
import { interviewHandlers } from './router.ts'
import { interviews, statements } from './tables.ts'
import { forgetInterviews, interviewsView } from './view.ts'

export { recordingsOver } from './recordings.ts'

export const interviewsFeature = defineFeature({
  name: 'interviews',
  view: interviewsView,
  handlers: interviewHandlers,
  forget: forgetInterviews,
  responsibilities: 'none',
  due: 'none',
  closingChecks: [unsettled],
  asOf: 'none',
  caseFile: interviewsInFile,
  timeline: interviewsHappened,
  index: 'none',
  links: 'none',
  records: [
    recordsOf('interview', { ...interviews, title: interviews.name }),
    recordsOf('statement', { ...statements, title: statements.name }),
  ],
  packet: 'none',
})
