import { rm, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import {
  leadsInto,
  openRegular,
  steadily,
  writeBlob,
  type ByteSource,
  type Vault,
  type WrittenBlob,
} from '../../record/vault/index.ts'
import { mediaTypeOf } from './media-type.ts'

/**
 * What an exhibit is made of: a file of this computer, or bytes that were taken out of another exhibit, here or still in
 * the process that took them out.
 */
export type Source =
  { path: string; sourcePath?: string | undefined } | { name: string; bytes: Uint8Array } | PulledSource

interface PulledSource {
  name: string
  size: number
  /** At most `length` bytes from `at` on; none at the end. */
  read(at: number, length: number): Promise<Uint8Array>
}

/** Bytes that are safely on the disk, encrypted, and count for nothing until an exhibit names them. */
export interface Staged {
  fileName: string
  sourcePath?: string | undefined
  mediaType: string
  blob: WrittenBlob
}

/**
 * Stages the sources and records what they became, in one transaction: all of it or, on failure or cancel, none. Fails
 * with CONFLICT when a file was written to meanwhile. Each is
 * read once, hashed and encrypted on the way, and synced to the disk before the transaction that makes it count. What
 * `record` then does not register is removed again.
 */
export async function stageAndRecord<T>(
  { vault, ledger }: Workspace,
  sources: readonly Source[],
  { signal, progress }: CallContext,
  record: (transaction: Transaction, staged: Staged[]) => T,
): Promise<T> {
  const opened = await openAll(sources, vault.dir)
  const blobs: WrittenBlob[] = []
  try {
    let before = 0
    for (const { fileName, source, unchanged } of opened.files) {
      const onBytes = (done: number): void =>
        progress({ stage: `Keeping ${fileName}`, done: before + done, total: opened.total, unit: 'bytes' })
      const blob = await writeBlob(vault.blobs, source, vault.random, { signal, onBytes }).catch((thrown: unknown) => {
        // A folder that was exchanged meanwhile is why, whatever the system called it.
        vault.place.require()
        throw thrown
      })
      blobs.push(blob)
      await unchanged?.(blob.size)
      before += blob.size
    }
    const staged = await Promise.all(
      blobs.map(async (blob, index) => ({
        fileName: opened.files[index]?.fileName ?? '',
        sourcePath: opened.files[index]?.sourcePath,
        mediaType: await mediaTypeOf(blob.start, blob.size),
        blob,
      })),
    )
    const result = ledger.transact((transaction) => record(transaction, staged))
    await remove(
      vault,
      blobs.filter(({ name }) => vault.store.get('select 1 from blob where name = ?', name) === undefined),
    )
    return result
  } catch (thrown) {
    // What may have been committed keeps its bytes: opening sets them aside if it was not.
    if (thrown instanceof HoldfastError && thrown.code === 'NOT_CONFIRMED') throw thrown
    // Nothing was committed: these files count for nothing. A crash here leaves them to the quarantine.
    await remove(vault, blobs)
    throw thrown
  } finally {
    await Promise.all(opened.files.map(({ close }) => close()))
  }
}

const remove = async ({ blobs: folder }: Vault, blobs: readonly WrittenBlob[]): Promise<void> => {
  await Promise.all(blobs.map(({ name }) => rm(join(folder, name.slice(0, 2), name), { force: true })))
}

interface Opened {
  fileName: string
  sourcePath?: string | undefined
  source: ByteSource
  /** Fails with CONFLICT when the file was written to while these bytes were read of it. */
  unchanged?: (read: number) => Promise<void>
  close: () => Promise<void>
}

/** Opens everything before anything is written, so that a wrong name costs nothing. */
async function openAll(sources: readonly Source[], ownFolder: string): Promise<{ files: Opened[]; total: number }> {
  const files: Opened[] = []
  let total = 0
  try {
    for (const source of sources) {
      if ('bytes' in source) {
        files.push({ fileName: source.name, source: bytesAsSource(source.bytes), close: () => Promise.resolve() })
        total += source.bytes.length
        continue
      }
      if ('read' in source) {
        files.push({ fileName: source.name, source: pulledAsSource(source), close: () => Promise.resolve() })
        total += source.size
        continue
      }
      if (leadsInto(ownFolder, source.path)) throw ofThisVault(source.path)
      const file = await openFile(source.path)
      const { size, read, requireUnchanged } = await steadily(file, source.path)
      files.push({
        fileName: basename(source.path),
        sourcePath: source.sourcePath,
        source: { read, size },
        unchanged: requireUnchanged,
        close: () => file.close(),
      })
      total += size
    }
    return { files, total }
  } catch (thrown) {
    await Promise.all(files.map(({ close }) => close()))
    throw thrown
  }
}

function bytesAsSource(bytes: Uint8Array): ByteSource {
  let at = 0
  return {
    read: (into, offset, length) => {
      const part = bytes.subarray(at, at + length)
      into.set(part, offset)
      at += part.length
      return Promise.resolve({ bytesRead: part.length })
    },
  }
}

function pulledAsSource({ read, size, name }: PulledSource): ByteSource {
  let at = 0
  return {
    async read(into, offset, length) {
      const part = await read(at, Math.min(length, size - at))
      if (part.length === 0 && at < size) throw new Error(`${name} ended before its size`)
      into.set(part, offset)
      at += part.length
      return { bytesRead: part.length }
    },
  }
}

/** Opens a file to be kept: a regular one. Fails with FILE_NOT_FOUND, INVALID_INPUT or IO. */
export const openFile = (path: string): Promise<FileHandle> =>
  openRegular(path, { links: true, refuse: () => notAFile(path) }).catch((thrown: unknown) => {
    throw thrown instanceof HoldfastError ? thrown : cannotRead(path, thrown)
  })

const notAFile = (path: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `${path} is not a file.`,
    'Choose files; a folder can be added by choosing what is in it.',
  )

const ofThisVault = (path: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `${path} is a file of this vault itself; no exhibit was added.`,
    'A copy of the vault is made with a backup.',
  )

const cannotRead = (path: string, cause: unknown): HoldfastError =>
  (cause as { code?: unknown }).code === 'ENOENT'
    ? new HoldfastError(
        'FILE_NOT_FOUND',
        `There is no file ${path}; no exhibit was added.`,
        path.includes('\ufffd')
          ? 'If its name holds bytes that are not UTF-8, give a copy another name and add that.'
          : 'Check the path and add the files again.',
        cause,
      )
    : new HoldfastError(
        'IO',
        `The file ${path} could not be opened; no exhibit was added.`,
        'Check your rights on it and add the files again.',
        cause,
      )
