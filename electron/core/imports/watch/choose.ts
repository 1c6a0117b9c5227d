import type { Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'

/** Asks for a folder in the host's own dialog. Fails with MISSING_RUNTIME where the host has none. */
export async function chooseWatched({ ports }: Workspace): Promise<Output<'import.chooseFolder'>> {
  if (!ports.chooseFolder) {
    throw new HoldfastError(
      'MISSING_RUNTIME',
      'Nobody can be asked for a folder here: there is no screen.',
      'Give the path of the folder.',
    )
  }
  return { folder: await ports.chooseFolder('The folder to watch') }
}
