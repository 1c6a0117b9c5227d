import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A private folder for plain copies that wait to be dragged to another program. */
export interface Outgoing {
  /** Its path (mode 0700); made when it is first asked for. */
  folder(): string
  /** Removes it, with whatever earlier ones a crash left. */
  clear(): void
}

const prefix = 'outgoing-'

/** `parent`: the folder that it lies in; `log` hears of what could not be removed. */
export function outgoing(parent: string, log: (event: string) => void): Outgoing {
  let current: string | undefined
  return {
    folder() {
      if (current !== undefined) return current
      mkdirSync(parent, { recursive: true, mode: 0o700 })
      // Under a name that nobody could have put something, or a link, in the place of.
      return (current = mkdtempSync(join(parent, prefix)))
    },
    clear() {
      current = undefined
      try {
        for (const name of readdirSync(parent)) {
          // Of a link the link is removed.
          if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 3 })
        }
      } catch (thrown) {
        if ((thrown as { code?: unknown }).code !== 'ENOENT') log('copies that were dragged out could not be removed')
      }
    },
  }
}
