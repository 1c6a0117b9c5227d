import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Vault } from './vault.ts'

/**
 * Work on the database file itself: one at a time, since each moves the file under the other. Fails with CONFLICT.
 * While it goes on people work as before; what they write stays in the log.
 */
export async function maintain<T>(vault: Vault, what: string, work: () => Promise<T> | T): Promise<T> {
  if (vault.maintained !== undefined) {
    throw new HoldfastError(
      'CONFLICT',
      `The vault’s files are in use for something else (${vault.maintained}).`,
      'Wait until that is done and try again; nothing was changed.',
    )
  }
  vault.maintained = what
  try {
    return await work()
  } finally {
    vault.maintained = undefined
  }
}

/** Moves the log into the database file, unless somebody needs the file to stay as it is. Says whether it did. */
export function checkpoint({ store, maintained }: Vault): boolean {
  if (maintained !== undefined) return false
  return store.get<{ busy: number }>('pragma wal_checkpoint(truncate)')?.busy === 0
}
