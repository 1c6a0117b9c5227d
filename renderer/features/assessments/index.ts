import { defineFeature } from '../manifest.ts'
import { AssessmentTab } from './assessment-tab.tsx'
import { words } from './catalogue.ts'

/** What is assessed of a case: factors, level of concern, plan. */
export const assessments = defineFeature({
  tabs: [
    {
      name: 'assessment',
      get title() {
        return words.assessment
      },
      Panel: AssessmentTab,
      sealedWhenClosed: true,
    },
  ],
  routes: [],
  find: 'none',
})

export { concernOrder, concernTones, concernWords, kindHeadings } from './words.ts'
