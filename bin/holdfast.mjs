#!/usr/bin/env node
// The command `holdfast`. Plain JavaScript, since it also starts under Nodes that cannot read TypeScript.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { continueInNode24 } from './node24.mjs'

const script = fileURLToPath(import.meta.url)
const project = fileURLToPath(new URL('..', import.meta.url))

if (continueInNode24(project, script)) {
  // Passed on to nobody: a Holdfast started by this one finds its Node for itself.
  delete process.env['HOLDFAST_RESTARTED']
  // Node strips types outside node_modules only; a package runs what was built, and so does a release, which has no
  // sources. Beside sources that is run which is newer: what was built starts three times as fast.
  const source = join(project, 'electron', 'hosts', 'cli', 'main.ts')
  const built = join(project, 'out', 'cli', 'main.js')
  const isPackage = project.includes(`${sep}node_modules${sep}`)
  const isBuilt = isPackage || (existsSync(built) && (!existsSync(source) || isNewest(built)))
  const main = isBuilt ? built : source
  if (existsSync(main)) {
    silence('ExperimentalWarning')
    await import(pathToFileURL(main).href)
  } else {
    process.stderr.write(`This copy of Holdfast is not complete: ${main} is missing; get it again.\n`)
    process.exitCode = 4
  }
}

/** Whether nothing of the sources was written, added, moved or taken away since this file was. */
function isNewest(file) {
  const at = statSync(file).mtimeMs
  const isOlder = (folder) =>
    statSync(folder).mtimeMs < at &&
    readdirSync(folder, { withFileTypes: true }).every((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? isOlder(path) : statSync(path).mtimeMs < at
    })
  return ['electron', 'shared'].every((folder) => isOlder(join(project, folder)))
}

/** Early Nodes 24 warn about type stripping; that is our choice, not the caller's concern. */
function silence(kind) {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0]
    if (type !== kind) emitWarning(warning, ...rest)
  }
}
