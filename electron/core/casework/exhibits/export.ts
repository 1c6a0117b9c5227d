import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { besideVault, diskName, freePath, placeFile, readBlob, writeFully } from '../../record/vault/index.ts'
import { blobOf, findExhibit } from './queries.ts'
import { plainStep } from './entries.ts'
import { exhibitsView } from './view.ts'

/**
 * Writes a copy of an exhibit, hashing what is written; the copy appears under its name only when its hash is the
 * register's. Never overwrites. A custody event records the copy. Fails with ALREADY_EXISTS, BLOB_DAMAGED, CANCELLED, IO.
 */
export async function exportExhibit(
  workspace: Workspace,
  input: Checked<'exhibit.export'>,
  context: CallContext,
): Promise<Output<'exhibit.export'>> {
  const { vault, db } = workspace
  const exhibit = findExhibit(db, input.exhibit)
  const file = input.out === undefined ? nameIn(besideVault(vault.dir, 'exports'), exhibit) : resolve(input.out)
  return writeCopy(workspace, exhibit, { file, purpose: null }, context)
}

/** The same into the private folder from which it is dragged to another program. Fails with USAGE where there is none. */
export async function dragOut(
  workspace: Workspace,
  { exhibit: ref }: Checked<'exhibit.dragOut'>,
  context: CallContext,
): Promise<Output<'exhibit.dragOut'>> {
  if (!context.outgoing)
    throw new HoldfastError('USAGE', 'Nothing can be dragged out of this window.', 'Export a copy instead.')
  const exhibit = findExhibit(workspace.db, ref)
  const file = nameIn(context.outgoing(), exhibit)
  return writeCopy(workspace, exhibit, { file, purpose: 'dragged to another program' }, context)
}

export const nameIn = (folder: string, { number, fileName }: ExhibitRow): string =>
  freePath(join(folder, diskName(fileName, { before: `${number} ` })))

/** A copy in its place, on record as an export. */
export async function writeCopy(
  workspace: Workspace,
  exhibit: ExhibitRow,
  { file, purpose }: { file: string; purpose: string | null },
  context: CallContext,
): Promise<Output<'exhibit.export'>> {
  const { ledger, member } = workspace
  const { number, sha256, size } = exhibit
  const custody = { action: 'export', from: null, to: member.name, method: 'verified copy', purpose } as const
  await placeFile(
    file,
    (target) => copyVerified(workspace, exhibit, target, context),
    () =>
      ledger.transact(({ at, append, db: now }) => {
        const found = exhibit.caseNumber === null ? undefined : findCase(now, exhibit.caseNumber)
        const about = { subject: exhibit.id, case: found?.id }
        append(exhibitsView, 'custody.recorded', about, {
          v: 2,
          ...plainStep,
          ...custody,
          number,
          custodyAt: at,
          place: basename(file).toWellFormed(),
          sha256,
        })
      }),
  )
  return { file, size, sha256 }
}

/** Copies an exhibit's bytes into an open file. Fails with BLOB_DAMAGED unless they have the register's hash. */
export async function copyVerified(
  { vault, db }: Workspace,
  { id, number, size, sha256 }: Pick<ExhibitRow, 'id' | 'number' | 'size' | 'sha256'>,
  target: FileHandle,
  { signal, progress }: CallContext,
): Promise<void> {
  const digest = createHash('sha256')
  let done = 0
  for await (const chunk of readBlob(vault.blobs, blobOf(db, id))) {
    if (signal.aborted) {
      throw new HoldfastError(
        'CANCELLED',
        `Copying ${number} was cancelled; no copy was left.`,
        'Start it again when you are ready.',
      )
    }
    digest.update(chunk)
    await writeFully(target, [chunk])
    done += chunk.length
    progress({ stage: `Copying ${number}`, done, total: size, unit: 'bytes' })
  }
  if (digest.digest('hex') === sha256) return
  const what = `The stored bytes of ${number} do not have the register's hash; no copy was left.`
  throw new HoldfastError('BLOB_DAMAGED', what, 'Audit the vault and compare it with a backup.')
}
