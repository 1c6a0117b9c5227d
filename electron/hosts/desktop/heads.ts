import { join } from 'node:path'
import { safeStorage } from 'electron'
import { headsIn, type Ports } from '../../core/app.ts'

/**
 * Remembers heads sealed by the system's key store, so that who can write files but not use the key store cannot
 * pretend another head. Without a real key store (on Linux `basic_text` is a fixed password) they lie plain: a head is no secret.
 */
export function sealedHeads(folder: string): Ports['heads'] {
  const [plain, sealed] = [headsIn(folder), headsIn(join(folder, 'sealed'))]
  const hasStore = async (): Promise<boolean> =>
    !(process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') &&
    (await safeStorage.isAsyncEncryptionAvailable())
  return {
    read: async (vaultId) => {
      if (!(await hasStore())) return plain.read(vaultId)
      const text = await sealed.read(vaultId)
      // The first time there is only what another host kept.
      if (text === undefined) return plain.read(vaultId)
      return (await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'))).result
    },
    write: async (vaultId, note) => {
      if (!(await hasStore())) return plain.write(vaultId, note)
      await sealed.write(vaultId, (await safeStorage.encryptStringAsync(note)).toString('base64'))
    },
  }
}
