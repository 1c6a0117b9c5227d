import type { Handlers } from '../../../shared/contract/server.ts'
import type { Workspace } from '../record/members/index.ts'
import { legsOfCalendar } from './itinerary/propose.ts'
import { previewImport } from './preview.ts'
import { importReports } from './table/import.ts'
import { lookThrough } from './table/look.ts'
import { takeImport } from './take.ts'
import { chooseWatched } from './watch/choose.ts'
import { waitingIn } from './watch/waiting.ts'

type Calls = 'report.import' | Extract<keyof Handlers, `import.${string}`>

export const exchangeHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'import.preview': (input, context) => previewImport(workspace, input, context),
  'import.take': (input, context) => takeImport(workspace, input, context),
  'import.chooseFolder': () => chooseWatched(workspace),
  'import.table': (input, context) => lookThrough(workspace, input, context),
  'import.legs': (input, context) => legsOfCalendar(workspace, input, context),
  'import.waiting': (input) => waitingIn(workspace, input),
  'report.import': (input, context) => importReports(workspace, input, context),
})
