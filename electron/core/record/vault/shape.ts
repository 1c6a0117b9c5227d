import { existsSync, lstatSync, type Dirent } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { files } from './names.ts'
import { oddKindOf, planted, requireRealFolder, requireRegularOrNothing, type Refusal } from './regular.ts'

const besideDatabase = ['', '-wal', '-shm', '-journal']
/** Names in a vault's folder that are opened as files. `lock` is not: it is replaced, never followed. */
const fileNames = [
  'vault.json',
  'vault.json.next',
  ...['vault.db', 'vault.db.next'].flatMap((name) => besideDatabase.map((left) => name + left)),
]
const folderNames = ['blobs', 'quarantine']

/** Fails with VAULT_DAMAGED when a pipe, a link or a folder lies in the place of one of a vault's files, or a journal beside its database. */
export function requireFiles(dir: string): void {
  for (const name of fileNames) requireRegularOrNothing(join(dir, name), planted(join(dir, name)))
  const lock = join(dir, 'lock')
  if (oddKindOf(lock, 'file') === 'a folder') throw planted(lock)('a folder')
  // A vault's database keeps a log, never a journal: SQLite would undo by it what it takes for unfinished.
  const journal = join(dir, `${files.database}-journal`)
  if ((lstatSync(journal, { throwIfNoEntry: false })?.size ?? 0) === 0) return
  // Without a header it is no vault: making one was cut off while SQLite had its first journal.
  if ([files.header, files.next].every((name) => !existsSync(join(dir, name)))) return
  throw new HoldfastError(
    'VAULT_DAMAGED',
    `${basename(journal)} lies in the vault’s folder: Holdfast did not put it there, and the database would be changed by what stands in it (${journal}).`,
    'Find out who did, move it out of the vault and unlock again; nothing was changed.',
  )
}

/** Refuses what lies in the place of a folder, by its path. */
type FolderRefusal = (path: string, meant: 'folder') => Refusal

/** Fails with `refuse` unless the folder of a blob, and that of all blobs, are real folders; ENOENT passes through. */
export function requireBlobFolder(folder: string, refuse: FolderRefusal = planted): void {
  for (const path of [dirname(folder), folder]) requireRealFolder(path, refuse(path, 'folder'))
}

/** Makes the folder of a blob, in a real folder of all blobs. Fails as `requireBlobFolder`. */
export async function makeBlobFolder(folder: string, refuse: FolderRefusal = planted): Promise<void> {
  // First: through a link it would be made somewhere else.
  requireRealFolder(dirname(folder), refuse(dirname(folder), 'folder'))
  await mkdir(folder, { mode: 0o700 }).catch((thrown: unknown) => {
    if ((thrown as { code?: unknown }).code !== 'EEXIST') throw thrown
  })
  requireBlobFolder(folder, refuse)
}

/** Something in a vault's folder that Holdfast did not make: its name from the vault's folder on, and what it is. */
export interface Planted {
  name: string
  found: string
  /** Whether what Holdfast puts into this folder would land outside of the vault. */
  leadsOut: boolean
}

/**
 * What leads out of a vault's folder or blocks it: links, pipes and the like in the place of its files and folders, and
 * with `blobs` in the place of single exhibits too, which takes a look at each.
 */
export async function plantedIn(dir: string, blobs: boolean): Promise<Planted[]> {
  const found: Planted[] = []
  const look = (name: string, meant: 'file' | 'folder'): void => {
    const kind = oddKindOf(join(dir, name), meant)
    if (kind === undefined) return
    found.push({ name, found: kind, leadsOut: meant === 'folder' && kind === 'a symbolic link' })
  }
  for (const name of [...fileNames, 'lock']) look(name, 'file')
  for (const name of folderNames) look(name, 'folder')
  if (found.some(({ name }) => name === 'blobs')) return found
  for (const one of await list(join(dir, 'blobs'))) {
    const folder = `blobs/${one.name}`
    if (!one.isDirectory()) {
      // A file is moved to the quarantine; of the rest nothing belongs here.
      if (!one.isFile()) look(folder, 'folder')
      continue
    }
    if (!blobs) continue
    for (const blob of await list(join(dir, folder))) if (!blob.isFile()) look(`${folder}/${blob.name}`, 'file')
  }
  return found
}

const list = (folder: string): Promise<Dirent[]> => readdir(folder, { withFileTypes: true }).catch(() => [])
