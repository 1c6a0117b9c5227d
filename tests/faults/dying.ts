import Database from 'better-sqlite3'
import fs from 'node:fs'
import promises, { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

type Anything = (this: unknown, ...given: unknown[]) => unknown

/**
 * From now on this process is killed just before its n-th call that changes a disk, counted from 1: a name that is given, moved or
 * taken away, a folder, the bytes of a small file, a file or folder that is synced, and what the database is told as a whole (a
 * transaction, a statement beside those, its closing). What SQLite does within one is tried by kills at random moments and by power
 * cuts.
 */
export async function dieAt(nth: number): Promise<void> {
  let calls = 0
  const count = (of: object, names: readonly string[]): void => {
    const methods = of as Record<string, Anything>
    for (const name of names) {
      const real = methods[name]
      if (!real) throw new Error(`there is no ${name}`)
      methods[name] = function (...given) {
        if (++calls === nth) process.kill(process.pid, 'SIGKILL')
        return real.apply(this, given)
      }
    }
  }
  count(promises, ['rename', 'rm', 'mkdir', 'rmdir', 'writeFile'])
  count(fs, ['linkSync', 'renameSync', 'unlinkSync'])
  const file = await open(import.meta.filename)
  count(Object.getPrototypeOf(file) as object, ['sync', 'writeFile'])
  await file.close()
  count(Database.prototype, ['exec', 'close'])
  const database = Database.prototype as unknown as { transaction: Anything }
  const { transaction } = database
  database.transaction = function (...given) {
    const made = transaction.apply(this, given) as { immediate: Anything }
    const whole = { immediate: made.immediate }
    count(whole, ['immediate'])
    return whole
  }
  syncBuiltinESMExports()
}
