import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ports } from '../ports.ts'
import { makePrivateFolder, writeAtomically } from '../vault/index.ts'

/** Remembers heads as one file a vault in a folder of its own (absolute path), which is made when it is first needed. */
export const headsIn = (folder: string): Ports['heads'] => ({
  read: (vaultId) =>
    readFile(join(folder, `${vaultId}.head`), 'utf8').catch((thrown: unknown) => {
      if ((thrown as { code?: unknown }).code === 'ENOENT') return undefined
      throw thrown
    }),
  write: async (vaultId, note) => {
    await makePrivateFolder(folder)
    await writeAtomically(join(folder, `${vaultId}.head`), note)
  },
})
