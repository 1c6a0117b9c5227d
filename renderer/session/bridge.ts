import type { Desktop } from '../../shared/contract/commands.ts'
import type { Port } from '../../shared/contract/port.ts'

/** What the host puts into the window, and all of it. */
export interface Bridge {
  readonly port: Port
  /** Absolute path of a file that a person picked or dropped; '' for one that exists only in memory. */
  pathOf(file: File): Promise<string>
  /** Asks for another window on the same vault. */
  newWindow(): void
  /** The desktop around the page; left out in a browser's window. */
  readonly desktop?: Desktop
}

declare global {
  interface Window {
    readonly holdfast: Bridge
  }
}

export const bridge: Bridge = window.holdfast
