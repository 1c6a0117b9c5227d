import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { UpdateManifest } from '../../../../shared/update/manifest.ts'
import { notFromRelease } from '../install.ts'
import { kindOf } from '../placement.ts'
import { judgeOffered, manifestBeside, readJudgement, verifyUpdate, type UpdatePlace } from '../verify.ts'
import { newestName } from './address.ts'

/** What an address had. */
export type Fetched =
  /** The release that is installed here is its newest. */
  | { done: 'current'; manifest: UpdateManifest }
  /** A newer one lies in `file`, verified, its manifest beside it; nothing was installed. */
  | { done: 'fetched'; manifest: UpdateManifest; file: string; signers: string[] }

/**
 * Looks for a release at the address that a person set, and brings it into `Updates` in Holdfast's folder. Its manifest
 * is judged before the file is asked for, and the file is verified before it gets its name; it is installed by nobody
 * but a person, as one that was carried by hand. No network is used without an address, in a build without keys, or in
 * a copy that no release put there. Fails with NOT_ALLOWED, UPDATE_FAILED, or as `judgeManifest` and `verifyUpdate` do.
 */
export async function fetchUpdate(place: UpdatePlace): Promise<Fetched> {
  const { running, address } = await readJudgement(place)
  if (address === null)
    throw new HoldfastError(
      'NOT_ALLOWED',
      'Looking for updates over the network is off on this computer.',
      'Turn it on with the address of a folder with releases: `holdfast update settings --address https://…`.',
    )
  const kind = kindOf(place.program, process.env)
  if (!kind) throw notFromRelease()

  const updates = join(place.home, 'Updates')
  await mkdir(updates, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(updates, '.fetching-'))
  try {
    // Loaded only where a person turned it on.
    const { Updater } = await import('./updater.ts')
    const updater = new Updater({
      version: place.program.version,
      manifest: new URL(newestName(running.channel, running.platform, running.arch, kind), address),
      folder,
      judge: (text) => judgeOffered(place, text),
    })
    const found = await updater.checkForUpdates()
    const { offer } = updater
    if (!offer) throw new Error('the updater judged no manifest')
    const { manifest, text } = offer
    if (!found?.isUpdateAvailable) return { done: 'current', manifest }
    if (manifest.kind !== kind)
      throw new HoldfastError(
        'UPDATE_NOT_FOR_THIS',
        `${address} offers a ${manifest.kind}; this Holdfast was installed as a ${kind}.`,
        'Tell whoever keeps that folder.',
      )

    const file = join(updates, manifest.file)
    const here = existsSync(file) && existsSync(manifestBeside(file))
    const before = here ? await verifyUpdate(place, file, manifestBeside(file)).catch(() => undefined) : undefined
    if (before) return { done: 'fetched', ...before, file }

    const beside = join(folder, 'manifest')
    await writeFile(beside, text, { mode: 0o600 })
    const [fetched] = await updater.downloadUpdate()
    if (fetched === undefined) throw new Error('the updater brought no file')
    const { signers } = await verifyUpdate(place, fetched, beside, manifest.file)
    await rename(beside, manifestBeside(file))
    await rename(fetched, file)
    return { done: 'fetched', manifest, file, signers }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
