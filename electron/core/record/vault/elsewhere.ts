import { lstatSync, readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { files } from './names.ts'

/**
 * Fails with ALREADY_EXISTS when a path lies within the folder of a vault or of a backup, by whatever links it gets there: what is
 * put there is taken for what a crash left, and is set aside, removed or replaced later; some names keep the vault shut. The
 * path itself may be such a folder.
 */
export function requireElsewhere(path: string): void {
  const target = resolve(path)
  for (let folder = whereIs(dirname(target)); ; folder = dirname(folder)) {
    const kind = kindOf(folder)
    if (kind !== undefined)
      throw new HoldfastError(
        'ALREADY_EXISTS',
        `${target} lies inside of ${kind} (${folder}), where nothing but Holdfast’s own files may be.`,
        'Choose a place outside of it; nothing was written.',
      )
    if (dirname(folder) === folder) return
  }
}

/** Whether a path leads to a folder or into it, by whatever links it gets there; what is not there does not. */
export function leadsInto(folder: string, path: string): boolean {
  try {
    const [inside, real] = [realpathSync(folder), realpathSync(path)]
    return real === inside || real.startsWith(`${inside}${sep}`)
  } catch {
    return false
  }
}

/** Where a folder will be, with the links on the way to it followed; it may not be there yet. */
function whereIs(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    const above = dirname(folder)
    return above === folder ? folder : join(whereIs(above), basename(folder))
  }
}

function kindOf(folder: string): 'a vault' | 'a backup' | undefined {
  const has = (name: string): boolean => lstatSync(join(folder, name), { throwIfNoEntry: false })?.isFile() ?? false
  if (has(files.header) && has(files.database)) return 'a vault'
  // Other programs have a backup.json too.
  const isOurs = has('backup.json') && readdirSync(folder).some((name) => /^vault-[0-9a-f]{16}\.db$/.test(name))
  return isOurs ? 'a backup' : undefined
}
