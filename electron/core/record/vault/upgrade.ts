import { join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { writeAtomically } from './files.ts'
import { headerText, plainHeader, sealHeader, type Header } from './header.ts'
import { migrate } from './migrations/index.ts'
import { files } from './names.ts'
import type { Store } from './store.ts'
import { wipe, type VaultKeys } from './keys.ts'
import type { KnownForm } from './reading.ts'
import {
  openByKeys,
  readHeaders,
  settledHandle,
  settleHeader,
  type Judge,
  type OpenedHeader,
  type Vault,
} from './vault.ts'

export const upgradeSteps = ['open', 'backup', 'header', 'database', 'place'] as const
export type UpgradeStep = (typeof upgradeSteps)[number]

interface Upgrading {
  signal: AbortSignal
  onStep: (step: UpgradeStep) => void
  /** Makes a backup of the vault as it was, and reads it back. */
  backUp: (before: Vault) => Promise<void>
  /**
   * Brings the tables to today's form and records the upgrade, inside one transaction on the database, whose schema is
   * today's already; `header` is the one that counts from its commit on.
   */
  record: (opened: Vault, header: Header) => Promise<void>
}

export interface Upgraded {
  vault: Vault
  /** Why the vault was not upgraded; it is open as before then. */
  failure?: unknown
}

/**
 * Brings a vault that is open for reading only to today's form, and returns it open for work. The moment of truth is the
 * commit of one transaction: before it the old header and database are whole, and the vault opens for reading as before;
 * after it the new ones are, and unlocking puts the new header in its place where a crash kept it from there. The handle
 * given is closed; when the upgrade fails (CANCELLED before the commit, and what `backUp` and `record` fail with), the vault
 * is opened again as it lies and returned with the failure. Throws it where that fails too.
 */
export async function upgradeVault(vault: Vault, known: KnownForm, upgrading: Upgrading): Promise<Upgraded> {
  const { dir, random, reading, header } = vault
  if (!reading) throw new Error('a vault of today is not upgraded')
  const spare = copyOf(vault.keys)
  try {
    const keys = copyOf(vault.keys)
    upgrading.onStep('open')
    await vault.close()
    // From here on nobody else can open the database; what a crash left is settled as by the program that left it.
    const found = await asItLies(dir, header, keys)
    const opened = await settledHandle(dir, found.header, found, random, unjudged)
    try {
      await carryOut(opened, upgrading)
    } catch (thrown) {
      await opened.close()
      throw thrown
    }
    wipe(spare)
    return { vault: opened }
  } catch (failure) {
    const again = await asItLies(dir, header, spare)
      .then((found) => openByKeys(dir, found, random, known, unjudged, () => Promise.resolve()))
      .catch(() => {
        wipe(spare)
        throw failure
      })
    return { vault: again, failure }
  }
}

// It was judged when the vault was unlocked.
const unjudged: Judge = () => Promise.resolve()

/** What lies in the folder now, with the keys of the header that counted when the vault was unlocked. */
async function asItLies(dir: string, { mac }: Header, keys: VaultKeys): Promise<OpenedHeader> {
  const candidates = await readHeaders(dir, unjudged)
  const found = candidates.find(({ header }) => header.mac === mac) ?? candidates[0]
  if (!found) throw new Error('a vault has a header')
  return { ...found, keys, candidates }
}

async function carryOut(opened: Vault, { signal, onStep, backUp, record }: Upgrading): Promise<void> {
  const { dir, header, store } = opened
  onStep('backup')
  await backUp(opened)
  onStep('header')
  const next = upgradedHeader(opened)
  if (next !== header) await writeAtomically(join(dir, files.next), headerText(next))
  onStep('database')
  await inOneTransaction(store, signal, async () => {
    migrate(store)
    await record(opened, next)
  })
  onStep('place')
  // The ledger knows the new header. Where the disk refuses to put it in its place now, the next opening does it.
  if (next !== header) await settleHeader(dir, files.next).catch(() => (opened.changing = true))
  opened.header = next
}

const copyOf = ({ vaultKey, memberSecret, door, ...keys }: VaultKeys): VaultKeys => ({
  ...keys,
  vaultKey: Buffer.from(vaultKey),
  memberSecret: Buffer.from(memberSecret),
  door: door && { kdf: door.kdf, key: Buffer.from(door.key) },
})

/**
 * The header in today's form; the same one where it has it already. An identity needs new keys, and so the person who gives
 * it (`vault.giveIdentity`): a header without one is of today's form too.
 */
function upgradedHeader({ header, keys }: Vault): Header {
  if (header.version >= plainHeader) return header
  const { mac: _, ...open } = header
  return sealHeader({ ...open, version: plainHeader, revision: open.revision + 1 }, keys.vaultKey)
}

/** All of it or nothing; it waits between its parts, and nobody else may use the store meanwhile. */
async function inOneTransaction(store: Store, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  // Inside a transaction the pragma does nothing.
  store.exec('pragma foreign_keys=OFF')
  store.exec('begin immediate')
  try {
    await work()
    if (store.all('pragma foreign_key_check').length > 0) throw new Error('the upgrade would break references')
    if (signal.aborted) throw cancelledUpgrade()
    store.exec('commit')
  } catch (thrown) {
    // A commit that failed may have ended the transaction by itself.
    try {
      store.exec('rollback')
    } catch {
      throw thrown
    }
    throw thrown
  } finally {
    store.exec('pragma foreign_keys=ON')
  }
}

const cancelledUpgrade = (): HoldfastError =>
  new HoldfastError(
    'CANCELLED',
    'The upgrade was cancelled; the vault is as it was. The backup that was finished stays.',
    'It can be read; upgrade it when it suits.',
  )
