import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { logCommunication, strikeCommunication } from './commands.ts'
import { communicationsOfCase } from './queries.ts'

type Calls = Extract<keyof Handlers, `communication.${string}`>

export const communicationHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'communication.list': (input) => ({
    items: communicationsOfCase(workspace.db, findCase(workspace.db, input.case).id),
    stood: workspace.stood ?? null,
  }),
  'communication.log': (input) => logCommunication(workspace, input),
  'communication.strike': (input) => strikeCommunication(workspace, input),
})
