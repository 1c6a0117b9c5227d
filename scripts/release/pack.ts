import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { settle } from './tree.ts'

/** Seconds since 1970 that everything in a build gets: SOURCE_DATE_EPOCH, else the time of the commit, else now. */
export function buildTime(root: string, given = process.env['SOURCE_DATE_EPOCH']): number {
  if (given !== undefined && /^\d{1,12}$/.test(given)) return Number(given)
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  return status === 0 ? Number(stdout) : Math.floor(Date.now() / 1000)
}

/** The version of an Electron runtime, as the file beside its program says, or the program itself. Throws for one that says none. */
export function electronVersion(program: string): string {
  const file = join(dirname(program), 'version')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim().replace(/^v/, '')
  const env = { ELECTRON_RUN_AS_NODE: '1' }
  const { stdout } = spawnSync(program, ['-p', 'process.versions.electron'], { encoding: 'utf8', env })
  const version = stdout.trim()
  if (/^\d+\.\d+\.\d+$/.test(version)) return version
  throw new Error(`${program} does not say which Electron it is`)
}

/** Packs the built program with a runtime into `out/linux-unpacked` by electron-builder; returns that folder, settled. */
export function packFolder(root: string, runtime: string, version: string, out: string, seconds: number): string {
  const unpacked = join(out, 'linux-unpacked')
  rmSync(unpacked, { recursive: true, force: true })
  const words = [`-c.electronDist=${dirname(runtime)}`, `-c.electronVersion=${version}`, `-c.directories.output=${out}`]
  execFileSync(join(root, 'node_modules/.bin/electron-builder'), ['--linux', 'dir', ...words], {
    cwd: root,
    // With links what is settled below would be settled in node_modules too.
    env: { ...process.env, SOURCE_DATE_EPOCH: String(seconds), USE_HARD_LINKS: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // What a runtime that was made for another program brought of it.
  for (const file of ['app-update.yml', 'app'])
    rmSync(join(unpacked, 'resources', file), { recursive: true, force: true })
  settle(unpacked, seconds)
  return unpacked
}

/** Packs an unpacked program as one folder `Holdfast` in a .tar.gz that is the same each time (GNU tar). */
export function packTar(unpacked: string, out: string, seconds: number): void {
  const words = ['--sort=name', `--mtime=@${seconds}`, '--owner=0', '--group=0', '--numeric-owner', '--format=gnu']
  const rename = `--transform=flags=r;s,^${basename(unpacked)},Holdfast,`
  rmSync(out, { force: true })
  execFileSync('tar', [...words, rename, '-I', 'gzip -n -6', '-cf', out, '-C', dirname(unpacked), basename(unpacked)])
}
