import { open, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { derive } from './crypto.ts'
import { makePrivateFolder, syncFolder, writeAtomically } from './files.ts'
import {
  headerText,
  newHeader,
  newSlot,
  openHeader,
  parseHeader,
  sealHeader,
  wipe,
  type Header,
  type VaultKeys,
} from './header.ts'
import { holderName, namingHolder, writeHolder } from './holder.ts'
import { defaultKdf, requireStrong } from './kdf.ts'
import { migrate } from './migrations/index.ts'
import { requireSoundCrypto } from './self-test.ts'
import { openEncrypted, type Store } from './store.ts'

/** An unlocked vault: a handle that is passed, never a global. */
export interface Vault {
  /** Absolute path of the vault's folder. */
  dir: string
  header: Header
  keys: VaultKeys
  store: Store
  /** Absolute path of the blob folder. */
  blobs: string
  random: (bytes: number) => Uint8Array<ArrayBuffer>
  /** Whether its header is being replaced, or was and the disk has not confirmed it. */
  changing: boolean
  /** Closes the database and wipes the keys. */
  close(): Promise<void>
}

type Random = Vault['random']
const files = { header: 'vault.json', next: 'vault.json.next', database: 'vault.db', lock: holderName } as const

export const databaseKey = (vaultKey: Uint8Array): Buffer => derive(vaultKey, 'holdfast/database/v1')

/**
 * Makes a new vault. `begin` writes the ledger's first entries. Fails with ALREADY_EXISTS, WEAK_PASSPHRASE or IO.
 * The header is written last: a folder without it is no vault, so a crash on the way leaves nothing that opens. What
 * fails on the way takes back what it made, so that the same folder can be used again.
 */
export async function createVault(
  dir: string,
  passphrase: string,
  random: Random,
  now: number,
  begin: (vault: Vault) => Promise<void>,
  cost = defaultKdf,
): Promise<Vault> {
  requireSoundCrypto()
  requireStrong(passphrase)
  if (await exists(join(dir, files.header))) throw alreadyThere(dir)
  if (await exists(join(dir, files.database))) throw headless(dir)
  const { header, keys } = await newHeader(random, new Date(now).toISOString(), passphrase, cost)
  const made = await makePrivateFolder(join(dir, 'blobs'))
  await claim(dir)
  let vault: Vault | undefined
  try {
    const store = openDatabase(dir, keys, true)
    vault = handle(dir, header, keys, store, random)
    migrate(store)
    await begin(vault)
    await writeHolder(dir)
    await writeAtomically(join(dir, files.header), headerText(header))
    // Not every parent may be opened; where it may, the new folder's name survives a power cut too.
    await syncFolder(dirname(dir)).catch(() => undefined)
    return vault
  } catch (thrown) {
    await vault?.close()
    await unmake(dir, made)
    throw thrown
  }
}

/** Makes the empty database file, for the owner only; it is ours alone even when two start at once. */
async function claim(dir: string): Promise<void> {
  const file = await open(join(dir, files.database), 'wx', 0o600).catch((thrown: unknown) => {
    throw (thrown as { code?: unknown }).code === 'EEXIST' ? alreadyThere(dir) : thrown
  })
  await file.close()
}

/** Takes back a vault that was never finished. Folders go only when they are empty and were made for it. */
async function unmake(dir: string, made: string | undefined): Promise<void> {
  const { header, database, lock } = files
  for (const name of [header, lock, `${database}-wal`, `${database}-shm`, database]) {
    await rm(join(dir, name), { force: true }).catch(() => undefined)
  }
  if (made === undefined) return
  await rmdir(join(dir, 'blobs')).catch(() => undefined)
  if (made !== join(dir, 'blobs')) await rmdir(dir).catch(() => undefined)
}

const alreadyThere = (dir: string): HoldfastError =>
  new HoldfastError(
    'ALREADY_EXISTS',
    `There is a vault in ${dir} already.`,
    'Choose another folder or name; nothing was changed.',
  )

const headless = (dir: string): HoldfastError =>
  new HoldfastError(
    'ALREADY_EXISTS',
    `In ${dir} lies a vault.db without its vault.json: a vault that was never finished, or one that lost its header.`,
    'Choose another folder or name, or put vault.json back from a backup; nothing was changed.',
  )

/** Opens the database; the bytes of its key do not outlive the opening. */
function openDatabase(dir: string, { vaultKey }: VaultKeys, mustExist: boolean): Store {
  const key = databaseKey(vaultKey)
  try {
    return openEncrypted(join(dir, files.database), key, mustExist)
  } finally {
    key.fill(0)
  }
}

/**
 * Unlocks a vault. `isCurrent` asks the ledger whether a header is the newest one it knows; it settles what a crash
 * during a change of the header left. Fails with NOT_A_VAULT, WRONG_PASSPHRASE, HEADER_DAMAGED, HEADER_NOT_CURRENT,
 * KDF_OUT_OF_BOUNDS, VAULT_IN_USE, VAULT_DAMAGED, VAULT_NEWER.
 */
export async function unlockVault(
  dir: string,
  passphrase: string,
  random: Random,
  isCurrent: (vault: Vault, header: Header) => boolean,
): Promise<Vault> {
  requireSoundCrypto()
  const { header, keys, candidates } = await openAnyHeader(dir, passphrase)
  let store: Store
  try {
    if (!(await exists(join(dir, files.database)))) {
      throw new HoldfastError(
        'NOT_A_VAULT',
        `The folder ${dir} has no vault.db.`,
        'Put the whole vault folder back from a backup.',
      )
    }
    store = openDatabase(dir, keys, true)
  } catch (thrown) {
    wipe(keys)
    throw await namingHolder(dir, thrown)
  }
  try {
    migrate(store)
    const vault = handle(dir, header, keys, store, random)
    const current = candidates.find((one) => isCurrent(vault, one.header))
    if (!current) {
      throw new HoldfastError(
        'HEADER_NOT_CURRENT',
        'The header (vault.json) is an older one than the ledger knows; someone may have put it back.',
        'Put back the newest vault.json; do not work in this copy.',
      )
    }
    // The passphrase of a header that counts no more opens nothing, even where both headers lie.
    if (current.header !== header) wipe(await openHeader(current.header, passphrase))
    await settleHeader(dir, current.file)
    await writeHolder(dir)
    vault.header = current.header
    return vault
  } catch (thrown) {
    store.close()
    wipe(keys)
    throw thrown
  }
}

interface Candidate {
  file: string
  header: Header
}

/** A crash during a change leaves two headers; the passphrase may open either. */
async function openAnyHeader(
  dir: string,
  passphrase: string,
): Promise<Candidate & { keys: VaultKeys; candidates: Candidate[] }> {
  if (!(await exists(join(dir, files.header)))) {
    throw new HoldfastError(
      'NOT_A_VAULT',
      `There is no vault in ${dir} (no vault.json).`,
      'Check the path; a vault is a folder whose name ends in .holdfast.',
    )
  }
  const candidates: Candidate[] = []
  for (const file of [files.header, files.next]) {
    const text = await readFile(join(dir, file), 'utf8').catch((thrown: unknown) => {
      if (file === files.next) return undefined
      throw thrown
    })
    if (text === undefined) continue
    try {
      candidates.push({ file, header: parseHeader(text) })
    } catch (thrown) {
      // A header that we put there is whole; what is not must not keep the vault shut. The ledger says if one is missing.
      if (file !== files.next) throw thrown
    }
  }
  let first: unknown
  for (const candidate of candidates) {
    try {
      return { ...candidate, candidates, keys: await openHeader(candidate.header, passphrase) }
    } catch (thrown) {
      first ??= thrown
    }
  }
  throw first
}

async function settleHeader(dir: string, current: string): Promise<void> {
  if (current === files.next) await rename(join(dir, files.next), join(dir, files.header))
  else await rm(join(dir, files.next), { force: true })
  await syncFolder(dir)
}

/**
 * Puts a new passphrase in the member's slot. `record` commits the new header's hash to the ledger between the two
 * steps on disk: whichever header the ledger knows when the vault is opened next is the one that counts.
 * Fails with WRONG_PASSPHRASE, WEAK_PASSPHRASE, or CONFLICT while another change is under way: of two at once, one
 * could leave a header on the disk that the ledger does not know, and a vault that nothing opens.
 */
export async function changePassphrase(
  vault: Vault,
  current: string,
  next: string,
  record: (header: Header) => void,
  cost = defaultKdf,
): Promise<void> {
  requireStrong(next)
  if (vault.changing) {
    throw new HoldfastError(
      'CONFLICT',
      'The passphrase of this vault is being changed already.',
      'Wait until that is done; this change was not made.',
    )
  }
  vault.changing = true
  try {
    await replaceHeader(vault, current, next, record, cost)
  } catch (thrown) {
    // Of two headers, one that the ledger may know must not be written over: only opening can tell.
    vault.changing = thrown instanceof HoldfastError && thrown.code === 'NOT_CONFIRMED'
    throw thrown
  }
  // The ledger knows the new header. Where the disk refuses to put it in its place now, the next opening does it.
  vault.changing = await settleHeader(vault.dir, files.next).then(
    () => false,
    () => true,
  )
}

async function replaceHeader(
  vault: Vault,
  current: string,
  next: string,
  record: (header: Header) => void,
  cost: typeof defaultKdf,
): Promise<void> {
  wipe(await openHeader(vault.header, current))
  const { mac: _, ...open } = vault.header
  const { member, memberSecret, vaultKey } = vault.keys
  const slot = await newSlot(vault.random, open.id, member, memberSecret, next, cost)
  const slots = open.slots.map((one) => (one.member === member ? slot : one))
  const header = sealHeader({ ...open, slots, revision: open.revision + 1 }, vaultKey)
  await writeAtomically(join(vault.dir, files.next), headerText(header))
  record(header)
  vault.header = header
}

function handle(dir: string, header: Header, keys: VaultKeys, store: Store, random: Random): Vault {
  let open = true
  return {
    dir,
    header,
    keys,
    store,
    random,
    changing: false,
    blobs: join(dir, 'blobs'),
    close: async () => {
      if (!open) return
      open = false
      try {
        store.close()
      } finally {
        wipe(keys)
      }
      // It only says who holds the vault: that it stays is no failure.
      await rm(join(dir, files.lock), { force: true }).catch(() => undefined)
    },
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (thrown: unknown) => {
      // Nothing there is an answer; a refusal of the system is not.
      const { code } = thrown as { code?: unknown }
      if (code === 'ENOENT' || code === 'ENOTDIR') return false
      throw thrown
    },
  )
