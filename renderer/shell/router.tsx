import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { CasePage } from '../features/cases/case-page.tsx'
import { isCaseTab } from '../features/cases/tabs.ts'
import { CasesScreen } from '../features/cases/cases-screen.tsx'
import { ImportScreen } from '../features/exchange/import-screen.tsx'
import { NewReportScreen } from '../features/intake/new-report-screen.tsx'
import { ReportFormScreen } from '../features/report-form/report-form-screen.tsx'
import { QueueScreen } from '../features/intake/queue-screen.tsx'
import { LedgerScreen } from '../features/ledger/ledger-screen.tsx'
import { MembersScreen } from '../features/members/members-screen.tsx'
import { SettingsScreen } from '../features/settings/settings-screen.tsx'
import { SubjectPage } from '../features/subjects/subject-page.tsx'
import { SubjectsScreen } from '../features/subjects/subjects-screen.tsx'
import { AboutScreen } from '../features/computer/about-screen.tsx'
import { PreferencesScreen } from '../features/computer/preferences-screen.tsx'
import { TasksScreen } from '../features/tasks/tasks-screen.tsx'
import { VaultScreen } from '../features/vault/vault-screen.tsx'
import { asOfSearch, type AsOfText } from '../session/as-of.tsx'
import { CheckPacketsScreen } from '../features/packet/check-packets-screen.tsx'
import { Home } from './home.tsx'
import { Root } from './root.tsx'

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined

const root = createRootRoute({ component: Root })

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

export const queueRoute = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  component: QueueScreen,
  validateSearch: (search): { report?: string | undefined; asOf?: AsOfText | undefined } => ({
    report: textOf(search.report),
    asOf: asOfSearch(search.asOf),
  }),
})

const newReport = createRoute({ getParentRoute: () => root, path: '/queue/new', component: NewReportScreen })

const importRoute = createRoute({ getParentRoute: () => root, path: '/queue/import', component: ImportScreen })

const tasksRoute = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  component: TasksScreen,
  validateSearch: (search): { item?: string | undefined } => ({ item: textOf(search.item) }),
})

const reportForm = createRoute({ getParentRoute: () => root, path: '/queue/form', component: ReportFormScreen })

const casesRoute = createRoute({ getParentRoute: () => root, path: '/cases', component: CasesScreen })

export const caseRoute = createRoute({
  getParentRoute: () => casesRoute,
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

const subjectsRoute = createRoute({ getParentRoute: () => root, path: '/subjects', component: SubjectsScreen })

const subjectRoute = createRoute({
  getParentRoute: () => subjectsRoute,
  path: '$subjectRef',
  component: SubjectPage,
})

export const ledgerRoute = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  component: LedgerScreen,
  validateSearch: (search): { seq?: number | undefined } => ({
    seq: typeof search.seq === 'number' ? search.seq : undefined,
  }),
})

const membersRoute = createRoute({ getParentRoute: () => root, path: '/members', component: MembersScreen })

const settingsRoute = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: SettingsScreen,
  validateSearch: (search): { template?: string | undefined } => ({ template: textOf(search.template) }),
})

const aboutRoute = createRoute({ getParentRoute: () => root, path: '/about', component: AboutScreen })

const computerRoute = createRoute({ getParentRoute: () => root, path: '/computer', component: PreferencesScreen })

const checkRoute = createRoute({ getParentRoute: () => root, path: '/check', component: CheckPacketsScreen })

const vaultRoute = createRoute({ getParentRoute: () => root, path: '/vault', component: VaultScreen })

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    queueRoute,
    newReport,
    importRoute,
    reportForm,
    casesRoute.addChildren([caseRoute]),
    subjectsRoute.addChildren([subjectRoute]),
    tasksRoute,
    ledgerRoute,
    membersRoute,
    settingsRoute,
    vaultRoute,
    aboutRoute,
    computerRoute,
    checkRoute,
  ]),
  history: createHashHistory(),
  defaultPreload: false,
  defaultNotFoundComponent: () => null,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
