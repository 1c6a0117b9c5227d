import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Checked, Output } from '../../shared/contract/contract.ts'
import type { VaultInfo } from '../../shared/contract/vault.ts'
import type { CallContext } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { backupsView, chosenFolder } from './record/backups/index.ts'
import { Ledger, rebuildViews, type Transaction } from './record/ledger/index.ts'
import { administratorsOf, isAllowed, membersView, type Workspace } from './record/members/index.ts'
import type { OutsideHead } from './record/anchors/index.ts'
import {
  fingerprintOf,
  headerHash,
  makeBackup,
  readRegular,
  sha256Hex,
  upgradeVault,
  type Header,
  type KnownForm,
  type Upgraded,
  type UpgradeStep,
  type Vault,
} from './record/vault/index.ts'
import { views } from './views.ts'

const stages: Record<UpgradeStep, string> = {
  open: 'Taking the vault for the upgrade',
  backup: 'Making a backup',
  header: 'Writing the new header',
  database: 'Bringing the tables to today’s form',
  place: 'Putting the new header in place',
}

type Done = Omit<Output<'vault.upgrade'>, 'identity'>

/** What the upgrade needs to know of a session. */
interface Upgradable {
  workspace: Workspace
  outside: OutsideHead
  unseen?: HoldfastError | undefined
  compared?: boolean
}

/** What a person needs to know of the upgrade that a vault waits for; null in a vault of today's form. */
export function upgradeOf({ vault, ledger, db, member, ports }: Workspace): VaultInfo['upgrade'] {
  if (!vault.reading) return null
  const { unsound } = ledger
  return {
    older: vault.reading.older,
    unsound: unsound ? `${unsound.message} ${unsound.next}` : null,
    may: isAllowed(member.roles, 'member.manage'),
    administrators: administratorsOf(db),
    backup: freePlace(dirname(vault.dir), vault.dir, ports.clock.now()),
  }
}

/**
 * Upgrades a vault that is open for reading only, after a backup in a new folder; the vault is returned open for work.
 * Fails with ALREADY_DONE in a vault of today's form, with NOT_ALLOWED for whoever is no administrator, with what is wrong
 * with its record, with ALREADY_EXISTS for a place that is taken, with CANCELLED; then the vault is as it was. What
 * fails once the work has begun is returned with the vault as it was opened again.
 */
export async function upgrade(
  session: Upgradable,
  input: Checked<'vault.upgrade'>,
  known: KnownForm,
  { signal, progress }: CallContext,
): Promise<Upgraded & { done: Done }> {
  const { workspace, outside, compared } = session
  const { vault, ports } = workspace
  const older = requireUpgradable(session, input.acceptOlder)
  const place = await placeOf(workspace, input)
  const steps = Object.keys(stages)
  let done: Omit<Done, 'older'> = { backup: place, entries: 0, exhibits: 0 }
  let sha256 = ''
  const from = { header: vault.header.version }
  const accepted =
    outside.finding && input.acceptOlder !== undefined ? outside.acceptance(input.acceptOlder) : undefined
  const upgraded = await upgradeVault(vault, known, {
    signal,
    onStep: (step) => progress({ stage: stages[step], done: steps.indexOf(step), total: steps.length, unit: 'steps' }),
    backUp: async (before) => {
      let [stage, bytes, total] = [stages.backup, 0, 0]
      const made = await makeBackup(before, place, {
        signal,
        full: true,
        now: ports.clock.now(),
        onStage: (next, all) => ([stage, total] = [`Backup: ${next.toLowerCase()}`, all]),
        onBytes: (more) => progress({ stage, done: (bytes += more), total, unit: 'bytes' }),
      })
      done = { backup: made.place, entries: made.size, exhibits: made.blobs }
      sha256 = sha256Hex((await readRegular(join(made.place, 'backup.json'), 1 << 28)).toString('utf8'))
    },
    record: async (copy, header) => {
      for (const { done: entries, total } of rebuildViews(copy.store, views)) {
        progress({ stage: stages.database, done: entries, total, unit: 'entries' })
        await breathe()
        // Cancelled: what calls this takes it all back.
        if (signal.aborted) return
      }
      const ledger = new Ledger({ vault: copy, views, now: ports.clock.now })
      ledger.transact((transaction) => {
        accepted?.(transaction)
        if (compared) recordCompared(copy, transaction)
        const backup = { name: basename(place), entries: done.entries, exhibits: done.exhibits, sha256 }
        transaction.append(
          backupsView,
          'vault.upgraded',
          { subject: copy.header.id },
          { older, from: { header: from.header }, to: { header: header.version, holdfast: ports.version }, backup },
        )
        if (header !== copy.header) recordHeader(transaction, header)
      })
    },
  })
  return { ...upgraded, done: { older, ...done } }
}

/** On record that the fingerprint of a vault that this computer had not seen was compared. */
export function recordCompared({ header }: Vault, { append }: Transaction): void {
  const { sha256: fingerprint } = fingerprintOf(header)
  append(membersView, 'vault.fingerprint-accepted', { subject: header.id }, { form: header.version, fingerprint })
}

const recordHeader = ({ append }: Transaction, header: Header): void => {
  append(
    membersView,
    'vault.header-changed',
    { subject: header.id },
    { headerHash: headerHash(header), reason: 'upgraded' },
  )
}

/** What is of an earlier form, once it is known that this member may bring it to today's now. */
function requireUpgradable({ workspace, outside, unseen, compared }: Upgradable, acceptOlder?: string): string[] {
  const { vault, ledger, db, member } = workspace
  if (!vault.reading) {
    throw new HoldfastError(
      'ALREADY_DONE',
      'This vault is of the form that this Holdfast writes.',
      'There is nothing to upgrade; work on.',
    )
  }
  if (!isAllowed(member.roles, 'member.manage')) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `${member.name} may not upgrade this vault: that is an administrator’s to do.`,
      `Ask ${administratorsOf(db).join(' or ')}. Until then it can be read.`,
    )
  }
  if (ledger.unsound && !(outside.finding && acceptOlder !== undefined)) throw ledger.unsound
  // That it is meant to be older does not say which vault it is.
  if (outside.finding && unseen && !compared) throw unseen
  return vault.reading.older
}

async function placeOf(workspace: Workspace, { out, choose }: Checked<'vault.upgrade'>): Promise<string> {
  const { vault, ports } = workspace
  if (out !== undefined) {
    const place = resolve(out)
    if (!existsSync(place)) return place
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `There is something at ${place} already; the backup before an upgrade gets a folder of its own.`,
      'Name a place that is free; nothing was changed.',
    )
  }
  const parent = choose ? await chosenFolder(workspace) : dirname(vault.dir)
  return freePlace(parent, vault.dir, ports.clock.now())
}

function freePlace(parent: string, dir: string, now: number): string {
  const name = `${basename(dir).replace(/\.holdfast$/, '')} before upgrade ${new Date(now).toISOString().slice(0, 10)}`
  for (let n = 1; ; n++) {
    const place = join(parent, `${name}${n === 1 ? '' : ` ${n}`}.backup`)
    if (!existsSync(place)) return place
  }
}
