import { powerMonitor, type BrowserWindow } from 'electron'
import { askPage, wasLockedByPage } from './commands.ts'
import type { Remembering } from '../remembered.ts'

/** Milliseconds in which the page can save what is being typed, and lock by itself. */
const patience = 500

/** Locks the vault when the computer sleeps, its screen is locked or another user takes it, unless a person turned that off. */
export function setupPower(
  current: () => BrowserWindow | undefined,
  core: { lock(): void },
  remembered: Remembering,
): void {
  const lock = (): void => {
    if (!remembered.get().lockWithSystem) return
    const since = performance.now()
    // One is asked, the one that somebody may be typing in; the others have saved what was typed when they were left.
    const window = current()
    if (!window) return core.lock()
    askPage(window, { kind: 'command', command: 'lock' })
    // A page that hangs, or is gone, keeps nothing open; what was unlocked meanwhile stays open.
    setTimeout(() => wasLockedByPage(window, since) || core.lock(), patience)
  }
  powerMonitor.on('suspend', lock)
  powerMonitor.on('lock-screen', lock)
  // Said by macOS alone; elsewhere a change of user locks the screen.
  powerMonitor.on('user-did-resign-active', lock)
}
