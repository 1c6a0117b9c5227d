import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HoldfastError } from '../../shared/kernel/errors.ts'

/** Where the program lies and which version it is. */
export interface Program {
  /** Absolute path of the folder with our package.json. */
  root: string
  version: string
  /** Whether this runs from the built programs in `out/` (plain JavaScript) or from the sources. */
  built: boolean
}

/** Finds the program from the URL of one of its modules; the same from sources, from `out/` and from a package. */
export function findProgram(moduleUrl: string): Program {
  const file = fileURLToPath(moduleUrl)
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) continue
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown; version?: unknown }
    if (name === 'holdfast') return { root: folder, version: String(version), built: file.endsWith('.js') }
  }
  throw new HoldfastError('MISSING_RUNTIME', `No package.json of Holdfast above ${file}.`, 'Install Holdfast again.')
}

/** What a person may set for every host, by environment variable. */
export interface Settings {
  /** Folder of the vaults; absolute. `HOLDFAST_HOME`, else `Holdfast` in the user's home. */
  home: string
  /** Minutes without use before the vault locks itself; 0: never. `HOLDFAST_IDLE_MINUTES`, else 10. */
  idleMinutes: number
  /** Whether the environment says it: then nobody sets it in the window. */
  idleSet: boolean
}

/** Where the desktop keeps plain copies that wait to be dragged out. */
export const outgoingIn = (home: string): string => join(home, '.window', 'outgoing')

/** Reads the settings. Fails with USAGE on a value that cannot be meant. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const home = env['HOLDFAST_HOME'] ?? join(homedir(), 'Holdfast')
  if (!isAbsolute(home)) throw refusal('HOLDFAST_HOME', home, 'an absolute path')
  const idle = env['HOLDFAST_IDLE_MINUTES'] ?? '10'
  const idleMinutes = Number(idle)
  if (idle.trim() === '' || !Number.isFinite(idleMinutes) || idleMinutes < 0) {
    throw refusal('HOLDFAST_IDLE_MINUTES', idle, 'a number of minutes, 0 for never')
  }
  return { home, idleMinutes, idleSet: env['HOLDFAST_IDLE_MINUTES'] !== undefined }
}

const refusal = (name: string, value: string, wanted: string): HoldfastError =>
  new HoldfastError('USAGE', `${name} is "${value}".`, `Set it to ${wanted}, or leave it out.`)
