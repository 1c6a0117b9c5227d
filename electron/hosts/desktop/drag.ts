import { nativeImage, type BrowserWindow } from 'electron'
import { isOutgoing } from './outgoing.ts'
import { isOurFrame } from './trust.ts'

/** Lets the page of a window drag copies out that lie in `parent`, where the core put them; nothing else. */
export function setupDrag(window: BrowserWindow, parent: string): void {
  const { webContents } = window
  webContents.ipc.on('holdfast-drag', (event, file: unknown) => {
    if (!isOurFrame(event.senderFrame) || typeof file !== 'string' || !isOutgoing(parent, file)) return
    webContents.startDrag({ file, icon: sheet() })
  })
}

/** What hangs at the pointer: a sheet of paper, 24 by 32 pixels. Nothing is read for it from the file. */
function sheet(): Electron.NativeImage {
  const [width, height] = [24, 32]
  const bitmap = Buffer.alloc(width * height * 4, 0xff)
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)]
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) bitmap.fill(0x60, at * 4, at * 4 + 3)
  }
  return nativeImage.createFromBitmap(bitmap, { width, height })
}
