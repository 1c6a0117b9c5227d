import { headsIn, type Ports } from '../../core/app.ts'

/** The system's key store; null where there is none. `unseal` fails on what was not sealed by it. */
export interface KeyStore {
  seal(text: string): Promise<string | null>
  unseal(sealed: string): Promise<string | null>
}

/**
 * Remembers heads sealed by the system's key store, so that who can write files but not use the key store cannot
 * pretend another head. Without a real key store they lie plain: a head is no secret.
 */
export function sealedHeads(folder: string, sealedFolder: string, { seal, unseal }: KeyStore): Ports['heads'] {
  const [plain, sealed] = [headsIn(folder), headsIn(sealedFolder)]
  return {
    read: async (vaultId) => {
      const text = await sealed.read(vaultId)
      const note = text === undefined ? null : await unseal(text)
      // The first time there is only what another host kept.
      return note ?? plain.read(vaultId)
    },
    write: async (vaultId, note) => {
      const text = await seal(note)
      await (text === null ? plain.write(vaultId, note) : sealed.write(vaultId, text))
    },
  }
}
