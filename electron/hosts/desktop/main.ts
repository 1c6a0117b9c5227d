import { app, dialog, nativeTheme, session, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import { errorCodes, toFailure } from '../../../shared/kernel/errors.ts'
import { findProgram, readSettings } from '../place.ts'
import { desktopAnswers } from './answers.ts'
import { setupChannel } from './channel.ts'
import { askPage, setupCommands } from './commands.ts'
import { setupContents } from './contents.ts'
import { startCore } from './core.ts'
import { setupMenu } from './menu.ts'
import { collectOpened, openedAtStart } from './opened.ts'
import { setupPower } from './power.ts'
import { setupQuit } from './quit.ts'
import { rememberIn } from './remembered.ts'
import { declareScheme, setupScheme } from './scheme.ts'
import { setupSessions } from './session.ts'
import { loadWindow, makeWindow } from './window.ts'

// This process has the windows, the menu, the dialogs and the key store. Vaults are opened in the core's own process;
// nothing that is written in one is parsed or kept here.

const program = findProgram(import.meta.url)
const settings = readSettings(process.env)

app.setPath('userData', join(settings.home, '.window', 'desktop'))
// Where a person asked for no sandbox this would ask for it again, and no window would ever come.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp')
declareScheme()
setupSessions()
setupContents()

const giveOpened = collectOpened(program.root)

if (app.requestSingleInstanceLock({ opened: openedAtStart(program.root) })) {
  // Not awaited here: Electron becomes ready only once this module has been evaluated to its end.
  open().catch(fail)
} else {
  process.stderr.write('Holdfast is already open: go on in its window.\n')
  app.quit()
}

async function open(): Promise<void> {
  const core = startCore(program, settings, desktopAnswers)
  await app.whenReady()
  // A partition without "persist:" lives in memory: nothing that is typed reaches the disk by way of the window.
  const memory = session.fromPartition('holdfast', { cache: false })
  setupScheme(memory, join(program.root, 'out', 'renderer'), core)
  const remembered = rememberIn(join(settings.home, '.window', 'desktop.json'))
  nativeTheme.themeSource = remembered.get().theme
  // Menus of macOS are there before and after a window.
  let page: BrowserWindow | undefined
  setupMenu({
    ...program,
    remembered,
    run: (command) => page && askPage(page, { kind: 'command', command }),
    setTheme: (theme) => {
      nativeTheme.themeSource = theme
      remembered.set({ theme })
    },
  })
  const window = makeWindow(memory, program.root, remembered)
  page = window
  setupCommands(window)
  setupChannel(window, core)
  setupQuit(window, core)
  setupPower(window, core, remembered)
  await core.ready
  await loadWindow(window)
  giveOpened(window, core.picked)
}

/** Nothing can be worked with: that is said, and the process ends with the code of what is wrong. */
function fail(thrown: unknown): void {
  const { code, message, next } = toFailure(thrown)
  process.stderr.write(`${message} ${next}\n`)
  dialog.showErrorBox('Holdfast cannot start', `${message}\n\n${next}`)
  app.exit(errorCodes[code])
}
