import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { headsIn, type Ports } from '../../core/app.ts'

/** What was sealed, opened; `renew`: the store wants it sealed anew, since its own key has changed. */
export interface Unsealed {
  text: string
  renew: boolean
}

/** The system's key store; null where there is none. `unseal` fails on what was not sealed by it. */
export interface KeyStore {
  seal(text: string): Promise<string | null>
  unseal(sealed: string): Promise<Unsealed | null>
}

/** The name under which the list of the vaults with a sealed head lies among the sealed heads. */
const list = 'vaults'

/**
 * Remembers heads sealed by the system's key store. Who can write files but not use the key store cannot put another
 * head in the place of a sealed one, and cannot take single ones away: a sealed list says which there are, and one that
 * is missing is an error, never a reason to believe an unsealed one. Without a real key store heads lie plain, which is
 * told once. Whoever takes the whole folder away makes this a computer that has not seen the vault.
 */
export function sealedHeads(
  folder: string,
  { seal, unseal }: KeyStore,
  tellPlain: () => void = () => undefined,
): Ports['heads'] {
  const [plain, sealed] = [headsIn(folder), headsIn(join(folder, 'sealed'))]
  let told = false

  const open = async (name: string): Promise<string | undefined | null> => {
    const text = await sealed.read(name)
    if (text === undefined) return undefined
    const opened = await unseal(text)
    if (opened?.renew === true) {
      const anew = await seal(opened.text)
      if (anew !== null) await sealed.write(name, anew)
    }
    return opened === null ? null : opened.text
  }
  const known = async (): Promise<string[]> => ((await open(list)) ?? '').split('\n').filter(Boolean)
  const wasSealed = async (vaultId: string): Promise<boolean> => {
    const names = await open(list)
    if (typeof names === 'string') return names.split('\n').includes(vaultId)
    // The list itself was taken away, where there are sealed heads.
    return names === undefined && (await readdir(join(folder, 'sealed')).catch(() => [])).length > 0
  }

  return {
    read: async (vaultId) => {
      const note = await open(vaultId)
      if (typeof note === 'string') return note
      if (note === undefined && (await wasSealed(vaultId)))
        throw new Error(`The sealed head of vault ${vaultId} was taken away.`)
      // The first time there is only what another host kept; without a key store, only that.
      return plain.read(vaultId)
    },
    write: async (vaultId, note) => {
      const text = await seal(note)
      if (text === null) {
        if (!told) tellPlain()
        told = true
        return plain.write(vaultId, note)
      }
      await sealed.write(vaultId, text)
      const before = await known()
      if (before.includes(vaultId)) return
      const names = await seal([...before, vaultId].join('\n'))
      if (names !== null) await sealed.write(list, names)
    },
  }
}
