import { basename, join, resolve } from 'node:path'
import type { BackupRow } from '../../../shared/contract/backups.ts'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { memberName, type Workspace } from '../members/index.ts'
import { checkpoint, compactDatabase, makeBackup } from '../vault/index.ts'
import { backupsView } from './view.ts'

const defaultPlace = ({ ports, vault }: Workspace): string =>
  join(ports.home, 'Backups', `${basename(vault.dir).replace(/\.holdfast$/, '')}.backup`)

interface Row {
  seq: number
  at: string
  by: string
  place: string
  size: number
  exhibits: number
  copied: number
  bytes: number
  pages_verified: number
  exhibits_verified: number
}

/** The backups on record, newest first. That they are still there, nobody here can know. */
export function listBackups(workspace: Workspace): Output<'vault.backups'> {
  const { db, ledger } = workspace
  const rows = db.all<Row>('select * from backup order by seq desc limit 100')
  const items: BackupRow[] = rows.map((row) => ({
    at: row.at,
    by: memberName(db, row.by),
    place: row.place,
    entries: row.size,
    exhibits: row.exhibits,
    copied: row.copied,
    bytes: row.bytes,
    verified: { pages: row.pages_verified, exhibits: row.exhibits_verified },
  }))
  // The entry that says that a backup was made comes after it.
  const covered = rows[0] ? rows[0].size + 1 : 0
  return { items, defaultPlace: defaultPlace(workspace), since: Math.max(0, ledger.size - covered) }
}

/** Makes a backup and records that it was made; see `makeBackup` of the vault. */
export async function backUp(
  workspace: Workspace,
  { out, full }: Checked<'vault.backup'>,
  { signal, progress }: CallContext,
): Promise<BackupRow> {
  const { vault, ledger, ports, member } = workspace
  let [stage, done, total] = ['Making a backup', 0, 0]
  const backup = await makeBackup(vault, resolve(out ?? defaultPlace(workspace)), {
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
    transaction.append(backupsView, 'vault.backed-up', { subject: vault.header.id }, { ...row, size })
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
