import { BrowserWindow, type BaseWindow } from 'electron'
import type { Remembering } from './remembered.ts'

/** Zooms a window by half a step of Chromium's, back to its actual size with 0, and remembers it. */
export function changeZoom(window: BaseWindow | undefined, remembered: Remembering, step: number): void {
  if (!(window instanceof BrowserWindow)) return
  const level = step === 0 ? 0 : Math.min(5, Math.max(-3, window.webContents.getZoomLevel() + step / 2))
  window.webContents.setZoomLevel(level)
  remembered.set({ zoom: level })
}

/** Shows every document of a window at the size that was chosen last; the wheel with Ctrl changes it too. */
export function setupZoom(window: BrowserWindow, remembered: Remembering): void {
  const { webContents } = window
  webContents.on('did-navigate', () => webContents.setZoomLevel(remembered.get().zoom))
  webContents.on('zoom-changed', (_event, direction) => changeZoom(window, remembered, direction === 'in' ? 1 : -1))
}
