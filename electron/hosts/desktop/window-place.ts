import { screen, type BrowserWindow } from 'electron'
import { placeOf, within } from './place.ts'
import type { Place, Remembering } from '../remembered.ts'

/** How far a window lies from the one that it is opened beside, in the system's pixels. */
const step = 32

/** Where a window opens on the displays that there are now: beside another, else where the last one was. */
export function openingPlace(remembered: Remembering, beside?: BrowserWindow): Place {
  if (beside) {
    const { x, y, width, height } = beside.getNormalBounds()
    const { workArea } = screen.getDisplayMatching(beside.getBounds())
    return within(workArea, { x: x + step, y: y + step, width, height, maximised: false })
  }
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return placeOf([primary, ...others], remembered.get())
}

/** Remembers the window's place on each display, and brings it back when the display under it is taken away. */
export function setupPlace(window: BrowserWindow, remembered: Remembering): void {
  let timer: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(timer)
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    const bounds = window.getNormalBounds()
    const display = String(screen.getDisplayMatching(window.getBounds()).id)
    const place = { ...bounds, maximised: window.isMaximized() }
    remembered.set({ display, places: { ...remembered.get().places, [display]: place } })
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(save, 500)
  }
  const bringBack = (): void => {
    if (window.isDestroyed()) return
    const bounds = window.getBounds()
    window.setBounds(within(screen.getDisplayMatching(bounds).workArea, { ...bounds, maximised: false }))
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('maximize', soon)
  window.on('unmaximize', soon)
  window.on('close', save)
  screen.on('display-removed', bringBack)
  screen.on('display-metrics-changed', bringBack)
  window.once('closed', () => {
    clearTimeout(timer)
    screen.off('display-removed', bringBack)
    screen.off('display-metrics-changed', bringBack)
  })
}
