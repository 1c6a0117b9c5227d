import { mkdir, rmdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError, toFailure } from '../../../../shared/kernel/errors.ts'
import { count } from '../../../../shared/kernel/show.ts'
import type { Workspace } from '../../record/members/index.ts'
import { besideVault, diskName, freePath } from '../../record/vault/index.ts'
import { nameIn, writeCopy } from './export.ts'
import { findExhibit } from './queries.ts'

/**
 * Writes verified copies of exhibits into a new folder, each on record as an export of its own. One whose bytes are not as they were
 * kept is named, and the others are written. Fails with ALREADY_EXISTS, with CANCELLED and with what writing fails with: what was
 * written by then stays; a folder in which there is nothing does not.
 */
export async function exportCopies(
  workspace: Workspace,
  { exhibits: refs, out }: Checked<'exhibit.copies'>,
  context: CallContext,
): Promise<Output<'exhibit.copies'>> {
  const exhibits = refs.map((ref) => findExhibit(workspace.db, ref))
  const name = `${exhibits[0]?.number ?? ''} and others`
  const folder =
    out === undefined ? freePath(join(besideVault(workspace.vault.dir, 'exports'), diskName(name))) : resolve(out)
  await makeNew(folder)
  const files: Output<'exhibit.copies'>['files'] = []
  const failed: Output<'exhibit.copies'>['failed'] = []
  let done = 0
  const total = exhibits.reduce((sum, { size }) => sum + size, 0)
  for (const exhibit of exhibits) {
    const { number, size } = exhibit
    const of = { done: files.length + failed.length, total: exhibits.length }
    const progress: CallContext['progress'] = (one) =>
      context.progress({ ...one, done: done + one.done, total, files: of })
    try {
      const copy = await writeCopy(
        workspace,
        exhibit,
        { file: nameIn(folder, exhibit), purpose: 'one of several copies' },
        { ...context, progress },
      )
      files.push({ number, file: basename(copy.file), size, sha256: copy.sha256 })
    } catch (thrown) {
      const { code, message } = toFailure(thrown)
      if (code !== 'BLOB_DAMAGED' && code !== 'BLOB_MISSING') {
        if (files.length === 0) await rmdir(folder).catch(() => undefined)
        throw files.length === 0 ? thrown : endedEarly(thrown, files.length, folder)
      }
      failed.push({ number, problem: message })
    }
    done += size
  }
  return { folder, files, failed }
}

/** What stopped the writing after some copies: which are there, and what to do. */
function endedEarly(thrown: unknown, written: number, folder: string): HoldfastError {
  const { code, message, next } = toFailure(thrown)
  const there = `${count(written, 'copy lies', 'copies lie')} in ${folder}, each on record`
  const others = 'Export the others into another new folder.'
  if (code === 'CANCELLED') return new HoldfastError(code, `Cancelled: ${there}.`, 'Delete what is not wanted.')
  if (code === 'DISK_FULL')
    return new HoldfastError(
      code,
      `The disk is full: ${there}; the others were not written.`,
      `Free some space. ${others}`,
      thrown,
    )
  return new HoldfastError(code, `${message} Before that, ${there}.`, `${next} ${others}`, thrown)
}

async function makeNew(folder: string): Promise<void> {
  await mkdir(resolve(folder, '..'), { recursive: true })
  await mkdir(folder).catch((thrown: unknown) => {
    if ((thrown as { code?: unknown }).code === 'EEXIST')
      throw new HoldfastError(
        'ALREADY_EXISTS',
        `${folder} is there already; nothing was written.`,
        'Name a new folder.',
      )
    throw thrown
  })
}
