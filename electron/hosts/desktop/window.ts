import { BrowserWindow, type Session } from 'electron'
import { join } from 'node:path'
import { setupContextMenu } from './context-menu.ts'
import type { Remembering } from './remembered.ts'
import { origin } from './trust.ts'
import { openingPlace, setupPlace } from './window-place.ts'
import { setupZoom } from './zoom.ts'

/** The workstation's window, not loaded yet. */
export function makeWindow(session: Session, root: string, remembered: Remembering): BrowserWindow {
  const { maximised, ...bounds } = openingPlace(remembered)
  const window = new BrowserWindow({
    title: 'Holdfast',
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    webPreferences: {
      session,
      preload: join(root, 'out', 'preload', 'desktop.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      enableWebSQL: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
    },
  })
  if (maximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  setupPlace(window, remembered)
  setupZoom(window, remembered)
  setupContextMenu(window)
  window.setContentProtection(remembered.get().hideFromCapture)
  // A page that fell over cannot be worked with; the vault closes and nothing acknowledged is lost.
  window.webContents.on('render-process-gone', () => window.destroy())
  return window
}

/** Loads the page. */
export async function loadWindow(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${origin}/`)
}
