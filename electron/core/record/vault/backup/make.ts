import { count } from '../../../../../shared/kernel/show.ts'
import { existsSync } from 'node:fs'
import { access, constants, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonical } from '../../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { fileSize } from '../blobs/format.ts'
import { readBlob, type BlobRef } from '../blobs/read.ts'
import { blobPath } from '../blobs/write.ts'
import { sha256Hex } from '../crypto.ts'
import { requireElsewhere } from '../elsewhere.ts'
import { syncFolder, writeAtomically } from '../files.ts'
import { headerText } from '../header.ts'
import { checkpoint, maintain } from '../maintain.ts'
import { checkPageSeals } from '../pages.ts'
import { planted, readRegular, requireRealFolder } from '../regular.ts'
import { makeBlobFolder, requireBlobFolder } from '../shape.ts'
import { databaseKey, files } from '../names.ts'
import { type Vault } from '../vault.ts'
import {
  copyFile,
  copyHandle,
  hashFile,
  withFile,
  makeFolder,
  removeWhere,
  requireRoom,
  sizeOf,
  type Copying,
} from './copy.ts'
import { manifestName, notIntact, readManifest, sealManifest, strange, type Manifest } from './manifest.ts'

export interface Backup {
  place: string
  /** Entries of the ledger in it. */
  size: number
  head: string
  blobs: number
  /** Blobs that were not there yet. */
  copied: number
  /** Bytes written this time. */
  bytes: number
  verified: { pages: number; blobs: number }
}

interface Options extends Copying {
  now: number
  /** Reads and authenticates every blob of the backup, not the new ones only. */
  full: boolean
  onStage: (stage: string, total: number) => void
}

/**
 * Makes a consistent copy of an open vault at `place`, or brings the one there up to date, while people go on working:
 * from the checkpoint on the database file stays as it is, and what is written meanwhile stays in the log. What was
 * written is read back: the database's hash and the seal of every page, each new blob. The manifest comes last; until
 * then the backup before it is whole. Fails with CONFLICT, ALREADY_EXISTS, VAULT_OLDER, DISK_FULL, BACKUP_NOT_INTACT,
 * BLOB_MISSING, BLOB_DAMAGED, CANCELLED or IO.
 */
export const makeBackup = (vault: Vault, place: string, options: Options): Promise<Backup> =>
  maintain(vault, 'a backup', async () => {
    vault.place.require()
    await requirePlace(vault, place)
    const moment = takeMoment(vault)
    try {
      return await copyMoment(vault, place, moment, options)
    } finally {
      // The database may have been closed meanwhile, by a lock.
      if (vault.isOpen()) vault.store.exec('pragma wal_autocheckpoint=1000')
    }
  })

interface Moment {
  head: { size: number; note: string }
  header: string
  blobs: BlobRef[]
}

/** In one go: the file holds everything that is committed, and nothing is moved into it from here on. */
function takeMoment(vault: Vault): Moment {
  const { store, header } = vault
  vault.maintained = undefined
  const complete = checkpoint(vault)
  vault.maintained = 'a backup'
  const head = store.get<{ size: number; note: string }>('select size, note from head order by size desc limit 1')
  if (!complete || !head) {
    throw new HoldfastError(
      'CONFLICT',
      'The vault is being read by another piece of work.',
      'Wait until it is done and try again; nothing was written.',
    )
  }
  store.exec('pragma wal_autocheckpoint=0')
  return {
    head,
    header: headerText(header),
    blobs: store.all<BlobRef>('select name, key, size from blob order by name'),
  }
}

async function copyMoment(vault: Vault, place: string, moment: Moment, options: Options): Promise<Backup> {
  const source = join(vault.dir, files.database)
  const size = (await sizeOf(source)) ?? 0
  const missing: BlobRef[] = []
  for (const blob of moment.blobs) {
    if ((await sizeOf(blobPath(join(place, 'blobs'), blob.name))) !== fileSize(blob.size)) missing.push(blob)
  }
  const bytes = size + missing.reduce((sum, blob) => sum + fileSize(blob.size), 0)
  await requireRoom(place, bytes + 4096)
  const tag = Buffer.from(vault.random(8)).toString('hex')
  const database = join(place, `vault-${tag}.db`)
  const header = join(place, `vault-${tag}.json`)
  try {
    options.onStage('Copying the exhibits', bytes)
    for (const blob of missing) await copyBlob(vault.blobs, join(place, 'blobs'), blob, tag, options)
    options.onStage('Copying the database', bytes)
    const sha256 = await copyHandle(await vault.databaseFile(), database, options)
    await writeAtomically(header, moment.header)
    await syncFolder(place)
    const again = options.full ? moment.blobs : missing
    options.onStage('Reading back what was written', bytes)
    const verified = await readBack(vault, place, { database, sha256 }, again, options)
    const manifest = sealManifest(
      {
        format: 'holdfast-backup',
        version: 1,
        vault: vault.header.id,
        at: new Date(options.now).toISOString(),
        head: moment.head.note,
        size: moment.head.size,
        header: { file: `vault-${tag}.json`, sha256: sha256Hex(moment.header) },
        database: { file: `vault-${tag}.db`, sha256, size },
        blobs: moment.blobs.map(({ name, size: plain }) => ({ name, size: plain })),
      },
      vault.keys.vaultKey,
    )
    await writeAtomically(join(place, manifestName), canonical(manifest))
    await dropOthers(place, manifest)
    const { note, size: entries } = moment.head
    return { place, size: entries, head: note, blobs: moment.blobs.length, copied: missing.length, bytes, verified }
  } catch (thrown) {
    await removeWhere(place, (name) => name.startsWith(`vault-${tag}.`)).catch(() => undefined)
    throw await unreachable(place, thrown)
  }
}

