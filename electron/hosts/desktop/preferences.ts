import { BrowserWindow, Menu, nativeTheme } from 'electron'
import type { Preferences } from '../../../shared/contract/computer.ts'
import type { Remembering } from '../remembered.ts'

/** What a person set for this computer, by the menu or by the page of preferences: one place that applies both. */
export interface Preferring {
  get(): Preferences
  set(change: Preferences): void
}

/** Each of Chromium's zoom levels is 20 % more than the one before. */
const step = 1.2
const percentOf = (level: number): number => 100 * step ** level
/** The zoom level of a size in percent, within Chromium's own bounds. */
const levelOf = (percent: number): number => Math.min(5, Math.max(-3, Math.log(percent / 100) / Math.log(step)))

/**
 * `idleMinutes`: what holds where nothing is remembered; null where the environment says it, which the window does not change.
 * `debug`: whether a person asked to look inside; English is the only language for others.
 * `onChange` is called after each change, whoever made it.
 */
export function preferencesOf(
  remembered: Remembering,
  { idleMinutes, debug }: { idleMinutes: number | null; debug: boolean },
  onChange: () => void,
): Preferring {
  nativeTheme.themeSource = remembered.get().theme
  const get = (): Preferences => {
    const { theme, language, zoom, lockWithSystem, hideFromCapture, idleMinutes: chosen } = remembered.get()
    return {
      theme,
      ...(debug ? { language } : {}),
      zoom: percentOf(zoom),
      lockWithSystem,
      // Linux has no way to ask for it.
      ...(process.platform === 'linux' ? {} : { hideFromCapture }),
      ...(idleMinutes === null ? {} : { idleMinutes: chosen ?? idleMinutes }),
    }
  }
  return {
    get,
    set({ zoom, ...change }) {
      remembered.set(zoom === undefined ? change : { ...change, zoom: levelOf(zoom) })
      const now = remembered.get()
      nativeTheme.themeSource = now.theme
      for (const window of BrowserWindow.getAllWindows()) {
        window.webContents.setZoomLevel(now.zoom)
        window.setContentProtection(now.hideFromCapture)
      }
      tickInMenu(now)
      onChange()
    },
  }
}

/** Has the menu's ticks say what is set, whoever set it. */
function tickInMenu({ theme, lockWithSystem, hideFromCapture }: ReturnType<Remembering['get']>): void {
  const menu = Menu.getApplicationMenu()
  const ticks = { [`theme.${theme}`]: true, 'lock.system': lockWithSystem, capture: hideFromCapture }
  for (const [id, ticked] of Object.entries(ticks)) {
    const item = menu?.getMenuItemById(id)
    if (item) item.checked = ticked
  }
}
