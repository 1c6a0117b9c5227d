import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findExhibit } from '../exhibits/index.ts'
import { newLabel } from './label.ts'
import { itemBy, lastSerial } from './queries.ts'
import { custodyView } from './view.ts'

interface Taken {
  description: string
  serialNumber?: string | undefined
  bag?: string | undefined
  seal?: string | undefined
  part?: { number: number; of: number } | null
  storage?: string | null | undefined
  photograph?: { id: string; number: string } | null
  collectedBy: string
  collectedAt: string
  place?: string | null | undefined
  method?: string | null | undefined
  madeFrom?: { id: string; number: string }[]
}

/** Enters a physical item with the next number of its case and a label of its own. */
export function enterItem(
  { ports }: Workspace,
  { db, append }: Transaction,
  file: { id: string; number: string },
  { photograph = null, part = null, madeFrom = [], ...taken }: Taken,
): { id: string; number: string; label: string } {
  const serial = lastSerial(db, file.id) + 1
  const number = `${file.number}-P${String(serial).padStart(2, '0')}`
  const id = idFrom(ports.random(16))
  let label = newLabel(ports.random(16))
  while (itemBy(db, label)) label = newLabel(ports.random(16))
  append(
    custodyView,
    'item.added',
    { subject: id, case: file.id },
    {
      number,
      serial,
      caseNumber: file.number,
      label,
      description: taken.description,
      serialNumber: taken.serialNumber ?? null,
      bag: taken.bag ?? null,
      seal: taken.seal ?? null,
      part,
      storage: taken.storage ?? null,
      photograph,
      collectedBy: taken.collectedBy,
      collectedAt: taken.collectedAt,
      place: taken.place ?? null,
      method: taken.method ?? null,
      madeFrom,
    },
  )
  return { id, number, label }
}

/** Takes a physical item into custody. Fails with NOT_FOUND, CASE_CLOSED or INVALID_INPUT. */
export function addItem(
  workspace: Workspace,
  { case: ref, part, parts, photograph, collectedBy, collectedAt, ...taken }: Checked<'item.add'>,
): Output<'item.add'> {
  const { ledger, member } = workspace
  return ledger.transact((transaction) => {
    const file = findWorkingCase(transaction.db, ref)
    const { id, number, label } = enterItem(workspace, transaction, file, {
      ...taken,
      part: partOf(part, parts),
      photograph: photograph === undefined ? null : named(findExhibit(transaction.db, photograph, file)),
      collectedBy: collectedBy ?? member.name,
      collectedAt: collectedAt ?? transaction.at,
    })
    return { exhibit: id, number, label }
  })
}

function partOf(part: number | undefined, parts: number | undefined): { number: number; of: number } | null {
  if (part === undefined && parts === undefined) return null
  if (part !== undefined && parts !== undefined && part <= parts) return { number: part, of: parts }
  throw new HoldfastError(
    'INVALID_INPUT',
    `Bag ${part ?? '?'} of ${parts ?? '?'} is no bag of several.`,
    'Say both which bag it is and of how many, like 1 of 3.',
  )
}

const named = ({ id, number }: { id: string; number: string }): { id: string; number: string } => ({ id, number })
