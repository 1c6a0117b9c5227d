import { open, rename, rm, rmdir, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { removeWhere } from './backup/copy.ts'
import { requireElsewhere } from './elsewhere.ts'
import { makePrivateFolder, syncFolder, writeAtomically } from './files.ts'
import { headerText, newHeader, openHeader, openWithSheet, parseHeader, type Header } from './header.ts'
import { namingHolder, writeHolder } from './holder.ts'
import { defaultKdf } from './kdf.ts'
import { wipe, type VaultKeys } from './keys.ts'
import { migrate } from './migrations/index.ts'
import { noVault } from './missing.ts'
import { Place } from './place.ts'
import { planted, readRegular, requireRealFolder } from './regular.ts'
import { requireFiles } from './shape.ts'
import { databaseKey, dropDatabase, files, isLeft } from './names.ts'
import { lookInto, type Candidate, type KnownForm, type ReadingOnly } from './reading.ts'
import { requireSoundCrypto } from './self-test.ts'
import { openEncrypted, type Store } from './store.ts'
import { requireStrong } from './strength.ts'

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
  /** Where it lies, to be asked for before anything is put there by its path; the database asks by itself. */
  place: Place
  /** Whether its header or its key is being replaced, or was and the disk has not confirmed it. */
  changing: boolean
  /** Set in a vault of an earlier form, which is open for reading only: `store` is a private copy in today's form. */
  reading: ReadingOnly | undefined
  /** What the database file is needed for as it is, in words; see `maintain`. */
  maintained: string | undefined
  isOpen(): boolean
  /**
   * The database's file for reading, one handle for as long as the vault is open. No other may be opened on it in this
   * process: POSIX drops all of a process's locks on a file when it closes any handle of it, and with them SQLite's.
   */
  databaseFile(): Promise<FileHandle>
  /** Closes the database and wipes the keys. */
  close(): Promise<void>
}

type Random = Vault['random']

/** What opens a vault: a passphrase (or an invitation's words), or the words of a recovery sheet. */
export type Credential = { passphrase: string; first?: string | undefined } | { words: string }

const openWith = async (header: Header, given: Credential): Promise<VaultKeys> =>
  'words' in given ? openWithSheet(header, given.words) : openHeader(header, given.passphrase, given.first)

/**
 * Makes a new vault; names in `about` count as guessed in its passphrase. `begin` writes the ledger's first entries. Fails with ALREADY_EXISTS, WEAK_PASSPHRASE or IO.
 * The header is written last: a folder without it is no vault, so a crash on the way leaves nothing that opens. What
 * fails on the way takes back what it made, so that the same folder can be used again.
 */
