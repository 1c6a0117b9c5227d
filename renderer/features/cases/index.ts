import { defineFeature } from '../manifest.ts'
import { BriefTab } from './brief-tab.tsx'
import { findCases } from './find-cases.ts'
import { HistoryTab } from './history-tab.tsx'
import { ReportsTab } from './reports-tab.tsx'
import { casesRoutes } from './routes.ts'
import { words } from './catalogue.ts'

/** The list of cases, and the page of one. */
export const cases = defineFeature({
  tabs: [
    {
      name: 'brief',
      get title() {
        return words.brief
      },
      Panel: BriefTab,
      sealedWhenClosed: false,
    },
    {
      name: 'reports',
      get title() {
        return words.reports
      },
      Panel: ReportsTab,
      count: ({ reports }) => reports,
      sealedWhenClosed: false,
    },
    {
      name: 'history',
      get title() {
        return words.history
      },
      Panel: HistoryTab,
      sealedWhenClosed: false,
    },
  ],
  routes: [casesRoutes],
  find: findCases,
})
