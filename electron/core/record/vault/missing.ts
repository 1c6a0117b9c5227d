import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** That no vault lies at a path, and whether a file does. Where a restore was cut off between moving one aside and putting the other there, it says where both are. */
export async function noVault(dir: string): Promise<HoldfastError> {
  const aside = existsSync(dir) ? undefined : await movedAside(dir)
  if (aside !== undefined) {
    return new HoldfastError(
      'NOT_A_VAULT',
      `There is no vault in ${dir}. A restore to this place was cut off after it had moved the vault that lay there to ${aside}.`,
      `Restore the backup again, or give ${basename(aside)} its former name back.`,
    )
  }
  if ((await stat(dir).catch(() => undefined))?.isDirectory() === false) {
    return new HoldfastError(
      'NOT_A_VAULT',
      `${dir} is a file, and a vault is a folder. Nothing was opened.`,
      'Open the whole folder, whose name ends in .holdfast; an archive of one has to be unpacked first.',
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
