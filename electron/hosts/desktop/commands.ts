import type { BrowserWindow } from 'electron'
import { isCommand, type Asked, type CommandId } from '../../../shared/contract/commands.ts'
import { isOurFrame } from './trust.ts'
import { offerInMenu } from './menu.ts'

interface Said {
  /** What the page offers now; null while there is none. */
  offered: ReadonlySet<CommandId> | null
  /** When the page last said that no vault is open, by the clock that only goes forward (ms). */
  lockedAt: number
}

const saidIn = new WeakMap<BrowserWindow, Said>()

const isLocked = ({ offered }: Said): boolean => offered !== null && !offered.has('lock')

/** Whether the page of a window says that no vault is open, or has said so since an instant of `performance.now()`. */
export function wasLockedByPage(window: BrowserWindow, since: number): boolean {
  const said = saidIn.get(window)
  return said !== undefined && (isLocked(said) || said.lockedAt >= since)
}

/** Follows which commands the page of a window offers; none while it has no page of ours. `isCurrent`: its are in the menu. `onLocked`: it says that no vault is open. */
export function setupCommands(window: BrowserWindow, isCurrent: () => boolean, onLocked: () => void): void {
  const { webContents } = window
  const said: Said = { offered: null, lockedAt: -Infinity }
  saidIn.set(window, said)
  const show = (): void => offerInMenu(said.offered ?? new Set())
  window.on('focus', show)
  webContents.ipc.on('holdfast-offered', (event, ids: unknown) => {
    if (!isOurFrame(event.senderFrame) || !Array.isArray(ids)) return
    said.offered = new Set(ids.filter(isCommand))
    if (isLocked(said)) {
      said.lockedAt = performance.now()
      onLocked()
    }
    if (isCurrent()) show()
  })
  const none = (): void => {
    said.offered = null
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
