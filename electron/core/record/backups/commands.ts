import { desc } from 'drizzle-orm'
import { basename, join, resolve } from 'node:path'
import type { BackupRow } from '../../../../shared/contract/backups.ts'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { keepPlaced, placedAt } from '../ledger/index.ts'
import { memberName, type Workspace } from '../members/index.ts'
import { query, checkpoint, compactDatabase, makeBackup } from '../vault/index.ts'
import { backupsView } from './view.ts'
import { backups } from './tables.ts'

const nameOf = ({ vault }: Workspace): string => `${basename(vault.dir).replace(/\.holdfast$/, '')}.backup`

const defaultPlace = (workspace: Workspace): string => join(workspace.ports.home, 'Backups', nameOf(workspace))

/** A folder of this vault's own in the one that the person chose; that one itself where it holds its backup already. */
async function chosenPlace(workspace: Workspace): Promise<string> {
  const chosen = await chosenFolder(workspace)
  return basename(chosen) === nameOf(workspace) ? chosen : join(chosen, nameOf(workspace))
}

/** The folder that the person at the screen chooses for a backup. Fails with CANCELLED, or VAULT_LOCKED meanwhile. */
export async function chosenFolder({ ports, vault }: Workspace): Promise<string> {
  const chosen = await ports.chooseFolder?.('Where the backup goes')
  if (!chosen)
    throw new HoldfastError('CANCELLED', 'No folder was chosen; no backup was made.', 'Choose one to make it.')
  if (!vault.isOpen()) {
    throw new HoldfastError(
      'VAULT_LOCKED',
      'The vault was locked meanwhile; no backup was made.',
      'Unlock it, and choose again.',
    )
  }
  return chosen
}

const newest = query((from) => from.select().from(backups).orderBy(desc(backups.seq)).limit(100))

/** The backups on record, newest first. That they are still there, nobody here can know. */
export function listBackups(workspace: Workspace): Output<'vault.backups'> {
  const { db, ledger } = workspace
  const rows = db.all(newest)
  const items: BackupRow[] = rows.map((row) => ({
    at: row.at,
    by: memberName(db, row.by),
    place: placedAt(db, row.seq) ?? row.place,
    entries: row.size,
    exhibits: row.exhibits,
    copied: row.copied,
    bytes: row.bytes,
    verified: { pages: row.pagesVerified, exhibits: row.exhibitsVerified },
  }))
  // The entry that says that a backup was made comes after it.
  const covered = rows[0] ? rows[0].size + 1 : 0
  return {
    items,
    defaultPlace: defaultPlace(workspace),
    canChoose: workspace.ports.chooseFolder !== undefined,
    since: Math.max(0, ledger.size - covered),
  }
}

/** Makes a backup and records that it was made; see `makeBackup` of the vault. */
export async function backUp(
  workspace: Workspace,
  { out, choose, full }: Checked<'vault.backup'>,
  { signal, progress }: CallContext,
): Promise<BackupRow> {
  const { vault, ledger, ports, member } = workspace
  // What it is made of and that it was made could not be put on record.
  if (ledger.fault) throw ledger.fault
  let [stage, done, total] = ['Making a backup', 0, 0]
  const to = choose ? await chosenPlace(workspace) : resolve(out ?? defaultPlace(workspace))
  const backup = await makeBackup(vault, to, {
    signal,
    full,
    now: ports.clock.now(),
    onStage: (next, bytes) => {
      stage = next
      total = bytes
    },
    onBytes: (bytes) => {
      done += bytes
      progress({ stage, done, total, unit: 'bytes' })
    },
  })
  const { place, size, blobs: exhibits, copied, bytes } = backup
  const verified = { pages: backup.verified.pages, exhibits: backup.verified.blobs }
  const row = { place, exhibits, copied, bytes, verified }
  const at = ledger.transact((transaction) => {
    const about = { subject: vault.header.id }
    const { seq } = transaction.append(backupsView, 'vault.backed-up', about, { ...row, place: basename(place), size })
    keepPlaced(vault.store, seq, place)
    return transaction.at
  })
  return { at, by: member.name, entries: size, ...row }
}

/** Rewrites the database; people wait for it, and it cannot be stopped on the way. */
export async function compact(workspace: Workspace, { progress }: CallContext): Promise<Output<'vault.compact'>> {
  const { vault, ledger } = workspace
  progress({ stage: 'Rewriting the database (this cannot be stopped)', done: 0, total: 1, unit: 'steps' })
  const sizes = await compactDatabase(vault)
  ledger.transact(({ append }) => append(backupsView, 'vault.compacted', { subject: vault.header.id }, sizes))
  checkpoint(vault)
  return sizes
}
