import { powerMonitor } from 'electron'
import type { Remembering } from '../remembered.ts'

/** Locks the vault when the computer sleeps, its screen is locked or another user takes it, unless a person turned that off. */
export function setupPower(core: { lock(): void }, remembered: Remembering): void {
  const lock = (): void => {
    // The core asks each window for what is being typed; a page that hangs, or is gone, keeps nothing open.
    if (remembered.get().lockWithSystem) core.lock()
  }
  powerMonitor.on('suspend', lock)
  powerMonitor.on('lock-screen', lock)
  // Said by macOS alone; elsewhere a change of user locks the screen.
  powerMonitor.on('user-did-resign-active', lock)
}
