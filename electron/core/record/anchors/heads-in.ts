import { join } from 'node:path'
import type { Ports } from '../../ports.ts'
import { makePrivateFolder, readRegular, writeAtomically } from '../vault/index.ts'

/** Bytes of one note, also sealed and in base64. */
const largest = 1 << 20

/** Remembers heads as one file a vault in a folder of its own (absolute path), which is made when it is first needed. */
export const headsIn = (folder: string): Ports['heads'] => ({
  read: (vaultId) =>
    readRegular(join(folder, `${vaultId}.head`), largest).then(
      (bytes) => bytes.toString('utf8'),
      (thrown: unknown) => {
        if ((thrown as { code?: unknown }).code === 'ENOENT') return undefined
        throw thrown
      },
    ),
  write: async (vaultId, note) => {
    await makePrivateFolder(folder)
    await writeAtomically(join(folder, `${vaultId}.head`), note)
  },
})
