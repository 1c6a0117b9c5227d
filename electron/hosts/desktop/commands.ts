import { ipcMain, type BrowserWindow } from 'electron'
import { isCommand, type Asked, type CommandId } from '../../../shared/contract/commands.ts'
import { isOurFrame } from './trust.ts'
import { offerInMenu } from './menu.ts'

/** What the page offers now; null while there is none. */
let offered: ReadonlySet<CommandId> | null = null

/** When the page last said that no vault is open, by the clock that only goes forward (ms). */
let lockedAt = -Infinity

const isLocked = (): boolean => offered !== null && !offered.has('lock')

/** Whether the page says that no vault is open, or has said so since an instant of `performance.now()`. */
export const wasLockedByPage = (since: number): boolean => isLocked() || lockedAt >= since

/** Follows which commands the page of a window offers; none while it has no page of ours. */
export function setupCommands(window: BrowserWindow): void {
  const { webContents } = window
  ipcMain.on('holdfast-offered', (event, ids: unknown) => {
    if (event.sender !== webContents || !isOurFrame(event.senderFrame) || !Array.isArray(ids)) return
    offered = new Set(ids.filter(isCommand))
    if (isLocked()) lockedAt = performance.now()
    offerInMenu(offered)
  })
  const none = (): void => {
    offered = null
    offerInMenu(new Set())
  }
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) none()
  })
  webContents.on('render-process-gone', none)
}

/** Asks the page of a window for something; the document that is there now and no other gets it. */
export function askPage(window: BrowserWindow, asked: Asked): void {
  if (window.isDestroyed() || !isOurFrame(window.webContents.mainFrame)) return
  window.webContents.mainFrame.send('holdfast-asked', asked)
}
