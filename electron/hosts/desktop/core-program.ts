import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, isAbsolute, join } from 'node:path'
import { environmentOf } from '../../../shared/kernel/environment.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Settings } from '../place.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where the core's Node is looked for. */
export interface Surroundings {
  platform: NodeJS.Platform
  arch: string
  /** Folder of what an installed app brings beside its program. */
  resources: string
  /** Folder with our package.json. */
  root: string
  env: Environment
}

/**
 * The one place that decides which program runs the core: the Node 24 that the app brings (`resources/node`), else the
 * one of the project's package, else a Node 24 of the system. Never Electron's own: its cryptography is another, and what
 * is tested is Node's (docs/decisions/0011). Fails with MISSING_RUNTIME.
 */
export function coreProgram({ platform, arch, resources, root, env }: Surroundings): string {
  const name = platform === 'win32' ? 'node.exe' : 'node'
  const brought = [join(resources, 'node', 'bin', name)]
  try {
    const system = platform === 'win32' ? 'win' : platform
    const manifest = createRequire(join(root, 'package.json')).resolve(`node-${system}-${arch}/package.json`)
    brought.push(join(manifest, '..', 'bin', name))
  } catch {
    // An installed app, or a system that the package is not made for.
  }
  const found = brought.find((file) => existsSync(file)) ?? systemNode(name, env)
  if (found !== undefined) return found
  throw new HoldfastError(
    'MISSING_RUNTIME',
    'The Node 24 that Holdfast works in is missing.',
    'Install Holdfast again; from sources, run `npm ci`, or install Node 24.',
  )
}

function systemNode(name: string, env: Environment): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
  return folders
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file) && spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout.startsWith('v24.'))
}

/** The built core. Beside an archive of Electron's, since no other program can read in one. */
export const coreEntry = (root: string): string =>
  join(root.replace(/\.asar$/, '.asar.unpacked'), 'out', 'core', 'main.js')

/** All that the core gets of the environment, by name: no passphrase, no options of a runtime. */
export function coreEnvironment(
  env: Environment,
  { home, idleMinutes }: Pick<Settings, 'home' | 'idleMinutes'>,
): Record<string, string> {
  return {
    ...environmentOf('holdfast', env),
    HOLDFAST_HOME: home,
    HOLDFAST_IDLE_MINUTES: String(idleMinutes),
  }
}

/**
 * The descriptors of this process, from `first` on, that a child would inherit (Linux). Chromium leaves some open for its
 * children, sockets among them, and closes them in its own; in ours we must.
 */
export function inheritable(first: number): number[] {
  if (process.platform !== 'linux') return []
  const closeOnExec = 0o2000000
  return readdirSync('/proc/self/fd')
    .map(Number)
    .filter((fd) => {
      if (fd < first) return false
      try {
        const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1]
        return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0
      } catch {
        return false
      }
    })
}
