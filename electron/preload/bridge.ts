import type { Desktop } from '../../shared/contract/commands.ts'
import type { Port } from '../../shared/contract/port.ts'

/** What a window's page gets from its host, as `window.holdfast`: one string channel, the path of a chosen file, and the desktop. */
export interface Bridge {
  port: Port
  /** Absolute path of a file that a person picked or dropped; empty when it has none (made in memory). */
  pathOf(file: File): Promise<string>
  /** Asks for another window on the same vault. */
  newWindow(): void
  /** The desktop around the page; left out in a browser's window. */
  desktop?: Desktop
}

/** Characters of a message; a file travels by the byte channel or by its path. */
export const longest = 1 << 26

/** A port over two functions: `post` sends to the host; `deliver` is what the host calls with each message. */
export function portOver(post: (text: string) => void): { port: Port; deliver: (text: string) => void } {
  const listeners = new Set<(text: string) => void>()
  return {
    port: {
      send: (text) => {
        if (text.length > longest) throw new RangeError(`A message of ${text.length} characters is too long.`)
        post(text)
      },
      onMessage: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    deliver: (text) => {
      for (const listener of listeners) listener(text)
    },
  }
}
