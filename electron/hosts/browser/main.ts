import type { Part } from '../../../shared/contract/computer.ts'
import { join } from 'node:path'
import { createApp } from '../../core/app.ts'
import { HoldfastError, errorCodes, toFailure } from '../../../shared/kernel/errors.ts'
import { forbidCoreDumps } from '../core-dumps.ts'
import { nodePorts } from '../node-ports.ts'
import { findProgram, readSettings } from '../place.ts'
import { rememberIn } from '../remembered.ts'
import { chooseFolder } from './choose-folder.ts'
import { findBrowser } from './find-browser.ts'
import { startBrowserHost, type BrowserHost } from './host.ts'
import { preferencesOf, showTheme } from './preferences.ts'
import { showFile } from './show-file.ts'

/** Opens the workstation in a system browser and stays until its window is closed. Returns the exit code. */
async function main(): Promise<number> {
  forbidCoreDumps()
  const program = findProgram(import.meta.url)
  const settings = readSettings(process.env)
  const browser = findBrowser()
  if (browser === undefined) {
    throw new HoldfastError(
      'MISSING_RUNTIME',
      'No browser was found that can show the workstation.',
      'Install Chromium, Chrome, Edge or Brave, or set HOLDFAST_BROWSER to the path of one.',
    )
  }
  const picked = new Set<string>()
  const isPicked = (path: string): boolean => picked.has(path)
  const windowParts = (): Promise<Part[]> => Promise.resolve(host ? [host.browser] : [])
  const remembered = rememberIn(join(settings.home, '.window', 'browser.json'))
  const debug = process.env['HOLDFAST_DEBUG'] === '1'
  const idle = settings.idleSet ? null : settings.idleMinutes
  const preferences = preferencesOf(remembered, { idleMinutes: idle, debug }, () => host?.page)
  const { idleMinutes = settings.idleMinutes } = await preferences.get()
  const own = {
    host: 'browser',
    showFile,
    chooseFolder: (title: string) => chooseFolder(title),
    isPicked,
    windowParts,
    preferences,
  } as const
  const app = createApp(nodePorts(program, { ...settings, idleMinutes }, own))
  // A window without a screen is for tests and pictures.
  const headless = process.env['HOLDFAST_HEADLESS'] === '1'
  // A signal may come while the window is still opening: then it closes as soon as it is there.
  let host: BrowserHost | undefined
  let leaving = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      leaving = true
      void host?.close()
    })
  }
  try {
    const onPicked = (path: string): void => void picked.add(path)
    host = await startBrowserHost({ app, home: settings.home, root: program.root, browser, headless, onPicked })
    if (leaving) void host.close()
    await showTheme(host.page, remembered)
    const { page } = host
    if (debug) process.on('SIGUSR2', () => void page.reload())
    await host.ended
    return 0
  } catch (thrown) {
    // What fails in a window that is closed while it opens is no failure.
    if (leaving) {
      await (host ? host.ended : app.close())
      return 0
    }
    await app.close()
    // Somebody has the window open already: that is no failure.
    if (thrown instanceof HoldfastError && thrown.code === 'CONFLICT') {
      process.stderr.write(`${thrown.message} ${thrown.next}\n`)
      return 0
    }
    throw thrown
  }
}

try {
  process.exitCode = await main()
} catch (thrown) {
  const { code, message, next } = toFailure(thrown)
  process.stderr.write(`${message} ${next}\n`)
  process.exitCode = errorCodes[code]
}
