import { BrowserWindow, screen, type Session } from 'electron'
import { join } from 'node:path'
import { origin } from './trust.ts'

/** The workstation's window, not loaded yet. */
export function makeWindow(session: Session, root: string): BrowserWindow {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const window = new BrowserWindow({
    title: 'Holdfast',
    width: Math.min(1440, width),
    height: Math.min(900, height),
    minWidth: 640,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
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
  window.once('ready-to-show', () => window.show())
  // A page that fell over cannot be worked with; the vault closes and nothing acknowledged is lost.
  window.webContents.on('render-process-gone', () => window.destroy())
  return window
}

/** Loads the page. */
export async function loadWindow(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${origin}/`)
}
