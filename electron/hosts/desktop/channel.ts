import type { BrowserWindow } from 'electron'
import { longest } from '../../preload/bridge.ts'
import type { Core, Page } from './core.ts'
import { isOurFrame } from './trust.ts'

const channel = 'holdfast'

/**
 * Joins every document that the window loads to the core, one after the other; the last one's work is cancelled.
 * `another` opens a window more.
 */
export function setupChannel(window: BrowserWindow, core: Core, another: () => void): void {
  const { webContents } = window
  let page: Page | undefined

  // The sender is judged before its message: a frame that is not our page has no voice at all.
  webContents.ipc.on(channel, (event, text: unknown) => {
    if (isOurFrame(event.senderFrame) && isMessage(text)) page?.say(text)
  })
  webContents.ipc.on(`${channel}-another`, (event) => {
    if (isOurFrame(event.senderFrame)) another()
  })

  // Said by our preload, which the page cannot reach: of a file that the system gave to the page.
  webContents.ipc.on(`${channel}-picked`, (event, path: unknown) => {
    if (isOurFrame(event.senderFrame) && isMessage(path)) core.picked(path)
  })

  const leave = (): void => {
    page?.leave()
    page = undefined
  }
  webContents.on('did-navigate', () => {
    leave()
    page = core.openPage(sendTo(window))
  })
  webContents.on('render-process-gone', leave)
  window.once('closed', leave)
}

/** What is longer our own script would not have sent. */
const isMessage = (text: unknown): text is string => typeof text === 'string' && text.length <= longest

/** Sends to the document that is in the window now, and to no other. */
function sendTo(window: BrowserWindow): (text: string) => void {
  const frame = window.webContents.mainFrame
  return (text) => {
    if (!window.isDestroyed() && !frame.isDestroyed() && isOurFrame(frame)) frame.send(channel, text)
  }
}
