import { createRoute } from '@tanstack/react-router'
import { asOfSearch, type AsOfText } from '../../session/as-of.tsx'
import { isCaseTab } from '../case-tabs.ts'
import { rootRoute, textOf } from '../manifest.ts'
import { CasePage } from './case-page.tsx'
import { CasesScreen } from './cases-screen.tsx'

const all = createRoute({ getParentRoute: () => rootRoute, path: '/cases', component: CasesScreen })

const one = createRoute({
  getParentRoute: () => all,
  path: '$caseRef',
  component: CasePage,
  validateSearch: (search): { tab?: string | undefined; item?: string | undefined; asOf?: AsOfText | undefined } => {
    const tab = textOf(search.tab)
    return {
      tab: tab !== undefined && isCaseTab(tab) ? tab : undefined,
      item: textOf(search.item),
      asOf: asOfSearch(search.asOf),
    }
  },
})

/** The list of cases, with the page of one in it. */
export const casesRoutes = all.addChildren([one])