export async function createVault(
  dir: string,
  passphrase: string,
  about: readonly string[],
  random: Random,
  now: number,
  begin: (vault: Vault) => Promise<void>,
  cost = defaultKdf,
): Promise<Vault> {
  requireSoundCrypto()
  await requireStrong(passphrase, about)
  if (await exists(join(dir, files.header))) throw alreadyThere(dir)
  if (await exists(join(dir, files.database))) throw headless(dir)
  requireElsewhere(dir)
  const { header, keys } = await newHeader(random, new Date(now).toISOString(), passphrase, cost)
  const made = await makePrivateFolder(join(dir, 'blobs'))
  requireRealFolder(join(dir, 'blobs'), planted(join(dir, 'blobs'), 'folder'))
  await claim(dir)
  let vault: Vault | undefined
  try {
    const store = openDatabase(dir, keys)
    vault = vaultHandle(dir, header, keys, store, random)
    migrate(store)
    await begin(vault)
    vault.place.heldBy(await writeHolder(dir))
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

/**
 * Opens the database that belongs to this vault key, under its lock, and gives the headers that lie beside it then. A crash
 * while the key was rotated may have put the new header in place and not yet the new database beside it: then that is
 * finished first.
 */
async function openSettled(
  dir: string,
  { file, header, keys, candidates }: OpenedHeader,
  judge: Judge,
): Promise<{ store: Store; beside: Candidate[] }> {
  try {
    const store = openDatabase(dir, keys)
    await requireAsRead(dir, candidates, judge).catch((thrown: unknown) => {
      store.close()
      throw thrown
    })
    return { store, beside: candidates }
  } catch (thrown) {
    if (!(thrown instanceof HoldfastError) || thrown.code !== 'VAULT_DAMAGED') throw thrown
    await requireAsRead(dir, candidates, judge)
    if (!(await exists(join(dir, files.nextDatabase)))) throw thrown
    // Only a copy that this very key opens is put in the place of the other.
    openDatabase(dir, keys, files.nextDatabase).close()
    // The header first: without it nothing opens the database that is put in place.
    await settleHeader(dir, file)
    await placeNextDatabase(dir)
    return { store: openDatabase(dir, keys), beside: [{ file: files.header, header }] }
  }
}

/** Puts the re-keyed database in the place of the one before it. The log of that one must not be read into this one. */
export async function placeNextDatabase(dir: string): Promise<void> {
  for (const left of ['-wal', '-shm']) await rm(join(dir, files.database + left), { force: true })
  await rename(join(dir, files.nextDatabase), join(dir, files.database))
  await syncFolder(dir)
}

/** Opens the database; the bytes of its key do not outlive the opening. */
export function openDatabase(
  dir: string,
  { vaultKey }: Pick<VaultKeys, 'vaultKey'>,
  name: string = files.database,
): Store {
  const key = databaseKey(vaultKey)
  try {
    return openEncrypted(join(dir, name), key, true)
  } finally {
    key.fill(0)
  }
}

/**
 * Unlocks a vault. `ledger` says which header is the newest; by it is settled what a crash during a change of the header
 * left. One of an earlier form opens for reading only (see `reading.ts`), and nothing of it is settled or changed.
 * Fails with NOT_A_VAULT, WRONG_PASSPHRASE, HEADER_DAMAGED, HEADER_NOT_CURRENT, KDF_OUT_OF_BOUNDS, VAULT_IN_USE,
 * VAULT_DAMAGED, VAULT_NEWER.
 */
export async function unlockVault(
  dir: string,
  given: Credential,
  random: Random,
  ledger: KnownForm,
  judge: Judge = () => Promise.resolve(),
): Promise<Vault> {
  requireSoundCrypto()
  requireFiles(dir)
  const found = await openAnyHeader(await readHeaders(dir, judge), given)
  const { header, keys } = found
  try {
    if (!(await exists(join(dir, files.database)))) {
      throw new HoldfastError(
        'NOT_A_VAULT',
        `The folder ${dir} has no vault.db.`,
        'Put the whole vault folder back from a backup.',
      )
    }
    return await openByKeys(dir, found, random, ledger, judge, async (current) => {
      // The passphrase of a header that counts no more opens nothing, even where both headers lie.
      if (current !== header) wipe(await openWith(current, given))
    })
  } catch (thrown) {
    wipe(keys)
    throw await namingHolder(dir, isNotOurs(thrown) ? apart(thrown) : thrown)
  }
}

/** Opens a vault by its keys, in the form in which it lies, once `prove` has let the header pass that counts. */
export async function openByKeys(
  dir: string,
  opened: OpenedHeader,
  random: Random,
  ledger: KnownForm,
  judge: Judge,
  prove: (current: Header) => Promise<void>,
): Promise<Vault> {
  const { keys, candidates } = opened
  const { current, reading } = await lookInto(dir, keys, random, ledger, candidates).catch(async (thrown: unknown) => {
    if (isNotOurs(thrown)) await requireAsRead(dir, candidates, judge)
    throw thrown
  })
  try {
    await prove(current.header)
    if (!reading) return await settledHandle(dir, current.header, opened, random, judge)
    await requireAsRead(dir, candidates, judge)
    const vault = vaultHandle(dir, current.header, keys, reading.store, random)
    vault.reading = reading
    vault.databaseFile = () => Promise.resolve(reading.file)
    vault.place.heldBy(await writeHolder(dir))
    return vault
  } catch (thrown) {
    await reading?.release()
    throw thrown
  }
}

/** The handle of a vault that nobody else can open, what a crash left being settled; `current` is the header that counts. */
export async function settledHandle(
  dir: string,
  current: Header,
  opened: OpenedHeader,
  random: Random,
  judge: Judge,
): Promise<Vault> {
  const { store, beside } = await openSettled(dir, opened, judge)
  const vault = vaultHandle(dir, current, opened.keys, store, random)
  try {
    await settleHeader(dir, beside.find(({ header }) => header === current)?.file ?? files.header)
    await dropDatabase(dir, files.nextDatabase)
    await removeWhere(dir, isLeft).catch(() => undefined)
    vault.place.heldBy(await writeHolder(dir))
    return vault
  } catch (thrown) {
    store.close()
    vault.place.close()
    throw thrown
  }
}

const isNotOurs = (thrown: unknown): boolean => thrown instanceof HoldfastError && thrown.code === 'VAULT_DAMAGED'

const apart = (cause: unknown): HoldfastError =>
  new HoldfastError(
    'VAULT_DAMAGED',
    'The vault file (vault.db) does not open with the key that vault.json gives: it holds bytes that this vault did not write, or vault.json is an older one that was put back.',
    'Stop working in this copy: keep the folder as it is, then restore a backup and compare the two.',
    cause,
  )

/**
 * Fails with VAULT_IN_USE unless the headers are still those that were read. From reading them to holding the lock it takes as
 * long as a passphrase does; by one from before, the database that a change of the key is putting in place would count as left over.
 */
async function requireAsRead(dir: string, candidates: readonly Candidate[], judge: Judge): Promise<void> {
  // That something was put in their place meanwhile is told when they are read again from the beginning.
  const now = await readHeaders(dir, judge).catch(() => [])
  const texts = (list: readonly Candidate[]): string[] => list.map(({ file, header }) => file + headerText(header))
  if (texts(now).join('\n') === texts(candidates).join('\n')) return
  throw new HoldfastError(
    'VAULT_IN_USE',
    'The header of this vault (vault.json) was changed by another program while the vault was being opened.',
    'Unlock it again; nothing was changed here.',
  )
}

/** Bytes of a header: 2,097,152 characters, which may take four each. */
const largestHeader = 1 << 23

/** A header with the keys that it opened to, and all that lay there. */
export type OpenedHeader = Candidate & { keys: VaultKeys; candidates: Candidate[] }

/** Refuses a header by what is known of the vault outside of its folder, before anything is asked of it. */
export type Judge = (header: Header) => Promise<void>

/** The headers in a vault's folder: a crash during a change leaves two. Fails as `parseHeader` and `judge` do. */
export async function readHeaders(dir: string, judge: Judge): Promise<Candidate[]> {
  if (!(await exists(join(dir, files.header)))) throw await noVault(dir)
  const candidates: Candidate[] = []
  for (const file of [files.header, files.next]) {
    if (!(await exists(join(dir, file)))) continue
    const path = join(dir, file)
    try {
      const text = await readRegular(path, largestHeader, { refuse: planted(path) })
      const header = parseHeader(text.toString('utf8'))
      await judge(header)
      candidates.push({ file, header })
    } catch (thrown) {
      // A header that we put there is whole; what is not must not keep the vault shut. The ledger says if one is missing.
      if (file !== files.next) throw thrown
    }
  }
  return candidates
}

/** The passphrase may open either header. */
export async function openAnyHeader(candidates: Candidate[], given: Credential): Promise<OpenedHeader> {
  let first: unknown
  for (const candidate of candidates) {
    try {
      return { ...candidate, candidates, keys: await openWith(candidate.header, given) }
    } catch (thrown) {
      first ??= thrown
    }
  }
  throw first
}

/** Puts the header that counts in its place, and drops the other. */
export async function settleHeader(dir: string, current: string): Promise<void> {
  if (current === files.next) await rename(join(dir, files.next), join(dir, files.header))
  else await rm(join(dir, files.next), { force: true })
  await syncFolder(dir)
}

/** The handle of a vault whose database is open. */
export function vaultHandle(dir: string, header: Header, keys: VaultKeys, store: Store, random: Random): Vault {
  let isOpen = true
  let file: Promise<FileHandle> | undefined
  const place = new Place(dir, files.database)
  store.guard(place.require)
  const vault: Vault = {
    dir,
    header,
    keys,
    store,
    random,
    place,
    changing: false,
    reading: undefined,
    maintained: undefined,
    isOpen: () => isOpen,
    databaseFile: () => (file ??= place.open(files.database)),
    blobs: join(dir, 'blobs'),
    close: async () => {
      if (!isOpen) return
      isOpen = false
      try {
        store.close()
      } finally {
        wipe(vault.keys)
        await vault.reading?.release()
        await file?.then((one) => one.close()).catch(() => undefined)
      }
      // It only says who holds the vault: that it stays is no failure. In a folder that was exchanged it is another's.
      if (place.isHeld()) await rm(join(dir, files.lock), { force: true }).catch(() => undefined)
      place.close()
    },
  }
  return vault
}

/** The same open vault in another member's hands, by their passphrase. The handle before it stays the one that is closed. */
export const vaultAs = async (vault: Vault, member: string, passphrase: string): Promise<Vault> =>
  vaultHandle(vault.dir, vault.header, await openHeader(vault.header, passphrase, member), vault.store, vault.random)

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
