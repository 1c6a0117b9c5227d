import { rm } from 'node:fs/promises'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { PackageKind, UpdateManifest } from '../../../shared/update/manifest.ts'
import { placementOf } from './placement.ts'
import { stageRelease } from './stage.ts'
import { switchTo } from './switch.ts'
import { tryRelease, type TrialAnswer } from './trial.ts'
import { verifyUpdate, type UpdatePlace } from './verify.ts'

/** The vault that an update is tried on. */
export interface TrialVault {
  /** Makes a backup of it in a new folder; returns the folder. */
  backUp(): Promise<string>
  passphrase: string
}

/** What came of an update. */
export type Installed =
  /** It is in place; the former release lies in `aside`. */
  | { done: 'installed'; manifest: UpdateManifest; trial: TrialAnswer; backup: string | null; aside: string }
  /** It is verified; the system's own program installs it, by a command for a person to give. */
  | { done: 'verified'; manifest: UpdateManifest; command: string }

/**
 * Installs an update: verified, the vault backed up, the new release tried on a copy of it, and only then put in place.
 * Whatever fails leaves the installed one as it was. What the system installs (a package, an installer) is verified, and
 * the command is said: Holdfast never raises its own rights. Fails as `stageRelease`, `tryRelease` and `switchTo` do.
 */
export async function installUpdate(
  place: UpdatePlace,
  file: string,
  manifest: string,
  vault?: TrialVault,
): Promise<Installed> {
  const judged = await verifyUpdate(place, file, manifest)
  const command = systemCommand(judged.manifest.kind, file)
  if (command !== undefined) return { done: 'verified', manifest: judged.manifest, command }
  const placement = placementOf(place.program, process.env)
  if (placement.kind === 'none') throw notFromRelease()
  const staged = await stageRelease(place, placement, file, manifest)
  try {
    const { version } = staged.manifest
    // That it starts at all is known before a backup of gigabytes is made.
    let trial = await tryRelease(staged.unpacked, version)
    const backup = vault ? await vault.backUp() : null
    if (vault && backup !== null)
      trial = await tryRelease(staged.unpacked, version, { backup, passphrase: vault.passphrase })
    const aside = await switchTo(placement, staged.takes, place.program.version)
    return { done: 'installed', manifest: staged.manifest, trial, backup, aside }
  } finally {
    await rm(staged.folder, { recursive: true, force: true })
  }
}

/** The command that installs a file of this kind, for a person to give: the system's own, or ours for what Holdfast puts in place itself. */
export const installCommand = (kind: PackageKind, file: string): string =>
  systemCommand(kind, file) ?? `holdfast update install ${quoted(file)} --vault DIR`

function systemCommand(kind: PackageKind, file: string): string | undefined {
  const commands: Record<PackageKind, string | undefined> = {
    deb: `sudo apt install ${quoted(file)}`,
    rpm: `sudo dnf install ${quoted(file)}`,
    nsis: `start "" "${file}"`,
    portable: `start "" "${file}"`,
    dmg: `open ${quoted(file)}`,
    zip: `open ${quoted(file)}`,
    tar: undefined,
    appimage: undefined,
  }
  return commands[kind]
}

/** A path as one word of the system's shell. */
function quoted(file: string): string {
  if (process.platform === 'win32') return `"${file}"`
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`
}

/** This copy was put there by no release, so none can take its place. */
export const notFromRelease = (): HoldfastError =>
  new HoldfastError(
    'NOT_ALLOWED',
    'This Holdfast was not installed from a release, so none takes its place: it runs from sources or from a package of npm.',
    'Update the sources, or install the release by hand beside it.',
  )
