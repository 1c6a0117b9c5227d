import { open, rm, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { idFrom } from '../../../shared/kernel/ids.ts'
import { findWorkingCase } from '../cases/index.ts'
import type { Workspace } from '../members/index.ts'
import { withoutWaiting, writeBlob, type WrittenBlob } from '../vault/index.ts'
import { mediaTypeOf } from './media-type.ts'
import { exhibitsView } from './view.ts'

type Added = Output<'exhibit.add'>

/**
 * Keeps files as exhibits of a case: all of them or, on failure or cancel, none. Each file is read once, hashed and
 * encrypted on the way, and synced to the disk before the one transaction that makes it count.
 */
export async function addExhibits(
  workspace: Workspace,
  input: Checked<'exhibit.add'>,
  { signal, progress }: CallContext,
): Promise<Added> {
  const { vault, db } = workspace
  findWorkingCase(db, input.case)
  const sources = await openAll(input.files)
  const blobs: WrittenBlob[] = []
  try {
    let before = 0
    for (const [index, source] of sources.files.entries()) {
      const stage = `Keeping ${basename(input.files[index] ?? '')}`
      const onBytes = (done: number): void =>
        progress({ stage, done: before + done, total: sources.total, unit: 'bytes' })
      const blob = await writeBlob(vault.blobs, source, vault.random, { signal, onBytes })
      blobs.push(blob)
      before += blob.size
    }
    const types = await Promise.all(blobs.map(({ start, size }) => mediaTypeOf(start, size)))
    return record(workspace, input, blobs, types)
  } catch (thrown) {
    // What may have been committed keeps its bytes: opening sets them aside if it was not.
    if (thrown instanceof HoldfastError && thrown.code === 'NOT_CONFIRMED') throw thrown
    // Nothing was committed: these files count for nothing. A crash here leaves them to the quarantine.
    await Promise.all(blobs.map(({ name }) => rm(join(vault.blobs, name.slice(0, 2), name), { force: true })))
    throw thrown
  } finally {
    await Promise.all(sources.files.map((file) => file.close()))
  }
}

function record(
  { ledger, ports, member }: Workspace,
  input: Checked<'exhibit.add'>,
  blobs: WrittenBlob[],
  types: string[],
): Added {
  return ledger.transact(({ at, db, append, keepBlob }) => {
    const { id: caseId, number: caseNumber } = findWorkingCase(db, input.case)
    const { last } = db.get<{ last: number }>(
      'select coalesce(max(serial), 0) as last from exhibit where case_id = ?',
      caseId,
    ) ?? { last: 0 }
    return blobs.map((blob, index) => {
      const { name, size, sha256 } = blob
      const file = input.files[index] ?? ''
      const serial = last + 1 + index
      const number = `${caseNumber}-E${String(serial).padStart(2, '0')}`
      const id = idFrom(ports.random(16))
      keepBlob(blob)
      append(
        exhibitsView,
        'exhibit.added',
        { subject: id, case: caseId },
        {
          number,
          serial,
          caseNumber,
          fileName: basename(file).toWellFormed(),
          description: input.description ?? null,
          mediaType: types[index] ?? 'application/octet-stream',
          size,
          sha256,
          blob: name,
          collectedBy: input.collectedBy ?? member.name,
          collectedAt: input.collectedAt ?? at,
          place: input.place ?? null,
          method: input.method ?? null,
        },
      )
      return { exhibit: id, number, file, size, sha256 }
    })
  })
}

/** Opens every file before anything is written, so that a wrong name costs nothing. */
async function openAll(paths: readonly string[]): Promise<{ files: FileHandle[]; total: number }> {
  const files: FileHandle[] = []
  let total = 0
  try {
    for (const path of paths) {
      const file = await open(path, withoutWaiting).catch((thrown: unknown) => {
        throw cannotRead(path, thrown)
      })
      files.push(file)
      const stats = await file.stat()
      if (!stats.isFile()) {
        throw new HoldfastError(
          'INVALID_INPUT',
          `${path} is not a file.`,
          'Choose files; a folder can be added by choosing what is in it.',
        )
      }
      total += stats.size
    }
    return { files, total }
  } catch (thrown) {
    await Promise.all(files.map((file) => file.close()))
    throw thrown
  }
}

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
