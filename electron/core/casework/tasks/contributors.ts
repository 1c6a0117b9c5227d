import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { oneEntry, readerOf } from '../../record/ledger/index.ts'
import { isAllowed, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { taskEntries } from './entries.ts'

const readTask = readerOf([{ entries: taskEntries }])

/**
 * Whose work a task is or was, by member, as the ledger tells: whoever made it or made it mandatory, and everybody who
 * ever had it. What a playbook brought nobody made.
 */
function contributorsTo(db: Reader, { id, case: { id: caseId } }: TaskRow): Map<string, string> {
  const contributors = new Map<string, string>()
  const add = (member: string, how: string): void => {
    if (!contributors.has(member)) contributors.set(member, how)
  }
  for (const { seq } of db.all<{ seq: number }>(
    'select seq from entry where case_id = ? and subject = ? order by seq',
    caseId,
    id,
  )) {
    const stored = oneEntry(db, seq)
    if (!stored || stored.body === null) continue
    const { type, actor } = stored.entry
    const body = readTask(type, stored.body).payload
    if (body === undefined) continue
    if (type === 'task.added') {
      const { assignee, playbook } = taskEntries[type].parse(body)
      if (!playbook) add(actor, 'made it')
      add(assignee.id, 'had it')
    } else if (type === 'task.changed') {
      const { assignee, mandatory } = taskEntries[type].parse(body)
      if (mandatory?.to === true) add(actor, 'made it mandatory')
      if (assignee) add(assignee.to.id, 'had it')
    }
  }
  return contributors
}

/**
 * What is mandatory is let go by a member who may approve and whose work it never was: to hand it on first changes
 * nothing. Fails with NOT_ALLOWED or NEEDS_ANOTHER_MEMBER.
 */
export function requireWaiver({ db, member }: Pick<Workspace, 'db' | 'member'>, task: TaskRow): void {
  if (!isAllowed(member.roles, 'case.approve')) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `Task ${task.number} is mandatory, and ${member.name} may not let it go.`,
      'Ask a member who may approve; nothing was changed.',
    )
  }
  const how = task.assignee.id === member.id ? 'has it' : contributorsTo(db, task).get(member.id)
  if (how === undefined) return
  throw new HoldfastError(
    'NEEDS_ANOTHER_MEMBER',
    `Task ${task.number} is mandatory, and ${member.name} ${how}: it takes another to let it go.`,
    'Ask another member who may approve; nothing was changed.',
  )
}
