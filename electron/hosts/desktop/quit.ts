import { app, type BrowserWindow } from 'electron'

/** Closing the window, leaving by the menu and a signal all end the same way: the vault is closed, then the process. */
export function setupQuit(window: BrowserWindow, core: { close(): Promise<void> }): void {
  let closed = false
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void core.close().finally(() => {
      closed = true
      // In the same turn as the event that was prevented, Electron never ends.
      setImmediate(() => app.quit())
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}
