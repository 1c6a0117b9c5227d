import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** That no vault lies in a folder. Where a restore was cut off between moving one aside and putting the other there, it says where both are. */
export async function noVault(dir: string): Promise<HoldfastError> {
  const aside = existsSync(dir) ? undefined : await movedAside(dir)
  if (aside !== undefined) {
    return new HoldfastError(
      'NOT_A_VAULT',
      `There is no vault in ${dir}. A restore to this place was cut off after it had moved the vault that lay there to ${aside}.`,
      `Restore the backup again, or give ${basename(aside)} its former name back.`,
    )
  }
  return new HoldfastError(
    'NOT_A_VAULT',
    `There is no vault in ${dir} (no vault.json).`,
    'Check the path; a vault is a folder whose name ends in .holdfast.',
  )
}

async function movedAside(dir: string): Promise<string | undefined> {
  const beside = await readdir(dirname(dir)).catch(() => [])
  const newest = beside
    .filter((name) => name.startsWith(`${basename(dir)}.before-`))
    .toSorted()
    .at(-1)
  return newest === undefined ? undefined : join(dirname(dir), newest)
}
