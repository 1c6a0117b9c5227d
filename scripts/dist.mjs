// `npm run dist`: the built product as one package in dist/, to be carried to a computer without a network or sources.
// It holds the command line and the window for a system browser or an Electron runtime that is there. Installers with
// Electron inside are made where its runtime can be had; this script makes none and says so.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const shell = process.platform === 'win32'

function run(program, args) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell })
  if (status !== 0) {
    console.error(`dist: "${program} ${args.join(' ')}" failed`)
    process.exit(1)
  }
}

mkdirSync(`${root}/dist`, { recursive: true })
run('npm', ['run', '--silent', 'build'])
run('npm', ['pack', '--silent', '--pack-destination', 'dist'])
const packages = readdirSync(`${root}/dist`).filter((name) => name.endsWith('.tgz'))
console.log(`dist: ${packages.map((name) => `dist/${name}`).join(', ')}`)
console.log('Install it with "npm install -g <file>"; then "holdfast --help". No Electron installer was made.')
