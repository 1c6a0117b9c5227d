import { app, BrowserWindow, dialog } from 'electron'
import { mostWindows } from '../window-files.ts'

/** The windows of the workstation: all of them look at the one vault. */
export interface Windows {
  /** Opens one, beside the one that was used last. */
  open(): Promise<void>
  /** The one that was used last; undefined: none is open. */
  current(): BrowserWindow | undefined
}

/** Keeps the windows; `make` gives one, not loaded yet, and `load` loads its page. */
export function keepWindows(
  make: (beside: BrowserWindow | undefined) => BrowserWindow,
  load: (window: BrowserWindow) => Promise<void>,
): Windows {
  /** The one used last comes last. */
  let windows: readonly BrowserWindow[] = []
  const others = (window: BrowserWindow): BrowserWindow[] => windows.filter((one) => one !== window)
  const current = (): BrowserWindow | undefined => windows.at(-1)
  let telling = false
  const tellOnce = async (): Promise<void> => {
    if (telling) return
    telling = true
    await tellTooMany(current()).finally(() => (telling = false))
  }
  let leaving = false
  app.on('before-quit', () => (leaving = true))
  return {
    current,
    async open() {
      if (leaving) return
      if (windows.length >= mostWindows) return tellOnce()
      const window = make(current())
      windows = [...windows, window]
      window.on('focus', () => (windows = [...others(window), window]))
      window.once('closed', () => (windows = others(window)))
      await load(window)
    },
  }
}

async function tellTooMany(window: BrowserWindow | undefined): Promise<void> {
  if (!window) return
  await dialog.showMessageBox(window, {
    type: 'info',
    title: 'Holdfast',
    message: `${mostWindows} windows are open; there can be no more.`,
    detail: 'Close one that you do not need.',
    noLink: true,
  })
}
