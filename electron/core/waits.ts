import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'

/**
 * Waiting for a person at a dialog of the host, or for a network. It holds nothing up: it is no work that keeps a vault
 * open, and locking ends it.
 */
export class Waits {
  readonly #open = new Set<(why: Error) => void>()

  /** How many there are now; each is that of one call. */
  get count(): number {
    return this.#open.size
  }

  /** Gives the answer. Fails with CANCELLED when the vault is locked before it comes. */
  async for<T>(answer: Promise<T>): Promise<T> {
    const locked = Promise.withResolvers<never>()
    this.#open.add(locked.reject)
    try {
      return await Promise.race([answer, locked.promise])
    } finally {
      this.#open.delete(locked.reject)
    }
  }

  clear(): void {
    const why = new HoldfastError('CANCELLED', 'The vault was locked before the answer came.', 'Ask again.')
    for (const reject of this.#open) reject(why)
  }
}

/** What a host gives the core, with every wait in it among `waits`. */
export const waitingIn = (waits: Waits, { chooseFolder, updates, ...ports }: Ports): Ports => ({
  ...ports,
  chooseFolder: chooseFolder && ((title, use) => waits.for(chooseFolder(title, use))),
  updates: updates && {
    get: () => updates.get(),
    set: (address) => waits.for(updates.set(address)),
    look: () => waits.for(updates.look()),
  },
})
