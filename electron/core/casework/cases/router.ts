import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Workspace } from '../../record/members/index.ts'
import { mergeReport } from './commands.ts'
import { acknowledgeNotification } from './notifications.ts'
import { countFollowUps } from './queries.ts'

type Calls = 'report.merge' | 'notification.acknowledge' | 'queue.followUps'

export const caseHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'report.merge': (input) => mergeReport(workspace, input),
  'notification.acknowledge': (input) => acknowledgeNotification(workspace, input),
  'queue.followUps': ({ before }) => ({ count: countFollowUps(workspace.db, before) }),
})
