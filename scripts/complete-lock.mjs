// Completes package-lock.json for machines other than the one that made it.
//
// When the registry in use does not carry an optional package for some other platform, npm leaves that package out of
// the lock file, and `npm ci` then refuses the lock file as out of step, even on platforms that never need it. This adds
// the missing entries: name, version and platform, so that npm can skip them here and fetch them where they belong. Run
// `npm run lock` after every change of dependencies; tests/architecture checks that it was done.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']

/**
 * The optional packages that a lock file mentions and does not list: name → version.
 * @returns {Map<string, string>}
 */
export function missingFromLock(lock) {
  const missing = new Map()
  for (const [at, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isListed(lock, at, name)) missing.set(name, range.replace(/^[~^]/, ''))
    }
  }
  return missing
}

/** Whether a package is found from where it is asked for: beside it, or in any folder above. */
function isListed(lock, at, name) {
  for (let folder = at; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

/**
 * Platform packages carry their platform in their name: …-linux-arm64-musl.
 * @param {string} name
 */
export function platformOf(name) {
  const words = name.split(/[-/]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  const libc = ['musl', 'gnu'].find((start) => words.some((word) => word.startsWith(start)))
  return {
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(os === 'linux' && libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }),
  }
}

function complete(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingFromLock(lock)
  for (const [name, version] of missing) {
    const { os, ...rest } = platformOf(name)
    lock.packages[`node_modules/${name}`] = { version, ...rest, optional: true, ...(os && { os }) }
  }
  const root = lock.packages['']
  delete lock.packages['']
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  lock.packages = { '': root, ...Object.fromEntries(sorted) }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  return missing.size
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const added = complete(fileURLToPath(new URL('../package-lock.json', import.meta.url)))
  console.log(`package-lock.json: ${added} packages of other platforms added`)
}
