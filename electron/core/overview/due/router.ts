import type { Handlers } from '../../../../shared/contract/server.ts'
import { findMember, type House, type Workspace } from '../../record/members/index.ts'
import { handOver, heldBy } from './hand-over.ts'
import { dueItems, noticesOn, setNotices } from './queries.ts'

type Calls = Extract<keyof Handlers, `due.${string}` | `work.${string}`>

export const dueHandlers = (
  workspace: Workspace,
  { responsibilities, due }: Pick<House, 'responsibilities' | 'due'>,
): Pick<Handlers, Calls> => ({
  'due.list': ({ member }) => {
    const { db, ports } = workspace
    const found = member === undefined ? undefined : findMember(db, member)
    const items = dueItems(due, { db, zone: ports.clock.zone, member: found }, ports.clock.now())
    return { items, late: items.filter(({ lateBy }) => lateBy !== null).length }
  },
  'due.notices': () => ({ on: noticesOn(workspace.db) }),
  'due.setNotices': ({ on }) => {
    setNotices(workspace.vault.store, on)
    return { on }
  },
  'work.held': (input) => heldBy(workspace, responsibilities, input),
  'work.handOver': (input) => handOver(workspace, responsibilities, input),
})
