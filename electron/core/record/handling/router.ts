import type { Handlers } from '../../../../shared/contract/server.ts'
import type { handlingProcedures } from '../../../../shared/contract/handling.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { House, Workspace } from '../members/index.ts'
import type { Reader } from '../vault/index.ts'
import { markPrivilege, setMarking, withdrawPrivilege } from './commands.ts'
import { findRecord, markingsOf, privilegeOf } from './queries.ts'

/** What is asked about: a case by its id, or one record. Fails with INVALID_INPUT unless it is one of the two, and with NOT_FOUND. */
function asked(
  house: House,
  db: Reader,
  { case: file, record }: { case?: string | undefined; record?: string | undefined },
): { caseId: string } | { record: string } {
  if ((file === undefined) === (record === undefined))
    throw new HoldfastError('INVALID_INPUT', 'This is listed of a case or of one record.', 'Name one of the two.')
  if (file === undefined) return { record: findRecord(house, db, record ?? '').id }
  const found = findRecord(house, db, file)
  if (found.kind === 'case') return { caseId: found.id }
  throw new HoldfastError('INVALID_INPUT', `${file} is a ${found.kind}, not a case.`, 'Name the case by its number.')
}

export const handlingHandlers = (
  workspace: Workspace,
  house: House,
): Pick<Handlers, keyof typeof handlingProcedures> => ({
  'privilege.mark': (input) => markPrivilege(workspace, house, input),
  'privilege.withdraw': (input) => withdrawPrivilege(workspace, house, input),
  'privilege.list': (input) => ({ items: privilegeOf(house, workspace.db, asked(house, workspace.db, input)) }),
  'marking.set': (input) => setMarking(workspace, house, input),
  'marking.list': (input) => ({ items: markingsOf(house, workspace.db, asked(house, workspace.db, input)) }),
})
