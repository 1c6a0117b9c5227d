// `npm run dist`: what can be built on this computer, into dist/. Always the command line as a package of npm; with an
// Electron runtime on Linux also the program a person installs: unpacked, as a .tar.gz and as a .deb. What needs another
// system or a network is configured in electron-builder.yml, and said here.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { showSize } from '../shared/kernel/show.ts'
import { makeDeb } from './release/deb.ts'
import { buildTime, electronVersion, packFolder, packTar } from './release/pack.ts'
import { sbomOf } from './release/sbom.ts'
import { sizeOf } from './release/tree.ts'
import { findTestElectron } from './electron/runtime.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  devDependencies: Record<string, string>
}
const seconds = buildTime(root)

function run(program: string, args: string[]): void {
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  console.error(`dist: "${program} ${args.join(' ')}" failed`)
  process.exit(1)
}

mkdirSync(dist, { recursive: true })
run('npm', ['run', '--silent', 'build'])
run('npm', ['pack', '--silent', '--pack-destination', 'dist'])
const made = readdirSync(dist).filter((name) => name.endsWith('.tgz'))

const electron = process.platform === 'linux' ? findTestElectron(root) : undefined
if (electron !== undefined) {
  const is = electronVersion(electron)
  // A package with another Electron than the one that is shipped must not be taken for a release.
  const name = `Holdfast-${version}-linux-${process.arch}${is === devDependencies['electron'] ? '' : `-test-electron-${is}`}`
  const unpacked = packFolder(root, electron, is, dist, seconds)
  packTar(unpacked, join(dist, `${name}.tar.gz`), seconds)
  const deb = { unpacked, root, version, arch: process.arch, seconds, out: join(dist, `${name}.deb`) }
  if (spawnSync('dpkg-deb', ['--version']).status === 0) makeDeb(deb)
  writeFileSync(join(dist, `${name}.cdx.json`), sbomOf(root, is, seconds))
  made.push(...readdirSync(dist).filter((file) => file.startsWith(`${name}.`)))
  console.log(`dist: packed with Electron ${is}, ${showSize(sizeOf(unpacked))} unpacked`)
}
console.log(`dist: ${made.map((name) => `dist/${name}`).join(', ')}`)
console.log('Install the package of npm with "npm install -g <file>"; then "holdfast --help".')
if (electron === undefined)
  console.log('No Electron runtime for Linux is on this computer: no program to install was packed.')
console.log(
  'Not made here: AppImage and rpm (their tools come from a network), Windows and macOS (their systems). docs/release.md says how.',
)
