import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findMember, findWorker, isAllowed, type Responsibility, type Workspace } from '../../record/members/index.ts'
import { dueView } from './view.ts'

/** What a member has, that would pass to another. */
export function heldBy(
  { db, member }: Workspace,
  responsibilities: readonly Responsibility[],
  { member: ref }: Checked<'work.held'>,
): Output<'work.held'> {
  const { id, name } = ref === undefined ? member : findMember(db, ref)
  return { member: { id, name }, items: responsibilities.flatMap((one) => one.passes(db, id)) }
}

/**
 * Hands over everything that a member has, in one transaction whose first entry is the note. The member stays, and so do
 * their rights. Fails with ALREADY_DONE when there is nothing, with NOT_ALLOWED for another's work without the right to
 * approve.
 */
export function handOver(
  workspace: Workspace,
  responsibilities: readonly Responsibility[],
  { from: ref, to: successor, note }: Checked<'work.handOver'>,
): Output<'work.handOver'> {
  return workspace.ledger.transact((transaction) => {
    const { db, append } = transaction
    const { member } = workspace
    const from = ref === undefined ? member : findMember(db, ref)
    if (from.id !== member.id && !isAllowed(member.roles, 'case.approve')) {
      throw new HoldfastError(
        'NOT_ALLOWED',
        `${member.name} may not hand over what ${from.name} has.`,
        'Ask them, or a member who may approve; nothing was changed.',
      )
    }
    const to = findWorker(db, successor)
    if (to.id === from.id) {
      throw new HoldfastError(
        'CONFLICT',
        `${from.name} cannot hand over to themselves.`,
        'Name another member; nothing was changed.',
      )
    }
    const items = responsibilities.flatMap((one) => one.passes(db, from.id))
    if (items.length === 0) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${from.name} has nothing to hand over.`,
        'No open case, task or report is theirs; nothing was recorded.',
      )
    }
    append(
      dueView,
      'work.handed-over',
      { subject: from.id },
      {
        from: { id: from.id, name: from.name },
        to: { id: to.id, name: to.name },
        note,
        items: items.map(({ noun, ref: number }) => ({ noun, ref: number })),
      },
    )
    for (const one of responsibilities) one.handOver(transaction, from, to, `Handed over: ${note}`)
    return { from: from.name, to: to.name, items: items.length }
  })
}
