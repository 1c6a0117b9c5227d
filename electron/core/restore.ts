import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Checked, Output } from '../../shared/contract/contract.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { showInstant } from '../../shared/kernel/show.ts'
import { backupsView } from './backups/index.ts'
import { exhibitOfBlob } from './exhibits/index.ts'
import { judgeBy } from './identities.ts'
import { Ledger } from './ledger/index.ts'
import type { Ports } from './ports.ts'
import { parseNote } from '../../shared/ledger/note.ts'
import { stageBackup, syncFolder, unlockVault, vaultIn, type Staged, type Vault } from './vault/index.ts'
import { views } from './views.ts'

/**
 * Restores a backup: all of it is copied and checked in a folder beside the place, and takes the place's name at the end.
 * The restored copy is a computer of its own in the ledger, so that what two copies record apart can be told apart.
 * Fails with ALREADY_EXISTS, CONFLICT (a newer vault lies there), BACKUP_NOT_INTACT and as `stageBackup` does.
 */
export async function restoreBackup(
  ports: Ports,
  { from, to, passphrase, replace, partial }: Checked<'vault.restore'>,
  { signal, progress }: CallContext,
): Promise<Output<'vault.restore'>> {
  const dir = resolve(to)
  const part = `${dir}.part`
  await requireStageFree(part)
  let [stage, done, total] = ['Restoring', 0, 0]
  const staged = await stageBackup(resolve(from), part, {
    passphrase,
    random: ports.random,
    judge: judgeBy(ports),
    signal,
    onStage: (next, bytes) => {
      stage = next
      total = bytes
    },
    onBytes: (bytes) => {
      done += bytes
      progress({ stage, done, total, unit: 'bytes' })
    },
  })
  const { vault, manifest } = staged
  try {
    const lost = requireWhole(staged, partial)
    const occupied = existsSync(dir)
    if (occupied) await requireSame(ports, dir, passphrase, staged, replace)
    recordRestore(ports, vault, manifest, lost)
    const exhibits = manifest.blobs.length - lost.length
    await vault.close()
    const movedAside = occupied ? freeName(dir, ports.clock.now()) : null
    if (movedAside !== null) await rename(dir, movedAside)
    await rename(part, dir)
    await syncFolder(dirname(dir)).catch(() => undefined)
    return { dir, entries: manifest.size, exhibits, at: manifest.at, movedAside, lost }
  } catch (thrown) {
    await vault.close()
    await rm(part, { recursive: true, force: true })
    throw thrown
  }
}

/** What an earlier restore that was cut off left may go: it never had the vault's name. */
async function requireStageFree(part: string): Promise<void> {
  if ((await vaultIn(part).catch(() => undefined)) === undefined && existsSync(part)) {
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `There is something under the name ${part}, where the backup would be put together.`,
      'Move it away, or choose another place; nothing was written.',
    )
  }
  await rm(part, { recursive: true, force: true })
}

/** Names what is lost by the exhibits' numbers. Fails with BACKUP_NOT_INTACT unless a part is enough. */
function requireWhole({ vault, lost }: Staged, partial: boolean): string[] {
  const named = [...lost].map(([blob, why]) => `${exhibitOfBlob(vault.store, blob) ?? `blob ${blob}`} ${why}`)
  if (named.length === 0 || partial) return named
  throw new HoldfastError(
    'BACKUP_NOT_INTACT',
    `This backup is not whole: ${named.slice(0, 5).join('; ')}${named.length > 5 ? `; and ${named.length - 5} more` : ''}.`,
    'Use another backup; or restore what there is with --partial. Nothing was written.',
  )
}

/** A vault that lies there is moved aside, and only when it is this one and that was asked for. */
async function requireSame(
  ports: Ports,
  dir: string,
  passphrase: string,
  { vault, manifest }: Staged,
  replace: boolean,
): Promise<void> {
  const there = await vaultIn(dir)
  if (there !== vault.header.id) {
    throw new HoldfastError(
      'ALREADY_EXISTS',
      there === undefined ? `There is something at ${dir} that is no vault.` : `At ${dir} lies another vault.`,
      'Choose another place; nothing was written.',
    )
  }
  if (replace) return
  const head = await headAt(ports, dir, passphrase)
  const found = head ? `has ${head.size} entries, the last ${showInstant(head.at)}` : 'could not be read'
  throw new HoldfastError(
    'CONFLICT',
    `This vault lies at ${dir} already and ${found}; the backup has ${manifest.size}, from ${showInstant(manifest.at)}.${
      head && head.size > manifest.size ? ' What lies there is newer.' : ''
    }`,
    'Restore to another place, or ask for it to be replaced (--replace): it is then moved aside, never deleted.',
  )
}

const headAt = (ports: Ports, dir: string, passphrase: string): Promise<{ size: number; at: string } | undefined> =>
  unlockVault(dir, { passphrase }, ports.random, () => true).then(
    async (vault) => {
      const row = vault.store.get<{ note: string }>('select note from head order by size desc limit 1')
      await vault.close()
      return row && parseNote(row.note)?.checkpoint
    },
    () => undefined,
  )

function recordRestore(ports: Ports, vault: Vault, { size, at }: Staged['manifest'], lost: string[]): void {
  vault.store.run(`delete from setting where name = 'device'`)
  new Ledger({ vault, views, now: ports.clock.now }).transact(({ append }) =>
    append(backupsView, 'vault.restored', { subject: vault.header.id }, { size, backedUpAt: at, lost }),
  )
}

function freeName(dir: string, now: number): string {
  const name = `${dir}.before-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
  for (let n = 1; ; n++) if (!existsSync(n === 1 ? name : `${name}-${n}`)) return n === 1 ? name : `${name}-${n}`
}
