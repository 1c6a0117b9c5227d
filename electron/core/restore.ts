import { existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Checked, Output } from '../../shared/contract/contract.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { count, showInstant } from '../../shared/kernel/show.ts'
import { anchorsView } from './record/anchors/index.ts'
import { backupsView } from './record/backups/index.ts'
import { exhibitOfBlob } from './casework/exhibits/index.ts'
import { judgeBy, unseenBy } from './identities.ts'
import { asksWhy, goesOnFromKept, leftBehind, leftInWords, type LeftBehind } from './left-behind.ts'
import { Ledger } from './record/ledger/index.ts'
import { isAllowed, readMember, recordFailedAttempts } from './record/members/index.ts'
import type { Ports } from './ports.ts'
import { knownForm } from './session.ts'
import { throttled, type Failed } from './throttle.ts'
import { parseNote } from '../../shared/ledger/note.ts'
import {
  holdVault,
  placeStage,
  requireElsewhere,
  removeAbandonedStages,
  stageBackup,
  stageFor,
  vaultIn,
  type HeldVault,
  type Reader,
  type Staged,
  type Vault,
} from './record/vault/index.ts'
import { views } from './views.ts'

type Manifest = Staged['manifest']

/**
 * Restores a backup: all of it is copied and checked in a folder beside the place, and takes the place's name at the end.
 * A vault that lies there is locked from the beginning until it was moved aside. The restored copy is a computer of its
 * own in the ledger, so that what two copies record apart can be told apart; one of an earlier form is put back as it was, and
 * nothing is recorded in it before it is upgraded; nor in one whose fingerprint has to be compared first. Passphrases that open nothing are slowed down as in unlocking. A newer state that this computer knows is
 * left behind only when that was asked for with its reason, which goes on record. `open` is the folder of the vault that
 * is open here. Fails with TOO_MANY_ATTEMPTS, ALREADY_EXISTS, VAULT_IN_USE, CONFLICT (a vault lies there), VAULT_OLDER (a newer state is
 * known), NOT_ALLOWED, INVALID_INPUT, BACKUP_NOT_INTACT and as `stageBackup` does.
 */
export const restoreBackup = (
  ports: Ports,
  asked: Checked<'vault.restore'>,
  context: CallContext,
  open: Vault | undefined,
): Promise<Output<'vault.restore'>> =>
  throttled(ports, asked.from, (failed) => restore(ports, asked, context, open, failed))

async function restore(
  ports: Ports,
  { from, to, passphrase, replace, partial, supersedes, reason }: Checked<'vault.restore'>,
  { signal, progress }: CallContext,
  open: Vault | undefined,
  failed: Failed | undefined,
): Promise<Output<'vault.restore'>> {
  const dir = resolve(to)
  if (supersedes && reason === undefined) throw reasonMissing()
  requireElsewhere(dir)
  if (open && isSameFolder(dir, open.dir)) throw openHere(dir)
  await removeAbandonedStages(dir)
  const part = stageFor(dir, ports.random)
  const occupied = existsSync(dir)
  const held = occupied ? await hold(ports, dir, passphrase) : undefined
  let left: LeftBehind | undefined
  const judgeRecord = async (vault: Vault, manifest: Manifest): Promise<void> => {
    requireAccepted(vault)
    if (occupied) await requireSame(dir, vault, manifest, held?.record, replace)
    left = await leftBehind(ports, vault, passphrase, held?.record, open)
    if (!left) return
    if (!supersedes) throw asksWhy(left, manifest.size)
    requireMaintainer(vault)
  }
  let [stage, done, total] = ['Restoring', 0, 0]
  let vault: Vault | undefined
  try {
    const staged = await stageBackup(resolve(from), part, {
      passphrase,
      random: ports.random,
      signal,
      judge: judgeBy(ports),
      known: knownForm,
      judgeRecord,
      onStage: (next, bytes) => {
        stage = next
        total = bytes
      },
      onBytes: (bytes) => {
        done += bytes
        progress({ stage, done, total, unit: 'bytes' })
      },
    })
    vault = staged.vault
    const { manifest, older } = staged
    const lost = requireWhole(staged, partial)
    // The copy is a computer of its own.
    vault.store.run(`delete from setting where name = 'device'`)
    const record = { manifest, lost, left: left && { ...left, reason: reason ?? '' }, failed }
    // Nothing is signed in a vault of which nothing here tells whether it is another in the place of yours.
    const mustCompare = (await unseenBy(ports, vault)) !== undefined && !(await goesOnFromKept(ports, vault))
    const head = older.length === 0 && !mustCompare ? recordRestore(ports, vault, record) : undefined
    const exhibits = manifest.blobs.length - lost.length
    await vault.close()
    const movedAside = occupied ? freeName(dir, ports.clock.now()) : null
    if (movedAside !== null) await held?.moveTo(movedAside)
    await placeStage(part, dir).catch(async (thrown: unknown) => {
      if (movedAside !== null && !existsSync(dir)) await rename(movedAside, dir)
      throw thrown
    })
    // Where it cannot be kept, opening finds the state that was left behind, and that on record.
    if (left && head !== undefined)
      await ports.heads.write(vault.header.id, head).catch(() => ports.log('the head could not be kept'))
    const superseded = left ? leftInWords(left) : null
    return { dir, entries: manifest.size, exhibits, at: manifest.at, movedAside, lost, superseded, older, mustCompare }
  } catch (thrown) {
    await vault?.close()
    await rm(part, { recursive: true, force: true })
    throw thrown
  } finally {
    held?.release()
  }
}

