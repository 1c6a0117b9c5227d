import { app, nativeImage, type BrowserWindow, type NativeImage } from 'electron'
import { isOurFrame } from './trust.ts'

/** What the page of each window says; all of them look at one vault. */
const counts = new Map<BrowserWindow, number>()
const late = (): number => Math.max(0, ...counts.values())

/** Shows how much is late on the app's icon; where the system has no place for a number there, before the window's title. */
export function setupBadge(window: BrowserWindow): void {
  const { webContents } = window
  let title = window.getTitle()
  let onIcon = false
  const showTitle = (): void => {
    const count = counts.get(window) ?? 0
    window.setTitle(count > 0 && !onIcon ? `(${count}) ${title}` : title)
  }
  const show = (next: number): void => {
    if (window.isDestroyed() || next === (counts.get(window) ?? 0)) return
    counts.set(window, next)
    onIcon = process.platform === 'win32' ? markIcon(window, late()) : app.setBadgeCount(late())
    showTitle()
  }
  window.on('page-title-updated', (event, next) => {
    event.preventDefault()
    title = next
    showTitle()
  })
  webContents.ipc.on('holdfast-late', (event, count: unknown) => {
    if (isOurFrame(event.senderFrame) && typeof count === 'number' && Number.isSafeInteger(count) && count >= 0)
      show(count)
  })
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) show(0)
  })
  webContents.on('render-process-gone', () => show(0))
  window.once('closed', () => {
    counts.delete(window)
    if (process.platform !== 'win32') app.setBadgeCount(late())
  })
}

/** Windows has room for a picture alone: the number is its description. */
function markIcon(window: BrowserWindow, count: number): boolean {
  window.setOverlayIcon(count === 0 ? null : dot(), count === 0 ? '' : `${count} overdue`)
  // The number itself is nowhere to be seen.
  return false
}

/** A red disc of 16 × 16 pixels. */
function dot(): NativeImage {
  const size = 16
  const bgra = Buffer.alloc(size * size * 4)
  for (let at = 0; at < size * size; at++) {
    const [x, y] = [(at % size) - 7.5, Math.floor(at / size) - 7.5]
    if (Math.hypot(x, y) <= 7.5) bgra.set([0x1d, 0x23, 0xa3, 0xff], at * 4)
  }
  return nativeImage.createFromBitmap(bgra, { width: size, height: size })
}
