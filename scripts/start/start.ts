import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from '../../electron/hosts/browser/find-browser.ts'
import { build, needsBuild } from './build.ts'
import { fetchElectron, findElectron } from './electron-runtime.ts'

/** Milliseconds that fetching Electron's runtime may take before the system's browser is used instead. */
const fetchLimit = 60_000
/** The exit code of a host that could not start for want of a runtime. */
const missing = 4

/**
 * Opens the workstation with the best this computer has, and says in one line which that is: Electron, else a system
 * browser, else (no display, or no browser) the demonstration, which goes the whole path without a window.
 */
export async function start(root: string): Promise<number> {
  const noDisplay = hasDisplay() ? undefined : 'no display'
  const electron = noDisplay ? undefined : (findElectron(root) ?? (await fetchIfAllowed(root)))
  const browser = findBrowser()
  if (noDisplay === undefined && (electron ?? browser) !== undefined && needsBuild(root)) {
    say('Building Holdfast (once after a change) …')
    const failure = build(root)
    if (failure !== undefined) {
      say(`${failure}\nHoldfast could not be built: see above; "npm ci" puts its parts back.`)
      return missing
    }
  }
  if (electron !== undefined) {
    say('Opening Holdfast in Electron.')
    if (await runElectron(electron, root)) return 0
    say('Electron did not start here; trying the system browser.')
  }
  if (noDisplay === undefined && browser !== undefined) {
    say(`Opening Holdfast in ${browser}${electron === undefined ? ' (no Electron runtime on this computer)' : ''}.`)
    const code = await run([join(root, 'out', 'browser', 'main.js')])
    if (code !== missing) return code
  }
  const why = noDisplay ?? (browser === undefined ? 'no Chromium-based browser' : 'the browser did not start')
  const folder = join(mkdtempSync(join(tmpdir(), 'holdfast-')), 'demo')
  say(`No window can be opened here (${why}); running the demonstration without one, into ${folder}:`)
  return run([join(root, 'bin', 'holdfast.mjs'), 'demo', '--out', folder])
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function hasDisplay(): boolean {
  const { platform, env } = process
  return platform === 'darwin' || platform === 'win32' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
}

/** `HOLDFAST_FETCH_ELECTRON=0` keeps the start from using the network. */
async function fetchIfAllowed(root: string): Promise<string | undefined> {
  if (process.env['HOLDFAST_FETCH_ELECTRON'] === '0') return undefined
  // Without a network this is over at once, and nothing need be said.
  const patience = setTimeout(
    () =>
      say(`Fetching Electron's runtime, once, for up to ${fetchLimit / 1000} s (HOLDFAST_FETCH_ELECTRON=0: never) …`),
    2000,
  )
  return fetchElectron(root, fetchLimit).finally(() => clearTimeout(patience))
}

/** Whether Electron opened the workstation: it ended well, or ran long enough that a person has seen its window. */
async function runElectron(electron: string, root: string): Promise<boolean> {
  const started = Date.now()
  // The system's user 0 cannot use Chromium's sandbox.
  const code = await run([...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root], electron)
  return code === 0 || Date.now() - started > 10_000
}

/** Runs a program with our input and output; signals reach it through the terminal or are passed on. */
function run(args: string[], program = process.execPath): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit' })
    const pass = (signal: NodeJS.Signals): void => {
      if (!(signal === 'SIGINT' && process.stdin.isTTY)) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.on(signal, pass)
    const end = (code: number): void => {
      for (const signal of signals) process.off(signal, pass)
      resolve(code)
    }
    child.once('error', () => end(missing))
    child.once('exit', (code) => end(code ?? 0))
  })
}
