import { BrowserWindow, type Session } from 'electron'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { setupContextMenu } from './context-menu.ts'
import type { Remembering } from '../remembered.ts'
import type { Preferring } from './preferences.ts'
import { origin } from './trust.ts'
import { openingPlace, setupPlace } from './window-place.ts'
import { setupZoom } from './zoom.ts'

export interface WindowOptions {
  session: Session
  /** File of the script that runs before the page's own. */
  pageScript: string
  /** Whether a person asked to look inside. */
  debug: boolean
  /** What was remembered of the window's place and size. */
  remembered: Remembering
  preferences: Preferring
  /** The window that it is opened beside; undefined: it is the only one. */
  beside: BrowserWindow | undefined
}

/** The workstation's window, not loaded yet. */
export function makeWindow({
  session,
  pageScript,
  debug,
  remembered,
  preferences,
  beside,
}: WindowOptions): BrowserWindow {
  const { maximised, ...bounds } = openingPlace(remembered, beside)
  const window = new BrowserWindow({
    title: 'Holdfast',
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    show: false,
    webPreferences: {
      session,
      preload: pageScript,
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
      devTools: debug,
      navigateOnDragDrop: false,
      disableDialogs: true,
    },
  })
  if (maximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  setupPlace(window, remembered)
  setupZoom(window, remembered, preferences)
  setupContextMenu(window)
  window.setContentProtection(remembered.get().hideFromCapture)
  return window
}

/** Loads the page. Fails with MISSING_RUNTIME when it cannot be shown. */
export async function loadWindow(window: BrowserWindow): Promise<void> {
  let left = false
  window.once('close', () => (left = true))
  try {
    await window.loadURL(`${origin}/`)
  } catch (thrown) {
    // Whoever leaves while it loads has no page to see.
    if (left || window.isDestroyed()) return
    const { code } = thrown as { code?: unknown }
    throw new HoldfastError(
      'MISSING_RUNTIME',
      `The window could not be loaded (${typeof code === 'string' ? code : 'no reason given'}).`,
      'Start Holdfast again; if it happens again, install it again.',
      thrown,
    )
  }
}

/** Brings a window before the person who started Holdfast a second time. */
export function showAgain(window: BrowserWindow | undefined): void {
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}
