import type { BrowserWindow } from 'electron'
import type { Remembering } from '../remembered.ts'
import type { Preferring } from './preferences.ts'

/** Half of one of Chromium's zoom levels. */
const step = Math.sqrt(1.2)

/** Makes everything larger (1) or smaller (-1) by a step, or gives it its actual size (0). */
export function changeZoom({ get, set }: Preferring, by: -1 | 0 | 1): void {
  set({ zoom: by === 0 ? 100 : (get().zoom ?? 100) * step ** by })
}

/** Shows every document of a window at the size that was chosen last; the wheel with Ctrl changes it too. */
export function setupZoom(window: BrowserWindow, remembered: Remembering, preferences: Preferring): void {
  const { webContents } = window
  webContents.on('did-navigate', () => webContents.setZoomLevel(remembered.get().zoom))
  webContents.on('zoom-changed', (_event, direction) => changeZoom(preferences, direction === 'in' ? 1 : -1))
}
