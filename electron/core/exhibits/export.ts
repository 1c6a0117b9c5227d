import { createHash } from 'node:crypto'
import { link, mkdir, open, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { findCase } from '../cases/index.ts'
import type { Workspace } from '../members/index.ts'
import { readBlob, syncFolder } from '../vault/index.ts'
import { blobOf, findExhibit } from './queries.ts'
import { exhibitsView } from './view.ts'

/**
 * Writes a copy of an exhibit, hashing what is written; the copy appears under its name only when its hash is the
 * register's. Never overwrites. A custody event records the copy. Fails with ALREADY_EXISTS, BLOB_DAMAGED, CANCELLED, IO.
 */
export async function exportExhibit(
  { vault, db, ledger, member, ports }: Workspace,
  input: Checked<'exhibit.export'>,
  { signal, progress }: CallContext,
): Promise<Output<'exhibit.export'>> {
  const exhibit = findExhibit(db, input.exhibit)
  const file = resolve(input.out ?? join(exportFolder(vault.dir), `${exhibit.number} ${safeName(exhibit.fileName)}`))
  await mkdir(dirname(file), { recursive: true })
  const part = `${file}.${Buffer.from(ports.random(4)).toString('hex')}.part`
  const digest = createHash('sha256')
  try {
    const target = await open(part, 'wx', 0o600)
    try {
      let done = 0
      for await (const chunk of readBlob(vault.blobs, blobOf(db, exhibit.id))) {
        if (signal.aborted)
          throw new HoldfastError(
            'CANCELLED',
            'The export was cancelled; no copy was left.',
            'Start it again when you are ready.',
          )
        digest.update(chunk)
        await target.write(chunk)
        done += chunk.length
        progress({ stage: `Exporting ${exhibit.number}`, done, total: exhibit.size, unit: 'bytes' })
      }
      await target.sync()
    } finally {
      await target.close()
    }
    const sha256 = digest.digest('hex')
    if (sha256 !== exhibit.sha256) {
      throw new HoldfastError(
        'BLOB_DAMAGED',
        `The stored bytes of ${exhibit.number} do not have the register's hash; no copy was left.`,
        'Audit the vault and compare it with a backup.',
      )
    }
    await placeWithoutOverwriting(part, file)
    ledger.transact(({ at, append, db: now }) => {
      const { id, number, caseNumber } = exhibit
      const caseId = findCase(now, caseNumber).id
      append(
        exhibitsView,
        'custody.recorded',
        { subject: id, case: caseId },
        {
          number,
          action: 'export',
          from: null,
          to: member.name,
          custodyAt: at,
          place: file.toWellFormed(),
          method: 'verified copy',
          purpose: null,
          sha256,
        },
      )
    })
    return { file, size: exhibit.size, sha256 }
  } finally {
    await rm(part, { force: true })
  }
}

/** `link` fails where `rename` would replace a file in silence. */
async function placeWithoutOverwriting(part: string, file: string): Promise<void> {
  try {
    await link(part, file)
  } catch (thrown) {
    if ((thrown as { code?: unknown }).code !== 'EEXIST') throw thrown
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `There is a file ${file} already.`,
      'Choose another name; nothing was overwritten.',
      thrown,
    )
  }
  await syncFolder(dirname(file))
}

/** Beside the vault: `Name exports/`. */
const exportFolder = (dir: string): string => join(dirname(dir), `${basename(dir).replace(/\.holdfast$/, '')} exports`)

/** A name that every file system takes; the evidence's own name stays in the register. */
export const safeName = (name: string): string => {
  // oxlint-disable-next-line no-control-regex -- file systems refuse them
  const cleaned = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_').replace(/[. ]+$/, '')
  return cleaned === '' ? 'file' : Array.from(cleaned).slice(-120).join('')
}
