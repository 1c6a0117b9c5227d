import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, chmod, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { UpdateManifest } from '../../../shared/update/manifest.ts'
import { environmentOf } from '../../../shared/kernel/environment.ts'
import type { Placement } from './placement.ts'
import { copyNamed, verifyUpdate, type UpdatePlace } from './verify.ts'

const run = promisify(execFile)

/** A release that lies beside the running one, verified and unpacked; nothing has taken anybody's place. */
export interface StagedRelease {
  manifest: UpdateManifest
  signers: string[]
  /** A private folder beside the installation; whoever staged removes it. */
  folder: string
  /** What will take the place: the unpacked folder, or the one file. */
  takes: string
  /** A folder in which the new program can be started. */
  unpacked: string
}

/**
 * Copies an update beside the installation, verifies the copy (the file on a stick may change while it is read), and
 * unpacks it. Fails as `verifyUpdate` does, with UPDATE_NOT_FOR_THIS for another kind of file, NOT_ALLOWED for a place
 * that this user may not write to, and UPDATE_FAILED for a release that cannot be unpacked.
 */
export async function stageRelease(
  place: UpdatePlace,
  { kind, path }: Exclude<Placement, { kind: 'none' }>,
  file: string,
  manifest: string,
): Promise<StagedRelease> {
  const folder = await mkdtemp(join(dirname(path), '.holdfast-update-')).catch((cause: unknown) => {
    throw notWritable(dirname(path), cause)
  })
  try {
    return { folder, ...(await unpackInto(folder, place, kind, file, manifest)) }
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true })
    throw thrown
  }
}

async function unpackInto(
  folder: string,
  place: UpdatePlace,
  kind: 'tar' | 'appimage',
  file: string,
  manifest: string,
): Promise<Omit<StagedRelease, 'folder'>> {
  const copy = join(folder, 'release')
  await copyNamed(file, copy)
  const judged = await verifyUpdate(place, copy, manifest, basename(file))
  requireKind(judged.manifest, kind)
  const into = join(folder, 'unpacked')
  await mkdir(into)
  if (kind === 'tar') {
    await unpack('tar', ['-xzf', copy, '--no-same-owner', '-C', into], folder)
    const takes = await onlyFolderIn(into)
    await requireVersion(takes, judged.manifest)
    return { ...judged, takes, unpacked: takes }
  }
  await chmod(copy, 0o755)
  // It needs no mount for this, so it works where FUSE is not there.
  await unpack(copy, ['--appimage-extract'], into)
  const unpacked = join(into, 'squashfs-root')
  await requireVersion(unpacked, judged.manifest)
  return { ...judged, takes: copy, unpacked }
}

const unpack = (program: string, words: string[], cwd: string): Promise<unknown> =>
  run(program, words, { cwd, env: environmentOf('holdfast', process.env), maxBuffer: 1 << 26 }).catch(
    (cause: unknown) => {
      throw failed('the release could not be unpacked', cause)
    },
  )

async function onlyFolderIn(folder: string): Promise<string> {
  const [first, ...others] = await readdir(folder, { withFileTypes: true })
  if (!first?.isDirectory() || others.length > 0) throw failed('the release is not one folder')
  return join(folder, first.name)
}

/** What was unpacked is what the manifest says, to its own words. */
async function requireVersion(folder: string, { version }: UpdateManifest): Promise<void> {
  const file = join(folder, 'resources', 'app.asar.unpacked', 'package.json')
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw failed('the release holds no Holdfast', cause)
  })
  const found = (JSON.parse(text) as { version?: unknown }).version
  if (found !== version) throw failed(`the release holds Holdfast ${String(found)}, its manifest says ${version}`)
}

function requireKind({ kind, file }: UpdateManifest, wanted: 'tar' | 'appimage'): void {
  if (kind === wanted) return
  throw new HoldfastError(
    'UPDATE_NOT_FOR_THIS',
    `${file} is verified, and is a ${kind}; this Holdfast was installed as a ${wanted}.`,
    `Get the ${wanted} of the release.`,
  )
}

const notWritable = (folder: string, cause: unknown): HoldfastError =>
  new HoldfastError(
    'NOT_ALLOWED',
    `You may not write to ${folder}, where this Holdfast lies; nothing was changed.`,
    'Ask whoever installed it to put the update in place.',
    cause,
  )

/** An update that came to nothing; the installed one is as it was. */
export const failed = (why: string, cause?: unknown): HoldfastError =>
  new HoldfastError(
    'UPDATE_FAILED',
    `The update was given up: ${why}. The installed Holdfast is as it was.`,
    'Keep using the installed one, and tell the makers of the release what this message says.',
    cause,
  )
