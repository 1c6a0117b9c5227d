import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { packageKinds, type PackageKind } from '../../../shared/update/manifest.ts'
import type { Program } from '../place.ts'

/** How this copy of Holdfast lies on the computer, as far as an update can take its place. */
export type Placement =
  /** One folder, unpacked from a release; absolute path. */
  | { kind: 'tar'; path: string }
  /** One file that mounts itself; absolute path. */
  | { kind: 'appimage'; path: string }
  /** Sources, or a package of npm: not put there by a release. */
  | { kind: 'none' }

/** Where this copy lies. Inside of a release our package.json is in `resources/app.asar.unpacked`. */
export function placementOf({ root }: Program, env: Readonly<Record<string, string | undefined>>): Placement {
  const resources = dirname(root)
  if (basename(resources) !== 'resources' || !basename(root).startsWith('app.asar')) return { kind: 'none' }
  // An AppImage says so to the programs in it, and where it mounted itself; a variable alone could be another program's.
  const { APPIMAGE: file, APPDIR: mounted } = env
  if (file !== undefined && mounted !== undefined && root.startsWith(join(mounted, '/')))
    return { kind: 'appimage', path: file }
  return { kind: 'tar', path: dirname(resources) }
}

/**
 * The kind of file that the next release comes in for this copy; undefined for one that no release put there. A package of
 * the system says so in `resources/package-type`, where electron-builder writes it too.
 */
export function kindOf(program: Program, env: Readonly<Record<string, string | undefined>>): PackageKind | undefined {
  const placement = placementOf(program, env)
  if (placement.kind !== 'tar') return placement.kind === 'none' ? undefined : placement.kind
  if (process.platform === 'win32') return env['PORTABLE_EXECUTABLE_FILE'] === undefined ? 'nsis' : 'portable'
  if (process.platform === 'darwin') return 'dmg'
  const said = join(placement.path, 'resources', 'package-type')
  if (!existsSync(said)) return 'tar'
  const kind = readFileSync(said, 'utf8').trim()
  return packageKinds.find((one) => one === kind)
}

/** The command line inside of an unpacked release. */
export const commandIn = (folder: string): string =>
  join(folder, 'bin', process.platform === 'win32' ? 'holdfast.cmd' : 'holdfast')
