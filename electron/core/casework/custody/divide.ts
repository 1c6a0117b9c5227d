import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findStandingCase } from '../cases/index.ts'
import { standing } from './chain.ts'
import { enterItem } from './items.ts'
import { findHolding, findItem } from './queries.ts'
import { appendStep } from './record.ts'

const plain = { from: null, to: null, expectedBack: null, outside: false, hashBefore: null, hashAfter: null }

/** Divides an item into others, each with its own number, label and chain; its own ends with it. */
export function splitItem(
  workspace: Workspace,
  { item: ref, into, ...step }: Checked<'item.split'>,
): Output<'item.split'> {
  return workspace.ledger.transact((transaction) => {
    const { db } = transaction
    const { id, number, caseNumber } = findItem(db, ref)
    const whole = findHolding(db, id)
    const { holder, storage } = standing(whole.steps, whole.storage)
    const file = findStandingCase(db, caseNumber)
    const made = into.map((part, at) =>
      enterItem(workspace, transaction, file, {
        ...part,
        part: { number: at + 1, of: into.length },
        storage: step.place ?? storage,
        collectedBy: holder ?? workspace.member.name,
        collectedAt: step.custodyAt,
        place: step.place,
        method: step.method ?? `divided from ${number}`,
        madeFrom: [{ id, number }],
      }),
    )
    const others = made.map((one) => ({ id: one.id, number: one.number }))
    appendStep(transaction, whole, { ...plain, ...step, action: 'split' }, others)
    return { exhibit: id, made: others }
  })
}

/** Joins items of one case in one that has its own number, label and chain; theirs end with it. */
export function combineItems(
  workspace: Workspace,
  { items, seals, storage, description, serialNumber, bag, seal, ...step }: Checked<'item.combine'>,
): Output<'item.combine'> {
  return workspace.ledger.transact((transaction) => {
    const { db } = transaction
    const parts = items.map((ref) => findItem(db, ref))
    const [first] = parts
    if (
      !first ||
      new Set(parts.map(({ id }) => id)).size < parts.length ||
      parts.some(({ caseId }) => caseId !== first.caseId)
    )
      throw new HoldfastError(
        'INVALID_INPUT',
        'Items that are joined are several, each named once, of one case.',
        'Name the items of one case.',
      )
    if (seals.length > parts.length)
      throw new HoldfastError(
        'INVALID_INPUT',
        `${count(seals.length, 'seal')} cannot be those of ${count(parts.length, 'item')}.`,
        'Give one seal for each item, in their order.',
      )
    const wholes = parts.map(({ id }) => findHolding(db, id))
    const holders = new Set(wholes.map((one) => standing(one.steps, one.storage).holder))
    const file = findStandingCase(db, first.caseNumber)
    const { id, number } = enterItem(workspace, transaction, file, {
      description,
      serialNumber,
      bag,
      seal,
      storage: storage ?? step.place,
      collectedBy: (holders.size === 1 ? [...holders][0] : null) ?? workspace.member.name,
      collectedAt: step.custodyAt,
      place: step.place,
      method: step.method ?? `joined of ${parts.map((part) => part.number).join(', ')}`,
      madeFrom: parts.map((part) => ({ id: part.id, number: part.number })),
    })
    for (const [at, whole] of wholes.entries()) {
      const found = { sealBefore: seals[at] ?? null, sealAfter: null }
      appendStep(transaction, whole, { ...plain, ...step, ...found, action: 'combine' }, [{ id, number }])
    }
    return { exhibit: id, number }
  })
}
