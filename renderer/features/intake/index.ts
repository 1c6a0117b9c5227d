import { createRoute } from '@tanstack/react-router'
import { asOfSearch, type AsOfText } from '../../session/as-of.tsx'
import { defineFeature, rootRoute, textOf } from '../manifest.ts'
import { findReports } from './find-reports.ts'
import { NewReportScreen } from './new-report-screen.tsx'
import { QueueScreen } from './queue-screen.tsx'

const queue = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queue',
  component: QueueScreen,
  validateSearch: (search): { report?: string | undefined; asOf?: AsOfText | undefined } => ({
    report: textOf(search.report),
    asOf: asOfSearch(search.asOf),
  }),
})
const newReport = createRoute({ getParentRoute: () => rootRoute, path: '/queue/new', component: NewReportScreen })

/** The queue of reports: taken in, rated, promoted to cases. */
export const intake = defineFeature({
  tabs: [],
  routes: [queue, newReport],
  find: findReports,
})

export { NotificationLine } from './triage/notifications-section.tsx'
export { withinWords } from './triage/notification-words.ts'
