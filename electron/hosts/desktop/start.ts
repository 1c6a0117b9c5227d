import { app, BrowserWindow, session } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { forbidCoreDumps } from '../core-dumps.ts'
import { findProgram, outgoingIn, readSettings } from '../place.ts'
import { rememberIn } from '../remembered.ts'
import { builtWindow } from '../window-files.ts'
import { desktopAnswers } from './answers.ts'
import { attendance } from './attendance.ts'
import { setupBadge } from './badge.ts'
import { setupChannel } from './channel.ts'
import { askPage, setupCommands } from './commands.ts'
import { setupContents } from './contents.ts'
import { setupCopied } from './copied.ts'
import { startCoreProcess } from './core-process.ts'
import { keepCore } from './core.ts'
import { setupDrag } from './drag.ts'
import { endWithFailure, hasScreen } from './failure.ts'
import { requireHandable } from './handing.ts'
import { setupMenu } from './menu.ts'
import { collectOpened, openedAtStart } from './opened.ts'
import { setupPower } from './power.ts'
import { preferencesOf } from './preferences.ts'
import { closeFirst } from './quit.ts'
import { declareScheme, setupScheme } from './scheme.ts'
import { setupSessions } from './session.ts'
import { requireNoDebugging } from './switches.ts'
import { watchChildren, watchPage } from './trouble.ts'
import { updateLooks } from './updates.ts'
import { loadWindow, makeWindow, showAgain } from './window.ts'
import { keepWindows } from './windows.ts'

// This process has the windows, the menu, the dialogs and the key store. Vaults are opened in the core's own process;
// nothing that is written in one is parsed or kept here.

/** Milliseconds in which the window must be there. */
const patience = 60_000
/** Milliseconds for which the vault stays open behind pages that do not answer; the core counts those without a page. */
const unattended = 60_000

/** Opens the workstation. Fails with what keeps it from that. */
export async function start(): Promise<void> {
  if (!hasScreen())
    throw new HoldfastError(
      'MISSING_RUNTIME',
      'There is no display to open a window on.',
      'Start it in a desktop session, or use the command line (holdfast --help).',
    )
  forbidCoreDumps()
  const program = findProgram(import.meta.url)
  const settings = readSettings(process.env)
  const debug = process.env['HOLDFAST_DEBUG'] === '1'
  requireNoDebugging({ packaged: app.isPackaged, debug, switches: app.commandLine })

  const profile = join(settings.home, '.window', 'desktop')
  // Made here: where it cannot be made Electron would say that another has it.
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  app.setPath('userData', profile)
  // Where a person asked for no sandbox this would ask for it again, and no window would ever come.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  declareScheme()
  setupSessions(debug)
  setupContents()
  watchChildren()

  const giveOpened = collectOpened(program.root)
  const opened = openedAtStart(program.root)
  requireHandable(profile, { argv: process.argv, cwd: process.cwd() }, opened)
  if (!app.requestSingleInstanceLock({ opened })) {
    process.stderr.write('Holdfast is already open: go on in its window.\n')
    return app.exit(0)
  }
  const { renderer, pageScript } = builtWindow(program.root, 'desktop')
  const remembered = rememberIn(join(settings.home, '.window', 'desktop.json'))
  const preferences = preferencesOf(
    remembered,
    { idleMinutes: settings.idleSet ? null : settings.idleMinutes, debug },
    () => {
      for (const window of BrowserWindow.getAllWindows()) askPage(window, { kind: 'preferences' })
    },
  )
  const updates = updateLooks(program, settings)
  const answers = desktopAnswers(preferences, updates)
  const core = keepCore((hear) => {
    const { idleMinutes = settings.idleMinutes } = preferences.get()
    return startCoreProcess(program, { home: settings.home, idleMinutes }, answers, hear)
  })
  core.lost.catch((thrown: unknown) => endWithFailure(thrown, 'go on'))
  closeFirst(core)
  await withinPatience(async () => {
    await app.whenReady()
    // A partition without "persist:" lives in memory: nothing that is typed reaches the disk by way of the window.
    const memory = session.fromPartition('holdfast', { cache: false })
    setupScheme(memory, renderer, core)
    const here = attendance<BrowserWindow>(() => core.lock(), unattended)
    const load = async (window: BrowserWindow): Promise<void> => {
      await core.ready
      await loadWindow(window)
    }
    const copied = setupCopied()
    const windows = keepWindows((beside) => {
      const window = makeWindow({ session: memory, pageScript, debug, remembered, preferences, beside })
      watchPage(window, here)
      setupBadge(window)
      copied.hear(window)
      setupCommands(window, () => windows.current() === window, copied.clear)
      setupChannel(window, core, another)
      setupDrag(window, outgoingIn(settings.home))
      return window
    }, load)
    const another = (): void => void windows.open().catch((thrown: unknown) => endWithFailure(thrown, 'go on'))
    // Menus of macOS are there before and after a window.
    setupMenu({
      root: program.root,
      preferences,
      run: (command) => {
        const window = windows.current()
        if (window) askPage(window, { kind: 'command', command })
      },
      lookForUpdates: updates.lookAndShow,
    })
    app.on('second-instance', () => showAgain(windows.current()))
    if (debug)
      process.on('SIGUSR2', () => {
        for (const { webContents } of BrowserWindow.getAllWindows()) webContents.reloadIgnoringCache()
      })
    setupPower(core, remembered)
    await windows.open()
    giveOpened(windows.current, core.picked)
    updates.begin()
  })
}

async function withinPatience(work: () => Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () =>
      late.reject(
        new HoldfastError(
          'MISSING_RUNTIME',
          `The window did not open within ${patience / 1000} seconds.`,
          'Close other programs and start it again; start it from a terminal to see more.',
        ),
      ),
    patience,
  )
  try {
    await Promise.race([work(), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
