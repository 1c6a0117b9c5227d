import type { Vault, Reader } from '../vault/index.ts'
import { createAuthority } from './sign/authority.ts'
import type { Authority, Signer } from './sign/signer.ts'

/** The root and the leaf that a new vault signs its packets with. */
export const newAuthority = (
  random: Vault['random'],
  at: string,
  vaultId: string,
  vaultName: string,
  memberName: string,
): Promise<Authority> =>
  createAuthority({ vaultId, vaultName, memberName, at, serials: { root: random(16), leaf: random(16) } })

/** Keeps an authority's keys in the encrypted database, and nowhere else. */
export function keepAuthority({ store }: Vault, authority: Authority): void {
  const keep = (name: string, bytes: Uint8Array): void =>
    store.run('insert into secret (name, bytes) values (?, ?)', name, bytes)
  keep('packet.root-certificate', authority.rootCert)
  keep('packet.root-key', authority.rootPrivateKeyPkcs8)
  keep('packet.leaf-certificate', authority.leafCert)
  keep('packet.leaf-key', authority.privateKeyPkcs8)
}

/** The signer of this vault's packets. */
export function readSigner(db: Reader): Signer {
  const read = (name: string): Uint8Array<ArrayBuffer> => {
    const row = db.get<{ bytes: Buffer }>('select bytes from secret where name = ?', name)
    if (!row) throw new Error(`the vault has no secret ${name}`)
    return Uint8Array.from(row.bytes)
  }
  return {
    rootCert: read('packet.root-certificate'),
    leafCert: read('packet.leaf-certificate'),
    privateKeyPkcs8: read('packet.leaf-key'),
  }
}
