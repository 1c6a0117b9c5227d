import { count } from '../../../../../shared/kernel/show.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import type { Reader, Store } from '../store.ts'
import { migration as record } from './0001-record.ts'
import { migration as destruction } from './0002-destruction.ts'
import type { Migration } from './migration.ts'

const migrations: readonly Migration[] = [record, destruction]
export const newestSchema = destruction.version

/** The number of the last migration of a database. Fails with VAULT_NEWER when this program does not know it. */
export function schemaOf(store: Reader, newest = newestSchema): number {
  const found = store.get<{ user_version: number }>('pragma user_version')?.user_version ?? 0
  if (found <= newest) return found
  throw new HoldfastError(
    'VAULT_NEWER',
    `This vault was written by a newer Holdfast (schema ${found}; this one knows ${newest}).`,
    'Open it with that version; nothing was changed.',
  )
}

/**
 * Brings a database to the newest version, one transaction a step, with foreign keys off outside it (inside it the
 * pragma does nothing, and a table rebuilt under ON DELETE CASCADE would lose its children).
 * Fails with VAULT_NEWER for a database from the future, which stays unharmed.
 */
export function migrate(store: Store, steps: readonly Migration[] = migrations): void {
  const found = schemaOf(store, steps.at(-1)?.version)
  for (const step of steps) {
    if (step.version <= found) continue
    store.exec('pragma foreign_keys=OFF')
    store.transaction(() => {
      store.exec(step.sql)
      const broken = store.all('pragma foreign_key_check')
      if (broken.length > 0)
        throw new Error(`migration ${step.version} would break ${count(broken.length, 'reference')}`)
      store.exec(`pragma user_version=${step.version}`)
    })
    store.exec('pragma foreign_keys=ON')
  }
}
