import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { ReportFormScreen } from './report-form-screen.tsx'

const form = createRoute({ getParentRoute: () => rootRoute, path: '/queue/form', component: ReportFormScreen })

/** Forms for people outside, and the sealed reports they send. */
export const reportForm = defineFeature({
  tabs: [],
  routes: [form],
  find: 'none',
})

export { isSealedName, useSealedPicks } from './picked.ts'
