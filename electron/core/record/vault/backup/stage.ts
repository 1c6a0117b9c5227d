import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { parseNote } from '../../../../../shared/ledger/note.ts'
import { fileSize } from '../blobs/format.ts'
import { readBlob, type BlobRef } from '../blobs/read.ts'
import { blobPath } from '../blobs/write.ts'
import { syncFolder, writeAtomically } from '../files.ts'
import { openHeader, parseHeader } from '../header.ts'
import { checkPageSeals } from '../pages.ts'
import { planted, readRegular } from '../regular.ts'
import { requireBlobFolder } from '../shape.ts'
import { databaseKey, files } from '../names.ts'
import { olderForm, type KnownForm } from '../reading.ts'
import { openDatabase, vaultHandle, type Judge, type Vault } from '../vault.ts'
import { wipe } from '../keys.ts'
import { copyFile, makeFolder, requireRoom, withFile, type Copying } from './copy.ts'
import { readPinned } from './make.ts'
import { makeStage } from './stage-folder.ts'
import { isSealed, notIntact, readManifest, strange, type Manifest } from './manifest.ts'

export interface Staged {
  vault: Vault
  manifest: Manifest
  /** What of it is of an earlier form, in words: it is put back as it was, and opens for reading until it is upgraded. */
  older: string[]
  /** Blobs that are not in the backup, or not as they were written: why, by name. */
  lost: Map<string, string>
}

interface Options extends Copying {
  passphrase: string
  random: Vault['random']
  /** Hears of the header before the passphrase is used on it. */
  judge: Judge
  known: KnownForm
  onStage: (stage: string, total: number) => void
  /** Asked once the database is open and before the exhibits are copied; what it throws ends the restore. */
  judgeRecord: (vault: Vault, manifest: Manifest) => Promise<void>
}

/**
 * Copies a backup into a new folder and opens it there, checking everything on the way: the manifest by its MAC, the
 * header and the database by their hashes, every page's seal, every blob. Fails with NOT_FOUND, WRONG_PASSPHRASE,
 * BACKUP_NOT_INTACT, VAULT_NEWER, DISK_FULL, CANCELLED or IO; then nothing of the new folder is left.
 */
export async function stageBackup(place: string, dir: string, options: Options): Promise<Staged> {
  const manifest = await readManifest(place)
  if (!manifest) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no finished backup at ${place}: no backup.json.`,
      'Name the folder that the backup was written to.',
    )
  }
  const text = await readPinned(place, manifest.header)
  const header = parseHeader(text)
  await options.judge(header)
  const keys = await openHeader(header, options.passphrase)
  let vault: Vault | undefined
  try {
    if (!isSealed(manifest, keys.vaultKey) || header.id !== manifest.vault) throw notIntact('backup.json was changed')
    const total = manifest.database.size + manifest.blobs.reduce((sum, { size }) => sum + fileSize(size), 0)
    await makeStage(dir)
    await makeFolder(join(dir, 'blobs'))
    await requireRoom(dir, total + 4096)
    options.onStage('Copying the database', total)
    const database = join(dir, files.database)
    const source = join(place, manifest.database.file)
    const copied = await copyFile(source, database, options, strange(source))
    if (copied !== manifest.database.sha256) throw notIntact('the database was changed')
    const [failed] = await withFile(database, (file) => checkPageSeals(file, databaseKey(keys.vaultKey)))
    if (failed !== undefined) throw notIntact(`page ${failed} of the database is not what the vault wrote`)
    await writeAtomically(join(dir, files.header), text)
    vault = vaultHandle(dir, header, keys, openDatabase(dir, keys), options.random)
    requireHead(vault, manifest)
    await options.judgeRecord(vault, manifest)
    options.onStage('Copying the exhibits', total)
    const lost = await stageBlobs(vault, place, manifest, options)
    const older = olderForm(vault.store, header, options.known)
    await syncFolder(dir)
    return { vault, manifest, older, lost }
  } catch (thrown) {
    if (vault) await vault.close()
    else wipe(keys)
    await rm(dir, { recursive: true, force: true })
    throw thrown
  }
}

function requireHead({ store }: Vault, { head, size }: Manifest): void {
  const found = store.get<{ note: string }>('select note from head order by size desc limit 1')
  if (found?.note === head && parseNote(head)?.checkpoint.size === size) return
  throw notIntact('its database does not end in the head that backup.json names')
}

async function stageBlobs(
  vault: Vault,
  place: string,
  manifest: Manifest,
  options: Options,
): Promise<Map<string, string>> {
  const lost = new Map<string, string>()
  for (const blob of vault.store.all<BlobRef>('select name, key, size from blob order by name')) {
    try {
      await makeFolder(join(vault.blobs, blob.name.slice(0, 2)))
      const source = blobPath(join(place, 'blobs'), blob.name)
      requireBlobFolder(dirname(source), strange)
      await copyFile(source, blobPath(vault.blobs, blob.name), options, strange(source))
      for await (const _ of readBlob(vault.blobs, blob)) options.signal.throwIfAborted()
    } catch (thrown) {
      if (!isLoss(thrown)) throw thrown
      lost.set(blob.name, thrown instanceof HoldfastError ? 'is not as it was written' : 'is not in the backup')
      await rm(blobPath(vault.blobs, blob.name), { force: true })
    }
  }
  const named = new Set(manifest.blobs.map(({ name }) => name))
  const unnamed = vault.store.get<{ name: string }>(
    'select name from blob where name not in (select value from json_each(?))',
    JSON.stringify([...named]),
  )
  if (unnamed) throw notIntact('backup.json does not name every exhibit of its database')
  return lost
}

const isLoss = (thrown: unknown): boolean =>
  thrown instanceof HoldfastError
    ? thrown.code === 'BLOB_DAMAGED' || thrown.code === 'BLOB_MISSING' || thrown.code === 'BACKUP_NOT_INTACT'
    : (thrown as { code?: unknown }).code === 'ENOENT'

/** The id of the vault that lies in a folder; undefined where there is none. */
export const vaultIn = (dir: string): Promise<string | undefined> =>
  readRegular(join(dir, files.header), 1 << 20, { refuse: planted(join(dir, files.header)) }).then(
    (text) => parseHeader(text.toString('utf8')).id,
    (thrown: unknown) => {
      if ((thrown as { code?: unknown }).code === 'ENOENT') return undefined
      throw thrown
    },
  )
