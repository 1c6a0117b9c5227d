import { eq } from 'drizzle-orm'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { count } from '../../../../shared/kernel/show.ts'
import { caseFiles, findStandingCase } from '../../casework/cases/index.ts'
import { requireAnother, type Workspace } from '../../record/members/index.ts'
import {
  query,
  type Given,
  compactDatabase,
  type Reader,
  type Vault,
  requireBlobFolder,
} from '../../record/vault/index.ts'
import { requireNoHold } from './holds.ts'
import { findWaitingOrder, hasWaitingOrder, reachOf, type OrderRow, type Reach } from './queries.ts'
import { remarksOn } from './shared-files.ts'
import { retentionView } from './view.ts'

/** Orders that what a case recorded is destroyed; nothing happens until another member approves. Fails with ON_HOLD. */
export function orderDestruction(
  { ledger, ports }: Workspace,
  input: Checked<'destruction.order'>,
): Output<'destruction.order'> {
  return ledger.transact(({ db, append }) => {
    const { id: caseId, number } = findStandingCase(db, input.case)
    requireNoHold(db, caseId, number)
    if (hasWaitingOrder(db, caseId)) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `An order on case ${number} waits for an answer already.`,
        'Another member approves or declines it; nothing was recorded.',
      )
    }
    const order = idFrom(ports.random(16))
    const { authority, reason } = input
    append(
      retentionView,
      'destruction.ordered',
      { subject: order, case: caseId },
      { caseNumber: number, authority, reason, size: ledger.size },
    )
    return { order, case: number }
  })
}

/** Declines an order, with a reason. The one who gave it may take it back by this too. */
export function declineDestruction(
  { ledger }: Workspace,
  input: Checked<'destruction.decline'>,
): Output<'destruction.decline'> {
  return ledger.transact(({ db, append }) => {
    const { id, caseId, caseNumber } = findWaitingOrder(db, input.order)
    append(retentionView, 'destruction.declined', { subject: id, case: caseId }, { caseNumber, reason: input.reason })
    return { order: id, case: caseNumber }
  })
}

const placeOfCase = query((from, { id }: Given<{ id: string }>) =>
  from.select({ year: caseFiles.year, serial: caseFiles.serial }).from(caseFiles).where(eq(caseFiles.id, id)),
)

/**
 * Carries an order out, by a member who did not give it: in one transaction the payloads and salts of the case's
 * entries, the keys of its blobs and the drafts about it go, and one entry says so. Then the bytes themselves: the blob files, and what
 * SQLite still holds of the rows in free pages. Fails with NEEDS_ANOTHER_MEMBER, ON_HOLD, CONFLICT.
 */
export async function approveDestruction(
  workspace: Workspace,
  input: Checked<'destruction.approve'>,
  { progress }: CallContext,
): Promise<Output<'destruction.approve'>> {
  const { ledger, vault } = workspace
  progress({ stage: 'Destroying what the case recorded', done: 0, total: 3, unit: 'steps' })
  vault.store.exec('pragma secure_delete=ON')
  let result: { order: OrderRow; reach: Reach; elsewhere: string[] }
  try {
    result = ledger.transact(({ db, append, destroy }) => {
      const order = findWaitingOrder(db, input.order)
      requireAnother(workspace, order.orderedBy, 'approve this destruction')
      const { id, number } = findStandingCase(db, order.caseId)
      requireNoHold(db, id, number)
      requireUnchanged(db, order)
      const [reach, elsewhere] = [reachOf(db, id), remarksOn(db, id)]
      const { year, serial } = db.get(placeOfCase, { id }) ?? { year: 0, serial: 0 }
      const entry = append(
        retentionView,
        'record.destroyed',
        { subject: id, case: id },
        {
          order: order.id,
          orderedBy: order.orderedBy,
          authority: order.authority,
          case: { id, number, year, serial },
          ...reach,
        },
      )
      destroy(entry, reach)
      // With it, not after it: between the two a crash would leave them for ever.
      dropDrafts(workspace, order, reach)
      return { order, reach, elsewhere }
    })
  } finally {
    vault.store.exec('pragma secure_delete=OFF')
  }
  const { order, reach, elsewhere } = result
  progress({ stage: 'Removing the exhibits’ files', done: 1, total: 3, unit: 'steps' })
  await removeDestroyedBlobs(vault)
  progress({ stage: 'Clearing what the database freed', done: 2, total: 3, unit: 'steps' })
  const remarks = [...(await clearFreed(vault)), ...elsewhere, ...copiesOutside(reach)]
  return { order: order.id, case: order.caseNumber, destroyed: reach.counts, remarks }
}

/** What was recorded in the case after the order was not before the eyes of whoever gave it. Fails with CONFLICT. */
function requireUnchanged(db: Reader, { caseId, caseNumber: number, size }: OrderRow): void {
  const later = reachOf(db, caseId).entries.filter((seq) => seq >= size).length
  if (later === 0) return
  throw new HoldfastError(
    'CONFLICT',
    `Since the order was given, ${count(later, 'record')} ${later === 1 ? 'was' : 'were'} added to case ${number}.`,
    'Decline this order and give a new one over the case as it is now; nothing was destroyed.',
  )
}

/** Removes the files of blobs whose keys are gone, those too that a crash left the last time. */
export async function removeDestroyedBlobs({ blobs, store }: Vault): Promise<void> {
  for (const { name } of store.all<{ name: string }>('select name from blob_destroyed')) {
    const folder = join(blobs, name.slice(0, 2))
    if (!existsSync(folder)) continue
    // Behind a link lie files of others.
    requireBlobFolder(folder)
    await rm(join(folder, name), { force: true })
  }
}

/** Drafts about a case that is gone hold its words too. */
function dropDrafts(
  { vault: { store }, db }: Workspace,
  { caseId, caseNumber: number }: OrderRow,
  { entries }: Reach,
): void {
  const subjects = db.all<{ subject: string }>(
    'select distinct subject from entry where seq in (select value from json_each(?))',
    JSON.stringify(entries),
  )
  // A key is `MEMBER/what:of` in parts; a part is compared whole, since 2026-100 begins 2026-1000.
  for (const about of [caseId, number, ...subjects.map(({ subject }) => subject)])
    store.run(
      `delete from draft where instr(':' || substr(key, instr(key, '/') + 1) || ':', ':' || ? || ':') > 0`,
      about,
    )
}

/** Moves the log into the file and rewrites the file, so that no free page or old copy of a page keeps the rows. */
async function clearFreed(vault: Vault): Promise<string[]> {
  try {
    await compactDatabase(vault)
    return []
  } catch {
    return [
      'The record is destroyed, but the database could not be rewritten; run `holdfast vault compact` when there is room, so that no free page keeps it.',
    ]
  }
}

const copiesOutside = ({ counts }: Reach): string[] => [
  ...(counts.packets > 0
    ? [
        `${count(counts.packets, 'packet')} of this case had been built; copies that were handed over are not in our hands.`,
      ]
    : []),
  'Backups made before still hold it; destroy or replace them too.',
]