/** What failed, or, where the place itself is gone or takes nothing more, that. */
async function unreachable(place: string, thrown: unknown): Promise<unknown> {
  if (thrown instanceof HoldfastError) return thrown
  const writable = await access(place, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (writable) return thrown
  return new HoldfastError(
    'IO',
    `The place of the backup (${place}) is gone or can no longer be written; no backup was finished there.`,
    'Connect it again, and start the backup again: what was copied already is used. The vault is as it was.',
    thrown,
  )
}

/** A blob gets its name once all of it is on the disk. */
async function copyBlob(from: string, to: string, { name }: BlobRef, tag: string, options: Options): Promise<void> {
  const target = blobPath(to, name)
  const folder = join(to, name.slice(0, 2))
  const source = blobPath(from, name)
  requireBlobFolder(dirname(source))
  await makeFolder(to)
  await makeBlobFolder(folder, strange)
  const part = `${target}.${tag}.part`
  try {
    await copyFile(source, part, options, planted(source))
    await rename(part, target)
  } catch (thrown) {
    await rm(part, { force: true }).catch(() => undefined)
    throw thrown
  }
  await syncFolder(folder)
}

async function readBack(
  vault: Vault,
  place: string,
  { database, sha256 }: { database: string; sha256: string },
  blobs: readonly BlobRef[],
  options: Options,
): Promise<Backup['verified']> {
  const quietly = { signal: options.signal, onBytes: () => undefined }
  if ((await hashFile(database, quietly)) !== sha256)
    throw notIntact('the database was written otherwise than it was read')
  let pages = 0
  const failed = await withFile(database, (file) =>
    checkPageSeals(file, databaseKey(vault.keys.vaultKey), (_, total) => (pages = total)),
  )
  if (failed.length > 0) throw notIntact(`page ${failed[0]} of the database is not what this vault wrote`)
  for (const blob of blobs) {
    for await (const _ of readBlob(join(place, 'blobs'), blob)) options.signal.throwIfAborted()
  }
  return { pages, blobs: blobs.length }
}

/** Removes what the manifest does not name: the database before this one, and blobs that an order destroyed since. */
async function dropOthers(place: string, { database, header, blobs }: Manifest): Promise<void> {
  await removeWhere(
    place,
    (name) => /^vault-[0-9a-f]{16}\.(?:db|json)$/.test(name) && name !== database.file && name !== header.file,
  )
  const named = new Set(blobs.map(({ name }) => name))
  for (const folder of await readdir(join(place, 'blobs'), { withFileTypes: true }).catch(() => [])) {
    // Behind a link lie files of others.
    if (!folder.isDirectory()) continue
    await removeWhere(join(place, 'blobs', folder.name), (name) => /^[0-9a-f]{32}/.test(name) && !named.has(name))
  }
}

/** Where a backup may go: a new or empty folder outside the vault, or one that holds an earlier backup of this vault. */
async function requirePlace({ header, store }: Vault, place: string): Promise<void> {
  requireElsewhere(place)
  await makeFolder(place)
  if (existsSync(join(place, 'blobs'))) requireRealFolder(join(place, 'blobs'), strange(join(place, 'blobs')))
  const earlier = await readManifest(place).catch(() => null)
  const names = (await readdir(place)).filter(
    (name) => name !== 'blobs' && !/^vault-[0-9a-f]{16}\.(?:db|json)$/.test(name),
  )
  if (earlier === undefined && names.length > 0) {
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `The folder ${place} holds other things.`,
      'Choose a new or empty folder, or one with an earlier backup of this vault; nothing was written.',
    )
  }
  if (earlier && earlier.vault !== header.id) {
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `The folder ${place} holds the backup of another vault.`,
      'Choose another folder; nothing was written.',
    )
  }
  const size = store.get<{ size: number }>('select max(size) as size from head')?.size ?? 0
  if (earlier && earlier.size > size) {
    throw new HoldfastError(
      'VAULT_OLDER',
      `The backup at ${place} has ${count(earlier.size, 'entry', 'entries')}, this vault only ${size}: this vault is older than it was.`,
      'Keep that backup as it is; find out first why entries are missing here. Nothing was written.',
    )
  }
}

/** Reads a text that the manifest pins by its hash. */
export async function readPinned(place: string, { file, sha256 }: { file: string; sha256: string }): Promise<string> {
  const path = join(place, file)
  const bytes = await readRegular(path, 1 << 20, { refuse: strange(path) }).catch((thrown: unknown) => {
    throw thrown instanceof HoldfastError ? thrown : notIntact(`${file} cannot be read`, thrown)
  })
  const text = bytes.toString('utf8')
  if (sha256Hex(text) !== sha256) throw notIntact(`${file} was changed`)
  return text
}
