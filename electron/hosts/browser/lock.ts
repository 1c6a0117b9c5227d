import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { requireRegularOrNothing } from '../../core/app.ts'

/**
 * Takes a lock that only one process on this computer can hold, and that the system releases when the process ends,
 * however it ends: the file lock of an SQLite transaction, because Node itself has none. Returns the function that
 * gives it back, or undefined when another process holds it. Fails with INVALID_INPUT when no file lies there.
 */
export function takeLock(file: string): (() => void) | undefined {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  // SQLite would wait for what a pipe says.
  requireRegularOrNothing(file)
  const db = new Database(file, { timeout: 0 })
  try {
    db.exec('begin exclusive')
  } catch (thrown) {
    db.close()
    if ((thrown as { code?: unknown }).code === 'SQLITE_BUSY') return undefined
    throw thrown
  }
  return () => db.close()
}
