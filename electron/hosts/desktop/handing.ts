import { readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

/** Bytes that one start hands to another. Chromium takes 32 KiB; where more comes it ends the program that is open, and takes its place. */
const most = 28 * 1024

/**
 * Fails with INVALID_INPUT where a start of the program names more than it can hand to the one that has `profile` open:
 * its whole command line goes there, and `handed` once more.
 */
export function requireHandable(
  profile: string,
  { argv, cwd }: { argv: readonly string[]; cwd: string },
  handed: readonly string[],
): void {
  const words = [cwd, ...argv].reduce((sum, word) => sum + Buffer.byteLength(word) + 1, 0)
  const bytes = handed.reduce((sum, path) => sum + 2 * path.length + 8, words)
  if (bytes <= most || !isOpen(profile)) return
  throw new HoldfastError(
    'INVALID_INPUT',
    `Holdfast is open, and ${handed.length} files cannot be handed to it at once.`,
    'Drop them on its window, or open fewer at a time.',
  )
}

/** Whether a program that lives has the profile open, by Chromium's lock: a link to its computer and process. Windows has none, and no such limit. */
function isOpen(profile: string): boolean {
  try {
    process.kill(Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1)), 0)
    return true
  } catch (thrown) {
    // Another user's.
    return (thrown as { code?: unknown }).code === 'EPERM'
  }
}
