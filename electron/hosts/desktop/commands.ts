import type { BrowserWindow } from 'electron'
import { isCommand, type Asked, type CommandId } from '../../../shared/contract/commands.ts'
import { isOurFrame } from './trust.ts'
import { offerInMenu } from './menu.ts'

/** Follows which commands the page of a window offers; none while it has no page of ours. `isCurrent`: its are in the menu. `onLocked`: it says that no vault is open. */
export function setupCommands(window: BrowserWindow, isCurrent: () => boolean, onLocked: () => void): void {
  const { webContents } = window
  /** What the page offers now. */
  let offered: ReadonlySet<CommandId> = new Set()
  const show = (): void => offerInMenu(offered)
  window.on('focus', show)
  webContents.ipc.on('holdfast-offered', (event, ids: unknown) => {
    if (!isOurFrame(event.senderFrame) || !Array.isArray(ids)) return
    offered = new Set(ids.filter(isCommand))
    if (!offered.has('lock')) onLocked()
    if (isCurrent()) show()
  })
  const none = (): void => {
    offered = new Set()
    if (isCurrent()) show()
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
