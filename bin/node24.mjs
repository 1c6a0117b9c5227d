// Node 24 for people whose system has an older one. The project brings it as an optional package, so that no install
// script has to run. This file is read by old Nodes too: it keeps to what Node 18 understands.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const needed = 24
const isNew = Number(process.versions.node.split('.')[0]) >= needed

/**
 * Where a Node 24 is that the project can use: this one, or the one that `npm ci` brought.
 * @param {string} projectDir
 * @returns {string | undefined}
 */
export function findNode24(projectDir) {
  if (isNew) return process.execPath
  const windows = process.platform === 'win32'
  const command = windows ? 'node.exe' : 'node'
  const candidates = windows ? [] : [join(projectDir, 'node_modules', '.bin', command)]
  const system = windows ? 'win' : process.platform
  try {
    // Resolved, not joined: under somebody else's node_modules the package lies beside us, not inside.
    const require = createRequire(join(projectDir, 'package.json'))
    candidates.push(join(require.resolve(`node-${system}-${process.arch}/package.json`), '..', 'bin', command))
  } catch {
    // No such package for this system, or it was not installed.
  }
  return candidates.find((file) => existsSync(file))
}

/**
 * Goes on with a script in Node 24. True: this is Node 24, carry on. False: another process has taken over, with our
 * input, output, signals and exit code; or there is none, which was said in one line and is exit code 4.
 * @param {string} projectDir
 * @param {string} script
 * @returns {boolean}
 */
export function continueInNode24(projectDir, script) {
  if (isNew) return true
  const node = process.env['HOLDFAST_RESTARTED'] ? undefined : findNode24(projectDir)
  if (!node) {
    return refuse(
      `Holdfast needs Node ${needed} and this is Node ${process.versions.node}: ` +
        `run "npm ci" in ${projectDir} (it brings Node ${needed} for Linux and Windows), or install Node ${needed}.`,
    )
  }
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, HOLDFAST_RESTARTED: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl+C to both of us; a second one would mean "now".
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal)
    })
  }
  child.on('error', (error) =>
    refuse(`Node ${needed} at ${node} does not start (${error.message}): run "npm ci" again.`),
  )
  child.on('exit', (code, signal) => {
    if (!signal) {
      process.exitCode = code ?? 4
      return
    }
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
  return false
}

function refuse(message) {
  process.exitCode = 4
  process.stderr.write(`${message}\n`)
  return false
}
