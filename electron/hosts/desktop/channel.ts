import { ipcMain, type BrowserWindow } from 'electron'
import type { Port } from '../../../shared/contract/port.ts'
import { serve, type App } from '../../../shared/contract/server.ts'
import { isOurFrame } from './trust.ts'

const channel = 'holdfast'

/** Serves the core to every document that the window loads, one after the other; the last one's work is cancelled. */
export function setupChannel(window: BrowserWindow, app: App, onPicked: (path: string) => void): void {
  const { webContents } = window
  const listeners = new Set<(text: string) => void>()
  let leave: (() => void) | undefined

  // The sender is judged before its message: a frame that is not our page has no voice at all.
  ipcMain.on(channel, (event, text: unknown) => {
    if (event.sender !== webContents || !isOurFrame(event.senderFrame) || typeof text !== 'string') return
    for (const listener of listeners) listener(text)
  })

  // Said by our preload, which the page cannot reach: of a file that the system gave to the page.
  ipcMain.on(`${channel}-picked`, (event, path: unknown) => {
    if (event.sender === webContents && isOurFrame(event.senderFrame) && typeof path === 'string') onPicked(path)
  })

  webContents.on('did-navigate', () => {
    leave?.()
    leave = serve(app, portTo(window, listeners), () => new AbortController())
  })
  window.once('closed', () => leave?.())
}

/** A port to the document that is in the window now; it falls silent when that document goes. */
function portTo(window: BrowserWindow, listeners: Set<(text: string) => void>): Port {
  const frame = window.webContents.mainFrame
  return {
    send: (text) => {
      if (!window.isDestroyed() && !frame.isDestroyed() && isOurFrame(frame)) frame.send(channel, text)
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
