import type { Handlers } from '../../../../shared/contract/server.ts'
import { findCase } from '../../casework/cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { approveDestruction, declineDestruction, orderDestruction } from './destroy.ts'
import { liftHold, placeHold } from './holds.ts'
import { holdsOf, ordersOf, reachOf } from './queries.ts'
import { remarksOn } from './shared-files.ts'

type Calls = Extract<keyof Handlers, `retention.${string}` | `hold.${string}` | `destruction.${string}`>

export const retentionHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'retention.get': (input) => {
    const { id } = findCase(workspace.db, input.case)
    return {
      holds: holdsOf(workspace.db, id),
      orders: ordersOf(workspace, id),
      scope: reachOf(workspace.db, id).counts,
      remarks: remarksOn(workspace.db, id),
    }
  },
  'hold.place': (input) => placeHold(workspace, input),
  'hold.lift': (input) => liftHold(workspace, input),
  'destruction.list': () => ({ items: ordersOf(workspace) }),
  'destruction.order': (input) => orderDestruction(workspace, input),
  'destruction.decline': (input) => declineDestruction(workspace, input),
  'destruction.approve': (input, context) => approveDestruction(workspace, input, context),
})
