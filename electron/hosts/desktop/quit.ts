import { app, powerMonitor, type BrowserWindow } from 'electron'

/** Milliseconds for a page to hand over what was typed last. One that hangs gets no more. */
const forPage = 1000
/** Milliseconds for the core to lock the vault. After them it is ended: nothing that was acknowledged is lost by that. */
const forCore = 3000

/** What has to be closed before the process may end. */
interface Closes {
  close(): Promise<void>
  /** Ends it at once. */
  kill(): void
}

let code = 0
let closes: Closes | undefined
let closing: Promise<void> | undefined

/** The code with which the process ends from now on, whatever ends it. False: it is ending already. */
export function endWith(failure: number): boolean {
  if (closing) return false
  code = failure
  return true
}

/** What is closed before the process ends: the vault, with the core that has it open. */
export function closeFirst(core: Closes): void {
  closes = core
}

/**
 * Every way to leave (the menu, the last window, a signal, logging off) is one: pages hand over what was typed, the vault
 * is locked, the process ends; within five seconds, whatever hangs. Called before anything else is set up.
 */
export function setupQuit(): void {
  app.on('browser-window-created', (_event, window) => closeInTime(window))
  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', () => {
    // Electron waits for a page that does not answer, and for a dialog of the system that is open.
    setTimeout(() => void end(), forPage)
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    void end()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
  void app.whenReady().then(() => powerMonitor.on('shutdown', leave))
}

/** Starts to leave; before the app is ready there is nothing to be asked. */
function leave(): void {
  if (app.isReady()) app.quit()
  else void end()
}

/** Closes what has to be closed, and ends the process. */
export function end(): Promise<void> {
  closing ??= (async () => {
    if (closes) {
      const late = new Promise<void>((resolve) => setTimeout(resolve, forCore))
      await Promise.race([closes.close(), late])
      closes.kill()
    }
    app.exit(code)
  })()
  return closing
}

function closeInTime(window: BrowserWindow): void {
  window.on('close', () => setTimeout(() => window.isDestroyed() || window.destroy(), forPage))
  // A page has no say in it: what was typed is a draft already.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
  // Windows says it to the window and not to the app.
  window.on('session-end', leave)
}
