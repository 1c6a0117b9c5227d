import { defineFeature } from '../manifest.ts'
import { BriefTab } from './brief-tab.tsx'
import { findCases } from './find-cases.ts'
import { HistoryTab } from './history-tab.tsx'
import { ReportsTab } from './reports-tab.tsx'
import { casesRoutes } from './routes.ts'

/** The list of cases, and the page of one. */
export const cases = defineFeature({
  tabs: [
    {
      name: 'brief',
      title: 'Brief',
      Panel: BriefTab,
      sealedWhenClosed: false,
    },
    {
      name: 'reports',
      title: 'Reports',
      Panel: ReportsTab,
      count: ({ reports }) => reports,
      sealedWhenClosed: false,
    },
    {
      name: 'history',
      title: 'History',
      Panel: HistoryTab,
      sealedWhenClosed: false,
    },
  ],
  routes: [casesRoutes],
  find: findCases,
})