const isSameFolder = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev
}

/** Takes the lock of the vault that lies there; undefined where no vault does. */
async function hold(ports: Ports, dir: string, passphrase: string): Promise<HeldVault | undefined> {
  if ((await vaultAt(dir)) === undefined) return undefined
  return holdVault(dir, { passphrase }, judgeBy(ports))
}

/** The id of the vault in a folder; a header that cannot be read is something that has to be moved away by hand. */
const vaultAt = (dir: string): Promise<string | undefined> =>
  vaultIn(dir).catch((thrown: unknown) => {
    if (!(thrown instanceof HoldfastError)) throw thrown
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `Which vault lies at ${dir} cannot be told: ${thrown.message}`,
      'Move that folder aside by hand (keep it: it may be needed), and restore again; nothing was written.',
      thrown,
    )
  })

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
  dir: string,
  vault: Vault,
  manifest: Manifest,
  record: Reader | undefined,
  replace: boolean,
): Promise<void> {
  const there = await vaultAt(dir)
  if (there !== vault.header.id) {
    throw new HoldfastError(
      'ALREADY_EXISTS',
      there === undefined ? `There is something at ${dir} that is no vault.` : `At ${dir} lies another vault.`,
      'Choose another place; nothing was written.',
    )
  }
  if (replace) return
  const head = record && headOf(record)
  const found = head
    ? `has ${count(head.size, 'entry', 'entries')}, the last ${showInstant(head.at)}`
    : 'could not be read'
  throw new HoldfastError(
    'CONFLICT',
    `This vault lies at ${dir} already and ${found}; the backup has ${manifest.size}, from ${showInstant(manifest.at)}.${
      head && head.size > manifest.size ? ' What lies there is newer.' : ''
    }`,
    'Restore to another place, or ask for it to be replaced (--replace): it is then moved aside, never deleted.',
  )
}

function headOf(record: Reader): { size: number; at: string } | undefined {
  try {
    const row = record.get<{ note: string }>('select note from head order by size desc limit 1')
    return row && parseNote(row.note)?.checkpoint
  } catch {
    return undefined
  }
}

/** Who has an invitation signs nothing with its words, which whoever invited knows. */
function requireAccepted({ store, keys }: Vault): void {
  if (!keys.invited) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${readMember(store, keys.member).name} was invited then and had no passphrase yet: the words of an invitation restore no backup.`,
    'Restore it with the passphrase of a member; nothing was restored.',
  )
}

/** As for `ledger accept-older`: to leave entries behind is not for every member. */
function requireMaintainer({ store, keys }: Vault): void {
  const { name, roles } = readMember(store, keys.member)
  if (isAllowed(roles, 'vault.maintain')) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `${name} may not restore over a newer state of the vault: entries would be left behind.`,
    'Ask an investigator, a supervisor or an administrator to restore it; nothing was restored.',
  )
}

interface Recorded {
  manifest: Manifest
  lost: string[]
  left: (LeftBehind & { reason: string }) | undefined
  failed: Failed | undefined
}

/** Records the restore, and what it leaves behind; gives the head that the vault has then. */
function recordRestore(ports: Ports, vault: Vault, { manifest: { size, at }, lost, left, failed }: Recorded): string {
  const ledger = new Ledger({ vault, views, now: ports.clock.now })
  const about = { subject: vault.header.id }
  ledger.transact(({ append }) => {
    append(backupsView, 'vault.restored', about, { size, backedUpAt: at, lost })
    if (left) append(anchorsView, 'ledger.superseded', about, left)
  })
  if (failed) recordFailedAttempts({ ledger, vault }, { count: failed.count, since: failed.since })
  return ledger.head().note
}

function freeName(dir: string, now: number): string {
  const name = `${dir}.before-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
  for (let n = 1; ; n++) if (!existsSync(n === 1 ? name : `${name}-${n}`)) return n === 1 ? name : `${name}-${n}`
}

const openHere = (dir: string): HoldfastError =>
  new HoldfastError(
    'VAULT_IN_USE',
    `The vault at ${dir} is open here: it cannot be replaced while it is.`,
    'Lock it, and restore then; or restore to another place. Nothing was written.',
  )

const reasonMissing = (): HoldfastError =>
  new HoldfastError('INVALID_INPUT', 'A newer state is to be superseded without a reason.', 'Say why: --reason R.')
