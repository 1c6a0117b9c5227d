import { hostname } from 'node:os'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  /** Closes the database and wipes the keys. */
  close(): Promise<void>
}

type Random = Vault['random']
const files = { header: 'vault.json', next: 'vault.json.next', database: 'vault.db', lock: 'lock' } as const

export const databaseKey = (vaultKey: Uint8Array): Buffer => derive(vaultKey, 'holdfast/database/v1')

/**
 * Makes a new vault. `begin` writes the ledger's first entries. Fails with ALREADY_EXISTS, WEAK_PASSPHRASE or IO.
 * The header is written last: a folder without it is no vault, so a crash on the way leaves nothing that opens.
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
  if (await exists(join(dir, files.database))) throw alreadyThere(dir)
  await makePrivateFolder(join(dir, 'blobs'))
  const { header, keys } = await newHeader(random, new Date(now).toISOString(), passphrase, cost)
  const store = openEncrypted(join(dir, files.database), databaseKey(keys.vaultKey), false)
  const vault = handle(dir, header, keys, store, random)
  try {
    migrate(store)
    await begin(vault)
    await writeAtomically(join(dir, files.header), headerText(header))
    await writeHolder(dir)
    return vault
  } catch (thrown) {
    await vault.close()
    throw thrown
  }
}

const alreadyThere = (dir: string): HoldfastError =>
  new HoldfastError(
    'ALREADY_EXISTS',
    `There is a vault in ${dir} already.`,
    'Choose another folder or name; nothing was changed.',
  )

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
    store = openEncrypted(join(dir, files.database), databaseKey(keys.vaultKey), true)
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
    if (text !== undefined) candidates.push({ file, header: parseHeader(text) })
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
 * Fails with WRONG_PASSPHRASE or WEAK_PASSPHRASE.
 */
export async function changePassphrase(
  vault: Vault,
  current: string,
  next: string,
  record: (header: Header) => void,
  cost = defaultKdf,
): Promise<void> {
  requireStrong(next)
  wipe(await openHeader(vault.header, current))
  const { mac: _, ...open } = vault.header
  const { member, memberSecret, vaultKey } = vault.keys
  const slot = await newSlot(vault.random, open.id, member, memberSecret, next, cost)
  const slots = open.slots.map((one) => (one.member === member ? slot : one))
  const header = sealHeader({ ...open, slots, revision: open.revision + 1 }, vaultKey)
  await writeAtomically(join(vault.dir, files.next), headerText(header))
  record(header)
  await settleHeader(vault.dir, files.next)
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
    blobs: join(dir, 'blobs'),
    close: async () => {
      if (!open) return
      open = false
      store.close()
      wipe(keys)
      await rm(join(dir, files.lock), { force: true })
    },
  }
}

// The lock that counts is the database's own exclusive one, which the system releases when a process dies. The file
// `lock` only says who holds it.
async function writeHolder(dir: string): Promise<void> {
  const holder = `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n`
  await writeFile(join(dir, files.lock), holder, { mode: 0o600 })
}

async function namingHolder(dir: string, thrown: unknown): Promise<unknown> {
  if (!(thrown instanceof HoldfastError) || thrown.code !== 'VAULT_IN_USE') return thrown
  const holder = (await readFile(join(dir, files.lock), 'utf8').catch(() => '')).trim().slice(0, 200)
  const who = holder === '' ? 'another program' : holder
  return new HoldfastError(
    'VAULT_IN_USE',
    `The vault is open already: ${who} holds it.`,
    'Lock or close it there, then try again.',
    thrown,
  )
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
