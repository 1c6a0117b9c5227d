import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Workspace } from '../../record/members/index.ts'
import { mergeReport } from './commands.ts'
import { acknowledgeDuty } from './duties.ts'
import { countFollowUps } from './queries.ts'

type Calls = 'report.merge' | 'duty.acknowledge' | 'queue.followUps'

export const caseHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'report.merge': (input) => mergeReport(workspace, input),
  'duty.acknowledge': (input) => acknowledgeDuty(workspace, input),
  'queue.followUps': ({ before }) => ({ count: countFollowUps(workspace.db, before) }),
})
